#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "economy/account.hpp"

namespace povtrap {

enum class RegionKind : std::uint8_t { rural, urban };

/// Place of a region without a village fund.
inline constexpr std::size_t no_fund = static_cast<std::size_t>(-1);

/// What a firm makes. Food is grown and processed by firms that founders open in villages; it sells at the price of farmers.
enum class Industry : std::uint8_t { services, manufactures, food };
inline constexpr std::array<const char*, 3> industry_names = {"services", "manufactures", "food"};

/// A village, township or town: where households live and firms stand, with its own prices and public capital.
struct Region {
  std::size_t bloc = 0;
  std::size_t province = 0;
  RegionKind kind = RegionKind::rural;
  std::size_t first_household = 0, households = 0;
  std::size_t first_block = 0, blocks = 0;
  std::size_t first_firm = 0, firms = 0;
  double persons = 0;
  std::size_t fund = no_fund;  ///< its village fund

  double productivity = 1;       ///< of own enterprises, before public capital [1]
  double public_capital = 1;     ///< relative to the start of the run [1]
  double mean_capital = 1;       ///< capital of own enterprises per household relative to the start [1]
  double labour_efficiency = 1;  ///< efficiency units of its wage workers per unit of skill [1]
  double trade_cost = 0;         ///< tau, share of goods that melts on the way to the national market [share 0..1]
  double weather = 1;            ///< multiplier of farm output in this period [1]
  double disaster = 1;           ///< multiplier of all own output in this period [1]
  double output_factor = 1;      ///< A_r: everything regional that multiplies own output in this period [1]

  double food_price = 1;               ///< at the farm gate and in the village shop [LCU/unit]
  double services_price = 1;           ///< [LCU/unit]
  double manufactures_price = 1;       ///< what a buyer pays here [LCU/unit]
  double expected_utilisation = 1;     ///< of own-service capacity, as households expect it [share 0..1]
  double utilisation = 1;              ///< as it came out [share 0..1]
  double services_pressure = 1;        ///< demand for services over capacity, last period [1]
  double next_manufactures_price = 1;  ///< of the next period [LCU/unit]
  double food_surplus = 0;             ///< net food sales over farm output, last period [1]
  double unemployment = 0;             ///< seekers weighted by what a job would add [share 0..1]
  double vacancy_rate = 0;             ///< unfilled vacancies over jobs [1]
  double capital_sum = 0;              ///< capital of own enterprises at the start [real LCU]
  double mean_income = 0;              ///< per head, last period [LCU/year]

  // purchases planned for this period [grid steps]
  Steps central_services = 0, local_services = 0, ngo_services = 0, public_services = 0;  ///< the last is the sum
  Steps central_manufactures = 0, local_manufactures = 0;
  Steps fund_services = 0, insurer_services = 0;
  double works = 0;            ///< of the province here [LCU/period]
  Steps migrant_spending = 0;  ///< of workers whose home is in another region [grid steps/period]

  Account services_market{.sector = Sector::firms_current};  ///< passes money from buyers to sellers; empty at every close

  static auto members(auto& self) {
    return std::tie(self.bloc, self.province, self.kind, self.first_household, self.households, self.first_block, self.blocks,
                    self.first_firm, self.firms, self.persons, self.fund, self.productivity, self.public_capital,
                    self.mean_capital, self.labour_efficiency, self.trade_cost, self.weather, self.disaster, self.output_factor, self.food_price,
                    self.services_price, self.manufactures_price, self.expected_utilisation, self.utilisation,
                    self.services_pressure, self.next_manufactures_price, self.food_surplus, self.unemployment, self.vacancy_rate,
                    self.capital_sum, self.mean_income, self.central_services, self.local_services, self.ngo_services,
                    self.public_services, self.central_manufactures, self.local_manufactures, self.fund_services,
                    self.insurer_services, self.works, self.migrant_spending, self.services_market);
  }
};

/// A firm hires, makes services or manufactures, sets prices, invests and pays dividends.
struct Firm {
  std::size_t region = 0;
  Industry industry = Industry::services;
  Account account{.sector = Sector::firms_current};
  Steps debt = 0;              ///< bank loan [grid steps]
  double capital = 0;          ///< K [real LCU]
  double productivity = 1;     ///< output per efficiency unit of labour and year [units]
  double wage = 1;             ///< per efficiency unit and year [LCU]
  double price = 1;            ///< of its product [LCU/unit]
  double expected_sales = 0;   ///< orders it reckons with [units/year]
  double target_labour = 0;    ///< [efficiency units]
  bool open = true;            ///< false once it has closed, until its place is taken away a year later
  double niche = 1;            ///< lasting attractiveness to buyers [weight]
  double labour = 0;           ///< at work now [efficiency units]
  std::int64_t workers = 0;    ///< [heads]
  std::int64_t vacancies = 0;  ///< still open in this period [heads]
  double layoff_share = 0;     ///< of its workers in this period [share 0..1]
  double output = 0;           ///< what it can deliver this period [LCU at its price]
  double orders = 0;           ///< what buyers asked for this period [LCU]
  Steps sales = 0;             ///< what it sold this period [grid steps]
  Steps wage_bill = 0;         ///< [grid steps/period]
  Steps investment_plan = 0;   ///< [grid steps/period]
  Steps loan_request = 0;      ///< [grid steps]
  double expected_return = 0;  ///< of a new unit of capital [1/year]
  Steps profit = 0;            ///< of the last closed period, after tax and interest [grid steps]

