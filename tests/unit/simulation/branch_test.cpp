#include <gtest/gtest.h>

#include <povtrap/error.hpp>
#include <povtrap/simulation.hpp>

#include <cmath>
#include <optional>

#include "core/field_text.hpp"
#include "core/fields.hpp"
#include "experiments/every_rule.hpp"

namespace povtrap {
namespace {

Config small_economy() {
  return Config().with({{"population.households", "2000"},
                        {"run.years", "4"},
                        {"run.burn_in_years", "1"},
                        {"run.growth_burn_in_years", "1"},
                        {"output.panel_households", "50"}});
}

/// Two years after the base year began.
Simulation at_intervention(const Config& config) {
  Simulation simulation(config, 1);
  while (simulation.periods_done() < 12) simulation.step();
  return simulation;
}

std::string complaint(const Simulation& simulation, const std::vector<std::pair<std::string, std::string>>& changes) {
  try {
    static_cast<void>(simulation.branch(simulation.config().with(changes)));
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "";
}

/// Other values that a parameter may have, as text.
std::vector<std::string> other_values(const Field& field, const Config& config) {
  std::vector<std::string> values;
  const std::string now = config.get(field.path);
  if (field.kind() == "flag") return {now == "true" ? "false" : "true"};
  for (const std::string& choice : field.choices) {
    if (choice != now) values.push_back(choice);
  }
  const auto add = [&](const FieldValue& value) {
    if (field.refusal(value).empty() && value_text(value) != now) values.push_back(value_text(value));
  };
  if (field.kind() == "integer" || field.kind() == "number") {
    for (const double step : {-1.0, 1.0}) {
      if (field.kind() == "integer") add(static_cast<std::int64_t>(config.number(field.path) + step));
      if (field.kind() == "number") add(config.number(field.path) * (1 + step / 3) + step * 0.01);
    }
  }
  return values;
}

TEST(Branch, KeepsTheBooksWhateverIsChanged) {
  const Simulation trunk = at_intervention(small_economy().with(every_rule_on()));
  const Config& config = trunk.config();
  const Fields fields = config.fields_again();
  std::size_t arms = 0;
  for (const Field& field : fields.all()) {
    if (field.path.starts_with("audit.")) continue;  // faults planted on purpose
    for (const std::string& value : other_values(field, config)) {
      SCOPED_TRACE(field.path + " = " + value);
      std::optional<Simulation> arm;
      try {
        arm.emplace(trunk.branch(config.with({{field.path, value}})));
      } catch (const ConfigError&) {
        continue;  // comes too late, or contradicts another
      }
      EXPECT_NO_THROW(arm->run());  // which audits every period
      ++arms;
    }
  }
  EXPECT_GT(arms, 200U);
}

TEST(Branch, WithoutChangesLivesThroughTheSame) {
  for (const Config& config : {small_economy(), small_economy().with(every_rule_on())}) {
    Simulation straight = at_intervention(config);
    Simulation branch = straight.branch(straight.config());
    straight.run();
    branch.run();
    EXPECT_EQ(digest(branch.result()), digest(straight.result()));
  }
}

TEST(Branch, IsTheRunThatHadTheChangeFromItsBeginningIfTheChangeWaited) {
  const Config never = small_economy();
  const Config later = never.with({{"cash.active", "true"}, {"cash.start", "2"}, {"cash.amount", "0.2"}});
  Simulation straight(later, 1);
  straight.run();
  Simulation branch = at_intervention(never).branch(never.with({{"cash.active", "true"}, {"cash.amount", "0.2"}}));
  branch.run();
  for (const char* series : {"headcount", "gini", "mean_income", "government_bonds"}) {
    EXPECT_EQ(yearly_series(branch.result(), series), yearly_series(straight.result(), series)) << series;
  }
  const auto paid = yearly_series(branch.result(), "cash_paid");
  ASSERT_EQ(paid.size(), 4U);
  EXPECT_TRUE(std::isnan(paid[1])) << "it did not exist yet";
  EXPECT_GT(paid[2], 0.0);
  EXPECT_EQ(paid[3], yearly_series(straight.result(), "cash_paid")[3]);
}

TEST(Branch, LeavesTheOneItCameFromAlone) {
  Simulation trunk = at_intervention(small_economy());
  Simulation untouched = at_intervention(small_economy());
  Simulation arm = trunk.branch(trunk.config().with({{"top_up.active", "false"}}));
  arm.run();
  trunk.run();
  untouched.run();
  EXPECT_EQ(digest(trunk.result()), digest(untouched.result()));
  EXPECT_NE(yearly_series(arm.result(), "headcount"), yearly_series(trunk.result(), "headcount"));
}

TEST(Branch, CanBeResumed) {
  Simulation arm = at_intervention(small_economy()).branch(small_economy().with({{"schooling.active", "true"}}));
  arm.step();
  Simulation again = Simulation::resume(arm.checkpoint(), 2);
  arm.run();
  again.run();
  EXPECT_EQ(digest(again.result()), digest(arm.result()));
}

TEST(Branch, RefusesEverythingThatComesTooLateAtOnce) {
  const Simulation trunk = at_intervention(small_economy());
  const std::string said =
      complaint(trunk, {{"population.households", "3000"}, {"poverty.line", "900"}, {"cash.active", "true"}});
  EXPECT_NE(said.find("population.households = 3000"), std::string::npos) << said;
  EXPECT_NE(said.find("poverty.line = 900"), std::string::npos) << said;
  EXPECT_EQ(said.find("cash.active"), std::string::npos) << said;
  EXPECT_NE(complaint(trunk, {{"village_funds.active", "true"}}).find("village_funds.start"), std::string::npos);
  EXPECT_EQ(complaint(trunk, {{"village_funds.active", "true"}, {"village_funds.start", "2"}}), "");
}

}  // namespace
}  // namespace povtrap
