#include <algorithm>
#include <array>
#include <string>

#include "simulation/measures.hpp"
#include "simulation/recorder.hpp"

namespace povtrap {

namespace {

struct CountedSums {
  double households = 0, persons = 0, employed = 0, wages = 0, income = 0, support = 0, grants = 0, supported = 0, cash = 0,
         schooled = 0;
};

CountedSums sum_counted(const Stage& stage) {
  CountedSums sums;
  for (const Region& region : stage.economy.regions) {
    if (!is_counted(stage, region)) continue;
    sums.households += static_cast<double>(region.households);
    sums.persons += region.persons;
    for (std::size_t b = region.first_block; b < region.first_block + region.blocks; ++b) {
      const BlockTally& tally = stage.tallies[b];
      sums.employed += tally.employed;
      sums.wages += tally.wage_income;
      sums.income += tally.income;
      sums.support += to_lcu(tally.support);
      sums.grants += to_lcu(stage.shares[b].grants);
      sums.supported += tally.support_persons;
      sums.cash += to_lcu(tally.cash);
      sums.schooled += tally.schooled;
    }
  }
  return sums;
}

}  // namespace

void Recorder::record_economy(const Stage& stage) {
  const double dt = stage.economy.calendar.length();
  const CountedSums sums = sum_counted(stage);
  put("employment", "1", "share of households with a wage job", sums.employed / sums.households);
  put("wage_share", "1", "wages over income of households", sums.income > 0 ? sums.wages / sums.income : 0.0);
  put("support_paid", "LCU/year", "top-ups and asset grants per head", (sums.support + sums.grants) / sums.persons / dt);
  put("top_up_paid", "LCU/year", "top-ups per head", sums.support / sums.persons / dt);
  put("grants_paid", "LCU/year", "asset grants per head", sums.grants / sums.persons / dt);
  if (model_.programmes.cash.active) put("cash_paid", "LCU/year", "flat transfers per head", sums.cash / sums.persons / dt);
  if (model_.schooling.active)
    put("schooled", "1", "share of households whose worker went to school", sums.schooled / sums.households);
  put("supported", "1", "share of persons on the top-up list", sums.supported / sums.persons);
  record_places(stage);
}

/// Work and prices by region, then firms, then the means of the nation.
void Recorder::record_places(const Stage& stage) {
  const Economy& e = stage.economy;
  const auto put_regions = [&](const Label& label, double Region::*fact) {
    std::vector<double>& values = values_of(label);
    for (const Region& region : e.regions) values.push_back(region.*fact);
  };
  put_regions({"unemployment", "1", "seekers weighted by what a job would add", "region"}, &Region::unemployment);
  put_regions({"services_price", "LCU", "price of local services", "region"}, &Region::services_price);
  put_regions({"public_capital", "1", "public capital over its start", "region"}, &Region::public_capital);
  double unemployment = 0, town_unemployment = 0, towns = 0, services = 0, persons = 0, manufactures = 0, use = 0;
  for (const Region& region : e.regions) {
    unemployment += region.unemployment * region.persons;
    town_unemployment += region.kind == RegionKind::urban ? region.unemployment * region.persons : 0.0;
    towns += region.kind == RegionKind::urban ? region.persons : 0.0;
    services += region.services_price * region.persons;
    manufactures += region.manufactures_price * region.persons;
    use += region.utilisation * region.persons;
    persons += region.persons;
  }
  put("unemployment", "1", "seekers weighted by what a job would add", unemployment / persons);
  put("town_unemployment", "1", "the same in towns", towns > 0 ? town_unemployment / towns : 0.0);
  record_firms(stage);
  put("price_index", "1", "consumer prices over those when the base year opened; incomes are deflated by it",
      stage.nation.price_index);
  put("food_price", "LCU", "national price of food", e.world.food_price);
  put("services_price", "LCU", "mean price of local services", services / persons);
  put("manufactures_price", "LCU", "mean price of manufactures", manufactures / persons);
  put("services_use", "1", "use of the capacity for services", use / persons);
}

void Recorder::record_firms(const Stage& stage) {
  double wages = 0, firms = 0;
  std::array<double, industry_names.size()> jobs = {};
  for (const Firm& firm : stage.economy.firms) {
    if (firm.open) jobs[static_cast<std::size_t>(firm.industry)] += static_cast<double>(firm.workers);
    wages += firm.open ? firm.wage : 0.0;
    firms += firm.open ? 1.0 : 0.0;
  }
  put("wage", "LCU/year", "mean wage offer for an efficiency unit", firms > 0 ? wages / firms : 0.0);
  put("firms", "1", "number of firms", firms);
  put("jobs_in_services", "1", "jobs in firms that make services", jobs[static_cast<std::size_t>(Industry::services)]);
  put("jobs_in_manufactures", "1", "jobs in firms that make manufactures", jobs[static_cast<std::size_t>(Industry::manufactures)]);
  put("jobs_in_food", "1", "jobs in firms that make food", jobs[static_cast<std::size_t>(Industry::food)]);
  put("firms_founded", "1", "firms founded in the period", static_cast<double>(stage.renewal.founded));
  put("firms_closed", "1", "firms that closed in the period", static_cast<double>(stage.renewal.closed));
  put("firms_moved", "1", "firms that moved to another region in the period", static_cast<double>(stage.renewal.moved));
}

void Recorder::record_balances(const Stage& stage) {
  const Economy& e = stage.economy;
  Steps firm_debt = 0, firm_deposits = 0, ngos = 0, provinces = 0;
  double firm_capital = 0;
  for (const Firm& firm : e.firms) {
    firm_debt += firm.debt;
    firm_deposits += firm.account.balance;
    firm_capital += firm.capital;
  }
  for (const Ngo& ngo : e.ngos) ngos += ngo.account.balance;
  for (const Province& province : e.provinces) provinces += province.account.balance;
  const Steps household_debt = household_loans(stage);
  put("household_deposits", "LCU", "deposits of households", to_lcu(national_sum(stage, &BlockTally::deposits_at_close)));
  put("household_debt", "LCU", "bank loans of households", to_lcu(household_debt));
  put("household_capital", "LCU", "capital of own enterprises", national_sum(stage, &BlockTally::capital));
  put("household_income", "LCU/year", "income of all households", stage.memory.income);
  put("write_off", "LCU", "household debt given up in the period, a revaluation outside the ledger",
      to_lcu(national_sum(stage, &BlockTally::write_off)));
  put("firm_deposits", "LCU", "deposits of firms", to_lcu(firm_deposits));
  put("firm_debt", "LCU", "bank loans of firms", to_lcu(firm_debt));
  put("firm_write_off", "LCU", "debt of closed firms given up in the period, a revaluation outside the ledger",
      to_lcu(stage.renewal.write_off));
  put("founders_equity", "LCU", "paid by founders in the period", to_lcu(stage.renewal.equity));
  put("firm_capital", "LCU", "capital of firms", firm_capital);
  put("government_bonds", "LCU", "bonds outstanding", to_lcu(e.government.bonds));
  put("province_deposits", "LCU", "money of provinces", to_lcu(provinces));
  put("ngo_deposits", "LCU", "funds of NGOs", to_lcu(ngos));
  put("world_deposits", "LCU", "deposits of the world: this nation's foreign debt", to_lcu(e.world.account.balance));
  put("bank_equity", "LCU", "loans and bonds less deposits",
      to_lcu(household_debt + firm_debt + e.government.bank_bonds() + e.bank.account.balance));
  if (model_.portfolio.active)
    put("household_bonds", "LCU", "government bonds of households", to_lcu(e.government.household_bonds));
}

}  // namespace povtrap
