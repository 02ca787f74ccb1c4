#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>

#include "core/random.hpp"
#include "core/sums.hpp"
#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

using test::numbers;
using test::Settings;

constexpr std::size_t cells = flow_count * sector_count;

double cell(const std::vector<double>& ledger, std::size_t period, std::size_t flow, std::size_t sector) {
  return ledger[period * cells + flow * sector_count + sector];
}

/// The change of a sector's deposits that the ledger reports.
double deposited(const std::vector<double>& ledger, std::size_t period, Sector sector) {
  return -cell(ledger, period, index(Flow::deposits), index(sector));
}

void expect_rows_and_columns_to_vanish(const Dataset& result) {
  const std::vector<double>& ledger = numbers(result, "ledger");
  for (std::size_t t = 0; t < result.length("time"); ++t) {
    for (std::size_t f = 0; f < flow_count; ++f) {
      double row = 0;
      for (std::size_t s = 0; s < sector_count; ++s) row += cell(ledger, t, f, s);
      ASSERT_EQ(row, 0.0) << flow_names[f] << " in period " << t;
    }
    for (std::size_t s = 0; s < sector_count; ++s) {
      double column = 0;
      for (std::size_t f = 0; f < flow_count; ++f) column += cell(ledger, t, f, s);
      ASSERT_EQ(column, 0.0) << sector_names[s] << " in period " << t;
    }
  }
}

/// Programmes that are off have no series.
bool has(const Dataset& result, const std::string& name) {
  return std::any_of(result.variables.begin(), result.variables.end(), [&](const Variable& v) { return v.name == name; });
}

/// Stocks at the end of a period are those of the period before plus what the ledger says, to the last grid step.
void expect_stocks_to_follow_flows(const Dataset& result) {
  const std::vector<double>& ledger = numbers(result, "ledger");
  struct Stock {
    const char* name;
    Sector sector;
  };
  for (const Stock stock : {Stock{"household_deposits", Sector::households}, Stock{"firm_deposits", Sector::firms_current},
                            Stock{"province_deposits", Sector::local_governments}, Stock{"ngo_deposits", Sector::ngos},
                            Stock{"world_deposits", Sector::world}, Stock{"fund_deposits", Sector::mutual_funds},
                            Stock{"insurer_reserves", Sector::insurer}}) {
    if (!has(result, stock.name)) continue;
    const std::vector<double>& level = numbers(result, stock.name);
    for (std::size_t t = 1; t < level.size(); ++t) {
      double change = deposited(ledger, t, stock.sector);
      if (stock.sector == Sector::firms_current) change += deposited(ledger, t, Sector::firms_capital);
      ASSERT_EQ(level[t] - level[t - 1], change) << stock.name << " in period " << t;
    }
  }
}

/// Bank equity grows by what the bank earns and does not pay out, less the debts of households and closed firms that it gives up.
void expect_equity_to_follow_profit(const Dataset& result) {
  const std::vector<double>&ledger = numbers(result, "ledger"), &equity = numbers(result, "bank_equity"),
        &write_off = numbers(result, "write_off"), &of_firms = numbers(result, "firm_write_off");
  for (std::size_t t = 1; t < equity.size(); ++t) {
    double profit = 0;
    for (std::size_t f = 0; f < flow_count; ++f) {
      const auto flow = static_cast<Flow>(f);
      if (flow != Flow::loans && flow != Flow::bonds && flow != Flow::deposits) profit += cell(ledger, t, f, index(Sector::bank));
    }
    ASSERT_EQ(equity[t] - equity[t - 1], profit - write_off[t] - of_firms[t]) << "in period " << t;
  }
}

void expect_all_books_to_balance(const Settings& settings) {
  const Dataset result = test::result_of(test::small_economy(settings));
  expect_rows_and_columns_to_vanish(result);
  expect_stocks_to_follow_flows(result);
  expect_equity_to_follow_profit(result);
  for (const double employment : numbers(result, "employment")) ASSERT_TRUE(employment >= 0 && employment <= 1) << employment;
}

/// One of some values, by a keyed draw.
std::string pick(std::uint32_t configuration, std::uint32_t setting, const std::vector<std::string>& values) {
  return values[draw_below(make_stream(20, "configurations"), configuration, 0, setting,
                           static_cast<std::uint32_t>(values.size()))];
}