  static auto members(auto& self) {
    return std::tie(self.region, self.industry, self.account, self.debt, self.capital, self.productivity, self.wage, self.price,
                    self.expected_sales, self.target_labour, self.open, self.niche, self.labour, self.workers, self.vacancies,
                    self.layoff_share, self.output, self.orders, self.sales, self.wage_bill, self.investment_plan,
                    self.loan_request, self.expected_return, self.profit);
  }
};

/// A non-governmental organisation spends donations on asset grants in the regions that it serves.
struct Ngo {
  Account account{.sector = Sector::ngos};
  std::size_t bloc = 0;
  Steps budget = 0;              ///< for grants in this period [grid steps]
  Steps given = 0;               ///< in grants in this period [grid steps]
  double persons = 0;            ///< living in its bloc [persons]
  double rural_persons = 0;      ///< of these in villages [persons]
  double cutoff = -1e300;        ///< scores below are candidates, where it targets by its own signal
  double candidates = 0;         ///< of this year, not yet reached [persons]
  double grant_probability = 0;  ///< of a candidate in this period, as far as its staff reaches

  static auto members(auto& self) {
    return std::tie(self.account, self.bloc, self.budget, self.given, self.persons, self.rural_persons, self.cutoff,
                    self.candidates, self.grant_probability);
  }
};

/// The central government: it taxes, buys, supports, and closes its budget by bonds that the bank takes.
struct CentralGovernment {
  Account account{.sector = Sector::central_government};
  Steps bonds = 0;             ///< outstanding debt [grid steps]
  Steps household_bonds = 0;   ///< part of it that households hold; the bank has the rest [grid steps]
  double smoothed_taxes = 0;   ///< [LCU/year]
  double smoothed_income = 0;  ///< of the nation [LCU/year]
  double initial_debt_ratio = 0;
  double transfers = 0;  ///< support and transfers paid in the running period [LCU/period]

  [[nodiscard]] Steps bank_bonds() const { return bonds - household_bonds; }

  static auto members(auto& self) {
    return std::tie(self.account, self.bonds, self.household_bonds, self.smoothed_taxes, self.smoothed_income,
                    self.initial_debt_ratio, self.transfers);
  }
};

/// A province's government: a hard budget, no debt.
struct Province {
  std::size_t bloc = 0;
  Account account{.sector = Sector::local_governments};
  double persons = 0;
  Steps purchases = 0;  ///< public works of this period [grid steps]

  static auto members(auto& self) { return std::tie(self.bloc, self.account, self.persons, self.purchases); }
};

/// A village mutual fund or microfinance lender: it lends its endowment and what it earned to members, without collateral.
/// Equity = deposits + loans.   Source: docs/model/village-funds.md.
struct VillageFund {
  Account account{.sector = Sector::mutual_funds};
  std::size_t region = 0;
  Steps loans_opening = 0;  ///< when the period began [grid steps]
  Steps loans = 0;          ///< outstanding [grid steps]
  Steps lent = 0;           ///< in this period [grid steps]
  Steps repaid = 0;         ///< in this period [grid steps]
  Steps written_off = 0;    ///< in this period, a revaluation [grid steps]
  Steps subsidised = 0;     ///< loans on which the interest discount was paid in this period [grid steps]

  [[nodiscard]] Steps equity() const { return account.balance + loans; }

  static auto members(auto& self) {
    return std::tie(self.account, self.region, self.loans_opening, self.loans, self.lent, self.repaid, self.written_off,
                    self.subsidised);
  }
};

/// An insurer of productive assets: premiums come a period before the losses that they cover.   Source: docs/model/insurance.md.
struct Insurer {
  Account account{.sector = Sector::insurer};
  double loss_rate = 0;               ///< losses over insured capital that it reckons with [1/year]
  Steps premiums = 0, subsidies = 0;  ///< of this period, paid by households and by the government [grid steps]
  Steps claims = 0, indemnities = 0;  ///< of this period [grid steps]
  double insured_capital = 0;         ///< value at risk in the next period [LCU]
  double yearly_premiums = 0;         ///< smoothed, the yardstick of reserves [LCU/year]

  static auto members(auto& self) {
    return std::tie(self.account, self.loss_rate, self.premiums, self.subsidies, self.claims, self.indemnities,
                    self.insured_capital, self.yearly_premiums);
  }
};

/// The bank with the central bank. Its account is minus all deposits; equity = loans + bonds + account.
struct Bank {
  Account account{.sector = Sector::bank};
  double deposit_rate = 0;  ///< [1/year]

  static auto members(auto& self) { return std::tie(self.account, self.deposit_rate); }
};

/// The rest of the world buys and sells goods and gives aid. Its deposits are this nation's foreign debt.
struct World {
  Account account{.sector = Sector::world};
  double food_price = 1;         ///< national price of food, moved by net imports [LCU/unit]
  double import_share_food = 0;  ///< net imports over food consumption, last period [1]
  double export_demand = 0;      ///< for manufactures at price 1 [units/year]
  double smoothed_income = 0;    ///< national income, the yardstick of foreign claims [LCU/year]

  static auto members(auto& self) {
    return std::tie(self.account, self.food_price, self.import_share_food, self.export_demand, self.smoothed_income);
  }
};

}  // namespace povtrap
