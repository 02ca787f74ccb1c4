#include "simulation/own_call.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <povtrap/error.hpp>
#include <povtrap/registry.hpp>
#include <stdexcept>

#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

/// Does what no rule may do, in one of several ways.
enum class Crime { none, writes_deposits, writes_skill, remembers, nothing_said, not_finite, negative, too_much, throws };

class NastySaving : public SavingRule {
 public:
  explicit NastySaving(Crime crime) : crime_(crime) {}
  std::string_view name() const override { return "nasty"; }
  std::string_view summary() const override { return "breaks a rule for rules"; }

  void decide(const SavingQuestion& q, const SavingAnswer& a) const override {
    calls_ += 1;
    if (crime_ == Crime::throws) throw std::out_of_range("no such table");
    for (std::size_t i = 0; i < q.n; ++i) {
      a.consumption[i] = 0.9 * q.income[i] + (crime_ == Crime::remembers ? 1e-3 * calls_ : 0.0);
      a.investing[i] = crime_ == Crime::negative ? -1.0 : 0.05 * std::max(0.0, q.income[i]);
    }
    if (crime_ == Crime::nothing_said) a.consumption[q.n - 1] = std::numeric_limits<double>::quiet_NaN();
    if (crime_ == Crime::too_much) a.investing[4] = 0.2 * std::max(1.0, q.income[4]);
    if (crime_ == Crime::not_finite) a.investing[3] = std::numeric_limits<double>::infinity();
    if (crime_ == Crime::writes_deposits) const_cast<double&>(q.households->deposits()[7]) += 100.0;
    if (crime_ == Crime::writes_skill) const_cast<double&>(q.households->skill()[5]) = 3.0;
  }

 private:
  Crime crime_;
  mutable double calls_ = 0;
};

/// Pays itself in a currency of its own.
class NastyInstrument : public Instrument {
 public:
  NastyInstrument(double amount, double budget) : amount_(amount), budget_(budget) {}
  std::string_view name() const override { return "forger"; }
  std::string_view summary() const override { return "promises what nobody can pay"; }
  double budget(const PeriodFacts&) const override { return budget_; }
  void promise(const HouseholdBlock&, const Draws&, std::span<double> amounts) const override { amounts[2] = amount_; }

 private:
  double amount_, budget_;
};

std::string fault_of(const Registry& own, const test::Settings& settings) {
  const Config small = test::with(Config::from_text("[population]\nhouseholds = 2000\n[run]\nburn_in_years = 0\nyears = 1\n"
                                                    "growth_burn_in_years = 0\n",
                                                    "test", own),
                                  settings);
  try {
    test::result_of(small);
  } catch (const ModelError& error) {
    return error.what();
  }
  return "";
}

std::string fault_of(Crime crime) {
  Registry own;
  own.add<NastySaving>(crime);
  return fault_of(own, {{"saving.rule", "nasty"}});
}

void expect_parts(const std::string& text, std::initializer_list<std::string> parts) {
  for (const std::string& part : parts) EXPECT_NE(text.find(part), std::string::npos) << part << "\nin: " << text;
}

TEST(OwnCall, LetsAnOrdinaryRuleThrough) {
  EXPECT_EQ(fault_of(Crime::none), "");
}

TEST(OwnCall, RefusesAnswersThatAreNoNumbersOrOutOfBounds) {
  expect_parts(fault_of(Crime::nothing_said), {"'nasty'", "saving.rule", "consumption = nan", "household", "period 0"});
  expect_parts(fault_of(Crime::not_finite), {"investing = inf"});
  expect_parts(fault_of(Crime::negative), {"investing = -1", "from 0"});
  expect_parts(fault_of(Crime::too_much), {"'nasty'", "saving.rule", "investing = ", "income - consumption = ", "household"});
}

TEST(OwnCall, NamesARuleThatThrows) {
  expect_parts(fault_of(Crime::throws), {"'nasty'", "saving.rule", "no such table", "period 0"});
}

TEST(OwnCall, RefusesPromisesAndBudgetsThatNobodyCanPay) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto fault = [&](double amount, double budget) {
    Registry own;
    own.add<NastyInstrument>(amount, budget);
    return fault_of(own, {});
  };
  expect_parts(fault(-5, 100), {"'forger'", "amounts = -5"});
  expect_parts(fault(nan, 100), {"amounts = nan"});
  expect_parts(fault(1e300, 100), {"amounts = 1e+300"});
  expect_parts(fault(5, nan), {"budget = nan"});
  expect_parts(fault(5, -1), {"budget = -1"});
  EXPECT_EQ(fault(5, 100), "");
}

#ifdef POVTRAP_CONTRACTS
TEST(OwnCall, CatchesARuleThatWritesAColumn) {
  expect_parts(fault_of(Crime::writes_deposits), {"'nasty'", "saving.rule", "column 'deposits'", "household 7 ", "period 0"});
  expect_parts(fault_of(Crime::writes_skill), {"column 'skill'", "household 5 "});
}

TEST(OwnCall, CatchesARuleThatRemembers) {
  expect_parts(fault_of(Crime::remembers), {"'nasty'", "two answers", "'consumption'"});
}
#endif

TEST(OwnCall, WatchesEveryColumn) {
  Households households;
  households.resize(10, 4);
  EXPECT_EQ(audited_bytes_per_household(households), households.bytes_per_household());
  const std::size_t without_programmes = households.bytes_per_household();
  std::apply([](auto&... column) { (column.resize(10), ...); }, Households::optional_members(households));
  EXPECT_GT(households.bytes_per_household(), without_programmes);
  EXPECT_EQ(audited_bytes_per_household(households), households.bytes_per_household());
}

TEST(Registry, RefusesNamesThatConfigurationsCannotHoldOrTellApart) {
  struct Named : Indicator {
    explicit Named(std::string name, std::string summary = "x") : name_(std::move(name)), summary_(std::move(summary)) {}
    std::string_view name() const override { return name_; }
    std::string_view summary() const override { return summary_; }
    std::vector<ResultRow> rows() const override { return {}; }
    std::size_t sums() const override { return 0; }
    void add(const HouseholdBlock&, std::span<double>) const override {}
    void conclude(std::span<const double>, std::span<double>) const override {}
    std::string name_, summary_;
  };
  Registry own;
  for (const std::string name : {"", "Mine", "my rule", "my-rule", "1st", "_x"})
    EXPECT_THROW(own.add<Named>(name), ConfigError) << name;
  EXPECT_THROW(own.add<Named>("mine", ""), ConfigError);
  own.add<Named>("mine");
  EXPECT_THROW(own.add<Named>("mine"), ConfigError);
  EXPECT_EQ(own.indicators().size(), 1u);
}

TEST(Registry, RefusesTheNameOfABuiltInRuleOfTheSlot) {
  struct Copy : Technique {
    std::string_view name() const override { return "solow"; }
    std::string_view summary() const override { return "taken"; }
    void output(const double*, double*, std::size_t) const override {}
  };
  struct Rain : HouseholdShock {
    std::string_view name() const override { return "drought"; }
    std::string_view summary() const override { return "taken"; }
    void strike(const HouseholdBlock&, const Draws&, const ShockEffects&) const override {}
  };
  Registry technique, shock;
  technique.add<Copy>();
  shock.add<Rain>();
  EXPECT_THROW(Config{technique}, ConfigError);
  EXPECT_THROW(Config{shock}, ConfigError);
}

}  // namespace
}  // namespace povtrap