struct Choice {
  const char* path;
  std::vector<std::string> values;
};

const std::vector<Choice>& choices() {
  static const std::vector<Choice> all = {
      {"run.seed", {"1", "2", "3", "4", "5"}},
      {"run.periods_per_year", {"1", "2", "4", "12"}},
      {"poverty.line", {"1", "1000", "2625", "1e6"}},
      {"poverty.towns_count", {"true", "false"}},
      {"enterprise.technique", {"step", "solow", "logistic", "two_technique"}},
      {"enterprise.incentive", {"true", "false"}},
      {"enterprise.labour_exponent", {"0", "0.3", "1"}},
      {"saving.rule", {"stone_geary", "buffer"}},
      {"nutrition.rule", {"hill", "off"}},
      {"consumption.asset_smoothing", {"true", "false"}},
      {"consumption.services_share", {"0", "0.4", "0.75"}},
      {"development.skill", {"true", "false"}},
      {"development.aspiration", {"true", "false"}},
      {"development.neighbourhood_elasticity", {"0", "0.2"}},
      {"firms.households_per_firm", {"0", "20", "80", "1000"}},
      {"firms.jobs", {"0", "0.6", "1"}},
      {"firms.debt", {"0", "0.5"}},
      {"firms.payout", {"0", "1"}},
      {"labour.applications", {"0", "1", "4", "16"}},
      {"labour.elsewhere", {"true", "false"}},
      {"labour.separations", {"0", "0.1", "1"}},
      {"goods.planning_rounds", {"1", "4"}},
      {"goods.import_share", {"0", "0.12", "1"}},
      {"goods.export_share", {"0", "0.3"}},
      {"goods.food_band", {"0", "0.15"}},
      {"credit.households", {"true", "false"}},
      {"credit.collateral", {"true", "false"}},
      {"credit.local_lending", {"0", "0.5", "1"}},
      {"credit.loan_limit", {"0", "0.2", "0.75", "5"}},
      {"credit.repayment", {"0", "0.25", "4"}},
      {"credit.loan_rate", {"0", "0.06", "0.5"}},
      {"government.vat", {"0", "0.1", "0.5"}},
      {"government.income_tax", {"0", "0.05", "1"}},
      {"government.profit_tax", {"0", "0.25", "1"}},
      {"government.local_share", {"0", "0.3", "1"}},
      {"government.rule", {"deficit", "fixed"}},
      {"government.fixed_purchases", {"0", "1"}},
      {"government.initial_debt", {"0", "0.3", "2"}},
      {"government.services_share", {"0", "0.5", "1"}},
      {"government.east_west", {"0", "0.1", "4"}},
      {"top_up.active", {"true", "false"}},
      {"top_up.coverage", {"[0.05]", "[0, 0.3, 1]"}},
      {"grants.active", {"true", "false"}},
      {"grants.provider", {"ngos", "central_government", "provinces"}},
      {"grants.targeting", {"proxy_means_test", "universal"}},
      {"grants.reach", {"0.0139", "0.5"}},
      {"ngos.donations", {"0", "0.002", "0.5"}},
      {"ngos.foreign_aid", {"0", "0.05"}},
      {"ngos.overhead", {"0", "0.1", "1"}},
      {"shocks.active", {"true", "false"}},
      {"shocks.job_loss.probability", {"0", "0.3"}},
      {"population.ownership", {"0", "1"}},
      {"population.deposits", {"0", "1.3"}},
      {"population.capital", {"0.01", "2"}},
      {"regions.trade_cost", {"[0, 0]", "[0.16, 0.05]", "[0.9, 0.9]"}},
      {"village_funds.active", {"true", "false"}},
      {"village_funds.start", {"-1", "0", "1.5"}},
      {"village_funds.endowment", {"0", "50.8", "5000"}},
      {"village_funds.term", {"0.01", "1", "5"}},
      {"village_funds.rate", {"0", "0.06", "2"}},
      {"village_funds.cost", {"0", "0.02", "1"}},
      {"village_funds.default_share", {"0", "0.1", "1"}},
      {"village_funds.joint_liability", {"true", "false"}},
      {"village_funds.ranking", {"poorest", "return", "equal"}},
      {"village_funds.loan_size", {"0", "0.5", "20"}},
      {"interest_discount.active", {"true", "false"}},
      {"interest_discount.points", {"0.03", "1"}},
      {"interest_discount.lenders", {"village_funds", "bank", "both"}},
      {"insurance.active", {"true", "false"}},
      {"insurance.take_up", {"0.3", "1"}},
      {"insurance.loading", {"0", "3"}},
      {"insurance.subsidy", {"0", "0.5", "1"}},
      {"insurance.expenses", {"0", "1"}},
      {"insurance.guaranteed", {"true", "false"}},
      {"work_relief.active", {"true", "false"}},
      {"work_relief.wage", {"0", "1", "10"}},
      {"work_relief.budget", {"0", "0.02", "10"}},
      {"work_relief.provider", {"central_government", "provinces"}},
      {"ngos.signal", {"0", "0.5"}},
      {"ngos.capacity", {"0", "0.05"}},
      {"ngos.project", {"0", "1"}},
      {"ngos.pause", {"0", "2"}},
      {"ngos.procurement", {"0", "0.05"}},
      {"government.vertical_transfer", {"0", "0.1", "1"}},
      {"government.vertical_rule", {"persons", "need"}},
      {"top_up.local_share", {"0", "0.5", "1"}},
      {"labour.living_cost", {"0", "0.3", "0.9"}},
      {"labour.open_to_all", {"0", "0.5", "1"}},
      {"labour.network", {"0", "5"}},
      {"labour.job_risk", {"0", "1"}},
      {"moving.active", {"true", "false"}},
      {"moving.within", {"bloc", "nation"}},
      {"relocation.active", {"true", "false"}},
      {"relocation.share", {"0", "0.1", "1"}},
      {"relocation.origins", {"0.25", "0.6"}},
      {"relocation.targeting", {"below_line", "whole_region"}},
      {"relocation.destination", {"any", "towns", "villages"}},
      {"relocation.use", {"investment", "deposits"}},
      {"relocation.capital_loss", {"0", "0.3", "1"}},
  };
  return all;
}

