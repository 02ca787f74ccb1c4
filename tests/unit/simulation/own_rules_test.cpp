#include <gtest/gtest.h>

#include <algorithm>
#include <povtrap/error.hpp>
#include <povtrap/registry.hpp>

#include "laws/small_economy.hpp"
#include "mechanisms/technique.hpp"

namespace povtrap {
namespace {

using test::numbers;

/// A built-in technique under another name, brought from outside.
class BorrowedTechnique : public Technique {
 public:
  std::string_view name() const override { return "borrowed"; }
  std::string_view summary() const override { return "the same as a built-in one"; }
  void describe(Fields& fields) override { inner_->describe(fields); }
  void output(const double* x, double* f, std::size_t n) const override { inner_->output(x, f, n); }

 private:
  std::unique_ptr<Technique> inner_ = make_step_technique();
};

class Quake : public HouseholdShock {
 public:
  std::string_view name() const override { return "quake"; }
  std::string_view summary() const override { return "takes capital and output of some"; }
  void describe(Fields& fields) override {
    fields.number("strength", strength_, 0.0, {.minimum = 0, .maximum = 1, .meaning = "share lost"});
  }
  void strike(const HouseholdBlock& households, const Draws& draws, const ShockEffects& effects) const override {
    std::vector<double> luck(households.size());
    draws.uniform("who", luck);
    for (std::size_t i = 0; i < luck.size(); ++i) {
      if (luck[i] >= 0.3) continue;
      effects.capital_left[i] = 1 - strength_;
      effects.output[i] = 1 - strength_;
      effects.falls_ill[i] = strength_ > 0;
      effects.loses_job[i] = strength_ > 0;
    }
  }

 private:
  double strength_ = 0;
};

/// Gives everybody who was poor the same per head.
class Gift : public Instrument {
 public:
  explicit Gift(Payer payer = Payer::central_government, Transfer transfer = Transfer::cash)
      : payer_(payer), transfer_(transfer) {}
  std::string_view name() const override { return "gift"; }
  std::string_view summary() const override { return "money for those who were poor"; }
  void describe(Fields& fields) override {
    fields.number("amount", amount_, 0.0, {.minimum = 0, .maximum = 10, .meaning = "poverty lines/head/year"});
    fields.number("budget", budget_, 1e12, {.minimum = 0, .maximum = 1e12, .meaning = "LCU/period"});
  }
  Payer payer() const override { return payer_; }
  Transfer transfer() const override { return transfer_; }
  double budget(const PeriodFacts&) const override { return budget_; }
  void promise(const HouseholdBlock& households, const Draws&, std::span<double> amounts) const override {
    const PeriodFacts& now = households.period();
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      const bool poor = households.has(i, Trait::poor_last_year);
      amounts[i] = poor ? amount_ * now.poverty_line * now.length * static_cast<double>(households.persons()[i]) : 0.0;
    }
  }

 private:
  Payer payer_;
  Transfer transfer_;
  double amount_ = 0, budget_ = 0;
};

/// What the built-in headcount measures.
class Recount : public Indicator {
 public:
  explicit Recount(std::string row = "recount") : row_(std::move(row)) {}
  std::string_view name() const override { return "counter"; }
  std::string_view summary() const override { return "counts poor persons once more"; }
  std::vector<ResultRow> rows() const override { return {{row_, "1", "share of poor persons"}}; }
  std::size_t sums() const override { return 2; }
  void add(const HouseholdBlock& households, std::span<double> sums) const override {
    std::vector<double> income(households.size());
    households.income_per_head(income);
    for (std::size_t i = 0; i < income.size(); ++i) {
      const auto persons = static_cast<double>(households.persons()[i]);
      sums[0] += persons;
      sums[1] += income[i] < households.period().poverty_line ? persons : 0.0;
    }
  }
  void conclude(std::span<const double> sums, std::span<double> values) const override { values[0] = sums[1] / sums[0]; }

