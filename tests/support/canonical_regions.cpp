#include "support/canonical_values.hpp"

namespace povtrap::theory {

namespace {

constexpr std::int64_t long_run = 990;  // programmes end after 1000 years at the latest

/// Lasting output of a household of the first bloc.
double lasting_output(const Config& config) {
  Laboratory nation(config);
  nation.run(long_run);
  return nation.farm_sales().front();
}

}  // namespace

Values measure_east_west(const Config& config) {
  const Config alone = with(with(config, "cash.active", std::string("false")), "grants.active", std::string("false"));
  const Config eaten = with(alone, "cash.active", std::string("true")),
               invested = with(alone, "grants.active", std::string("true"));
  const double none_given = lasting_output(alone), as_income = lasting_output(eaten), as_capital = lasting_output(invested);
  return {{"G7.y_no_transfer", none_given},
          {"G7.y_transfer_0.5_to_income", as_income},
          {"G7.y_transfer_0.5_all_invested", as_capital},
          {"G7.longrun_output_per_unit_transfer_income", (as_income - none_given) / config.number("cash.amount")},
          {"G7.longrun_output_per_unit_transfer_invest", (as_capital - none_given) / config.number("grants.amount")}};
}

Values measure_two_regions(const Config& config) {
  Laboratory without(with(config, "cash.active", std::string("false"))), given(with(config, "cash.active", std::string("true")));
  without.run(1);
  given.run(1);
  const double amount = config.number("cash.amount");
  const double west = (given.services_sold()[0] - without.services_sold()[0]) / amount,
               east = (given.services_sold()[1] - without.services_sold()[1]) / amount;
  return {{"B6.output_W_per_unit_transfer", west},
          {"B6.output_E_per_unit_transfer", east},
          {"B6.output_total_per_unit_transfer", west + east}};
}

Values measure_portfolio(const Config& config) {
  constexpr std::int64_t until_rest = 2000;
  Values values;
  for (const std::string rate : {"0.025", "0.035"}) {
    Laboratory economy(with(config, "credit.bond_rate", rate));
    economy.run(until_rest);
    const Accounts rest = economy.accounts();
    values["B3.Y_star_r" + rate] = rest.output;
    values["B3.YD_star_r" + rate] = rest.disposable;
    values["B3.V_star_r" + rate] = rest.wealth;
    values["B3.Bh_star_r" + rate] = rest.bonds;
  }
  return values;
}

}  // namespace povtrap::theory