Settings random_configuration(std::uint32_t number) {
  Settings settings;
  for (std::uint32_t s = 0; s < choices().size(); ++s)
    settings.emplace_back(choices()[s].path, pick(number, s, choices()[s].values));
  settings.emplace_back("run.years", number % 2 == 0 ? "3" : "4");
  settings.emplace_back("population.households", "2000");
  return settings;
}

class Books : public testing::TestWithParam<std::uint32_t> {};

TEST_P(Books, BalanceInARandomConfiguration) {
  const Settings settings = random_configuration(GetParam());
  std::string shown;
  for (const auto& [path, value] : settings) shown += path + " = " + value + "\n";
  SCOPED_TRACE(shown);
  expect_all_books_to_balance(settings);
}

INSTANTIATE_TEST_SUITE_P(Configuration, Books, testing::Range(std::uint32_t{0}, std::uint32_t{24}));

TEST(Conservation, HoldsWithDefaults) {
  expect_all_books_to_balance({{"run.years", "5"}});
}

TEST(Conservation, HoldsWithEverythingOn) {
  expect_all_books_to_balance(test::everything_on());
}

TEST(Conservation, HoldsWithoutFirms) {
  expect_all_books_to_balance({{"firms.households_per_firm", "0"}});
}

TEST(Conservation, HoldsWithoutTowns) {
  expect_all_books_to_balance({{"regions.towns", "[0, 0]"}});
}

TEST(Conservation, HoldsWithoutVillages) {
  expect_all_books_to_balance({{"regions.rural", "[0, 0]"}, {"regions.towns", "[2, 1]"}});
}

TEST(Conservation, HoldsInRegionsOfFourHouseholds) {
  expect_all_books_to_balance({{"population.households", "400"},
                               {"regions.rural", "[40, 40]"},
                               {"regions.towns", "[10, 10]"},
                               {"regions.size_spread", "0"}});
}

TEST(Conservation, HoldsForOneHousehold) {
  expect_all_books_to_balance({{"population.households", "1"},
                               {"regions.blocs", "[\"all\"]"},
                               {"regions.rural", "[1]"},
                               {"regions.towns", "[0]"},
                               {"regions.household_share", "[1]"},
                               {"regions.productivity", "[1]"},
                               {"regions.trade_cost", "[0]"}});
}