 private:
  std::string row_;
};

Registry all_kinds() {
  Registry own;
  own.add<BorrowedTechnique>().add<Quake>().add<Gift>().add<Recount>();
  return own;
}

Config economy_with(const Registry& own, const test::Settings& settings = {}) {
  const std::string toml =
      "[population]\nhouseholds = 3000\n[regions]\nrural = [3, 3]\ntowns = [1, 1]\n[run]\nburn_in_years = 1\n"
      "growth_burn_in_years = 1\nyears = 2\n[output]\npanel_households = 50\n";
  return test::with(Config::from_text(toml, "test", own), settings);
}

std::string message_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(OwnRules, HaveTheirParametersReadCheckedEchoedAndListed) {
  const Registry own = all_kinds();
  Config config = economy_with(own, {{"enterprise.technique", "borrowed"}, {"shocks.quake.strength", "0.25"}});
  EXPECT_EQ(config.number("shocks.quake.strength"), 0.25);
  EXPECT_TRUE(has(message_of([&] { config.set("shocks.quake.strength", "2"); }), "too large"));
  EXPECT_TRUE(has(config.to_toml(), "[shocks.quake]"));
  EXPECT_EQ(Config::from_text(config.to_toml(), "echo", own).to_toml(), config.to_toml());
  EXPECT_TRUE(has(Config::parameters("gift", own), "instruments.gift.amount"));
  EXPECT_TRUE(has(Config::json_schema(own), "\"borrowed\""));
  EXPECT_TRUE(has(message_of([&] { static_cast<void>(Config::from_text(config.to_toml(), "echo")); }), "shocks.quake.strength"));
  EXPECT_FALSE(has(Config().to_toml(), "instruments"));
}

TEST(OwnRules, StandInTheirSlotsWhenDescribed) {
  const Config config = economy_with(all_kinds(), {{"enterprise.technique", "borrowed"}, {"indicators.counter.active", "false"}});
  std::vector<std::string> found;
  for (const SlotDescription& slot : describe_slots(config)) {
    for (const RuleDescription& rule : slot.rules) {
      if (rule.own) found.push_back(slot.parameter + " " + rule.name + (rule.at_work ? " at work" : ""));
    }
  }
  EXPECT_EQ(found, (std::vector<std::string>{"enterprise.technique borrowed at work", "shocks.active quake at work",
                                             "instruments.*.active gift at work", "indicators.*.active counter"}));
}

TEST(OwnRules, ThatDoNothingNewChangeNoBitOfTheResult) {
  const Dataset plain = test::result_of(economy_with({}));
  const Dataset own = test::result_of(economy_with(all_kinds(), {{"enterprise.technique", "borrowed"}}));
  for (const Variable& variable : plain.variables) {
    Dataset a, b;
    a.variables = {variable};
    b.variables = {own.variable(variable.name)};
    a.dimensions = plain.dimensions;
    b.dimensions = own.dimensions;
    EXPECT_EQ(digest(a), digest(b)) << variable.name;
  }
}

TEST(OwnRules, GiveTheSameBytesForAnyNumberOfThreads) {
  const Config config = economy_with(all_kinds(), {{"shocks.quake.strength", "0.3"}, {"instruments.gift.amount", "0.4"}});
  EXPECT_EQ(digest(test::result_of(config, 1)), digest(test::result_of(config, 3)));
}

TEST(OwnRules, AreNamedInTheProvenanceOfAResult) {
  const Dataset result = test::result_of(economy_with(all_kinds()));
  const Dataset& provenance = result.groups.front().second;
  const auto& names = std::get<std::vector<std::string>>(provenance.variable("own_rules").values);
  EXPECT_EQ(names,
            (std::vector<std::string>{"enterprise: borrowed", "shocks: quake", "instruments: gift", "indicators: counter"}));
}

TEST(OwnIndicator, SeesTheIncomesThatPovertyIsMeasuredBy) {
  const Dataset result = test::result_of(economy_with(all_kinds(), {{"poverty.lines", "[]"}}));
  EXPECT_EQ(numbers(result, "recount"), numbers(result, "headcount"));
}

TEST(OwnIndicator, MayNotTakeANameThatResultsHave) {
  for (const std::string name : {"gini", "region", "panel_income", "gift_paid"}) {
    Registry own;
    own.add<Gift>().add<Recount>(name);
    EXPECT_TRUE(has(message_of([&] { test::result_of(economy_with(own)); }), "'" + name + "' already")) << name;
  }
}

TEST(OwnShock, TakesCapitalOutputHealthAndJobs) {
  const Config calm = economy_with(all_kinds()), struck = economy_with(all_kinds(), {{"shocks.quake.strength", "0.5"}});
  const Dataset a = test::result_of(calm), b = test::result_of(struck);
  EXPECT_LT(numbers(b, "household_capital").back(), 0.8 * numbers(a, "household_capital").back());
  EXPECT_LT(numbers(b, "mean_income").back(), 0.8 * numbers(a, "mean_income").back());
  EXPECT_LT(numbers(b, "employment").back(), 0.9 * numbers(a, "employment").back());
  EXPECT_EQ(digest(test::result_of(test::with(struck, {{"shocks.quake.active", "false"}}))), digest(a));
}

TEST(OwnInstrument, IsPaidByTheCentralGovernmentToTheLastStep) {
  test::OpenEconomy open(
      economy_with(all_kinds(), {{"instruments.gift.amount", "0.5"}, {"top_up.active", "false"}, {"grants.active", "false"}}));
  open.live(6);
  const Ledger& ledger = open.economy().ledger;
  Steps allotted = 0;
  for (const Steps part : open.stage().own.instruments[0].allotted) allotted += part;
  EXPECT_GT(allotted, 0);
  EXPECT_EQ(ledger.cell(Flow::social_transfers, Sector::households), allotted);
  EXPECT_EQ(ledger.cell(Flow::social_transfers, Sector::central_government), -allotted);
}

TEST(OwnInstrument, RaisesIncomesButNotWhatCountsAsOwnIncome) {
  const Dataset without = test::result_of(economy_with(all_kinds())),
                with_it = test::result_of(economy_with(all_kinds(), {{"instruments.gift.amount", "0.5"}}));
  EXPECT_LT(numbers(with_it, "headcount").back(), numbers(without, "headcount").back());
  EXPECT_GT(numbers(with_it, "gift_paid").back(), 0);
  EXPECT_GT(numbers(with_it, "gift_reached").back(), 0);
  test::OpenEconomy open(economy_with(all_kinds(), {{"instruments.gift.amount", "5"}}));
  open.live(8);
  const Households& h = open.economy().households;
  double income = 0, own = 0;
  for (std::size_t i = 0; i < h.size(); ++i) {
    for (const auto& column : h.income_history) income += static_cast<double>(column[i]);
    own += static_cast<double>(h.own_income_last_year[i]);
  }
  EXPECT_LT(own, 0.9 * income);
}

TEST(OwnInstrument, StaysWithinItsBudget) {
  const Config config = economy_with(all_kinds(), {{"instruments.gift.amount", "1"}, {"instruments.gift.budget", "5000.5"}});
  test::OpenEconomy open(config);
  open.live(5);
  Steps allotted = 0, promised = 0;
  for (const Steps part : open.stage().own.instruments[0].allotted) allotted += part;
  for (const Steps part : open.stage().own.instruments[0].promised) promised += part;
  EXPECT_GT(to_lcu(promised), 5000.5);
  EXPECT_LE(to_lcu(allotted), 5000.5);
  EXPECT_GT(to_lcu(allotted), 5000.4);
}

TEST(OwnInstrument, OfNgosReachesAsFarAsTheirFunds) {
  Registry own;
  own.add<Gift>(Payer::ngos, Transfer::asset);
  test::OpenEconomy open(economy_with(own, {{"instruments.gift.amount", "3"}, {"ngos.foreign_aid", "0.02"}}));
  open.live(6);
  const Economy& e = open.economy();
  EXPECT_LT(e.ledger.cell(Flow::capital_transfers, Sector::ngos), 0);
  EXPECT_EQ(e.ledger.cell(Flow::capital_transfers, Sector::ngos), -e.ledger.cell(Flow::capital_transfers, Sector::households));
  for (const Ngo& ngo : e.ngos) EXPECT_GE(ngo.account.balance, 0);
  double given = 0;
  for (std::size_t i = 0; i < e.households.size(); ++i) given += open.stage().own.assets[i];
  EXPECT_GT(given, 0);
  EXPECT_GE(-to_lcu(e.ledger.cell(Flow::household_capital, Sector::households)), given) << "it is invested";
}

}  // namespace
}  // namespace povtrap