TEST(Conservation, HoldsForThreeBlocsOfOneProvince) {
  expect_all_books_to_balance({{"regions.blocs", "[\"a\", \"b\", \"c\"]"},
                               {"regions.rural", "[2, 1, 3]"},
                               {"regions.towns", "[1, 0, 2]"},
                               {"regions.household_share", "[0.2, 0.3, 0.5]"},
                               {"regions.productivity", "[1, 1, 2]"},
                               {"regions.trade_cost", "[0, 0.5, 0.1]"},
                               {"regions.provinces", "1"}});
}

TEST(Conservation, HoldsWhenAllLivesOnCreditAndFails) {
  expect_all_books_to_balance({{"credit.collateral", "false"},
                               {"credit.loan_to_value", "1"},
                               {"credit.loan_rate", "1"},
                               {"shocks.asset_loss.large", "0.33"},
                               {"enterprise.incentive", "false"},
                               {"credit.loan_limit", "10"}});
}

TEST(Conservation, KeepsMarketsEmptyAndAllBalancesTogetherAtZero) {
  test::OpenEconomy open(test::small_economy(test::everything_on()));
  for (int period = 0; period < 16; ++period) {
    open.live();
    Economy& e = open.economy();
    for (const Account* market : {&e.food_market, &e.manufactures_market, &e.dividend_pool}) ASSERT_EQ(market->balance, 0);
    for (const Region& region : e.regions) ASSERT_EQ(region.services_market.balance, 0);
    Steps all = 0;
    for (const double deposits : e.households.deposits) {
      ASSERT_TRUE(on_grid(deposits));
      all += to_steps(deposits);
    }
    e.for_each_account([&](const Account& account) { all += account.balance; });
    ASSERT_EQ(all, 0);
  }
}

TEST(Conservation, KeepsPeopleAndTheirNumbers) {
  test::OpenEconomy open(test::small_economy(test::everything_on()));
  Households& h = open.economy().households;
  const Column<float> persons = h.persons;
  const Column<std::uint8_t> workers = h.workers;
  const Column<std::uint32_t> id = h.id;
  double living = 0;
  for (const Region& region : open.economy().regions) living += region.persons;
  EXPECT_EQ(living, lane_sum(persons.data(), persons.size()));
  open.live(16);
  const Column<std::uint32_t> places = h.place_by_id();
  for (std::size_t i = 0; i < h.size(); ++i) {
    ASSERT_EQ(h.id[places[i]], id[i]);
    ASSERT_TRUE(h.persons[places[i]] == persons[i] && h.workers[places[i]] == workers[i]) << "household " << i;
  }
  std::size_t next = 0;
  for (const Block& block : open.economy().blocks) {
    EXPECT_EQ(block.first, next);
    next += block.size;
  }
  EXPECT_EQ(next, h.size());
}

TEST(Conservation, LetsEveryWorkerBeCountedOnceByItsFirm) {
  test::OpenEconomy open(test::small_economy());
  for (int period = 0; period < 12; ++period) {
    open.live();
    std::vector<std::int64_t> workers(open.economy().firms.size(), 0);
    for (const std::int32_t employer : open.economy().households.employer) {
      if (employer >= 0) workers.at(static_cast<std::size_t>(employer)) += 1;
    }
    for (std::size_t f = 0; f < workers.size(); ++f)
      ASSERT_EQ(workers[f], open.economy().firms[f].workers) << "firm " << f << ", period " << period;
  }
}

TEST(Conservation, OwesToTheBankWhatTheBankHasLent) {
  test::OpenEconomy open(test::small_economy({{"shocks.asset_loss.large", "0.3"}}));
  for (int period = 0; period < 12; ++period) {
    const Economy& e = open.economy();
    Steps before = sum_steps(e.households.debt.data(), e.households.size());
    for (const Firm& firm : e.firms) before += firm.debt;
    open.live();
    Steps after = sum_steps(e.households.debt.data(), e.households.size());
    for (const Firm& firm : e.firms) after += firm.debt;
    const Steps written_off = national_sum(open.stage(), &BlockTally::write_off) + open.stage().renewal.write_off;
    ASSERT_EQ(after - before, -e.ledger.cell(Flow::loans, Sector::bank) - written_off);
  }
}

}  // namespace
}  // namespace povtrap
