#include <numeric>
#include <povtrap/simulation.hpp>

#include "support/canonical_values.hpp"

namespace povtrap::theory {

namespace {

using Settings = std::vector<std::pair<std::string, double>>;

/// A yuan of configs/canonical/village_fund.toml.   Units: [LCU].
double yuan_of(const Config& config) {
  return config.number("poverty.line") / 3000.0;
}

Dataset run_with(Config config, const Settings& settings) {
  for (const auto& [path, value] : settings) config = with(std::move(config), path, value);
  Simulation simulation(config, 1);
  simulation.run();
  return simulation.result();
}

/// What a fund has after some years of lending, the first of which opens when it gets its endowment.   Units: [yuan].
double fund_after(const Config& config, std::size_t years, Settings settings) {
  settings.emplace_back("run.years", static_cast<double>(years + 1));
  return yearly_series(run_with(config, settings), "fund_equity")[years] / yuan_of(config);
}

double lent_in(const Config& config, std::size_t years) {
  const Dataset result = run_with(config, {{"run.years", static_cast<double>(years)},
                                           {"village_funds.rate", 0.0},
                                           {"village_funds.default_share", 0.0},
                                           {"village_funds.cost", 0.0}});
  const std::vector<double> lent = yearly_series(result, "fund_lent");
  return std::accumulate(lent.begin(), lent.end(), 0.0) / yuan_of(config);
}

/// Endowments of so many villages of four households each, a hundred of them in a region.
double endowed_in(Config config, std::size_t villages) {
  config.set("regions.rural", "[" + std::to_string(villages / 100) + "]");
  config = with(std::move(config), "poverty.line", 3000.0);
  const Dataset result = run_with(config, {{"run.years", 1.0},
                                           {"population.households", 4.0 * static_cast<double>(villages)},
                                           {"village_funds.village", 4.0},
                                           {"output.panel_households", 0.0}});
  return yearly_series(result, "fund_endowment").front();
}

}  // namespace

Values measure_village_fund(const Config& config) {
  const auto fund = [&](double rate, double lost, double cost, std::size_t years) {
    return fund_after(config, years,
                      {{"village_funds.rate", rate}, {"village_funds.default_share", lost}, {"village_funds.cost", cost}});
  };
  return {{"P3.fund_i0.06_d0.02_c0.0_T10", fund(0.06, 0.02, 0.0, 10)},
          {"P3.fund_i0.06_d0.08_c0.0_T10", fund(0.06, 0.08, 0.0, 10)},
          {"P3.fund_i0.08_d0.03_c0.02_T20", fund(0.08, 0.03, 0.02, 20)},
          {"P3.cumulative_lending_10y_no_loss", lent_in(config, 10)},
          {"P3.seed_total_13600_villages", endowed_in(config, 13600)}};
}

Values measure_interest_discount(const Config& config) {
  const Dataset result = run_with(config, {{"run.years", 2.0}});
  const double loans = yearly_series(result, "interest_discount_loans").back();
  return {{"P4.leverage", yearly_series(result, "interest_discount_leverage").back()},
          {"P4.implied_discount_per_yuan", yearly_series(result, "interest_discount_paid").back() / loans}};
}

}  // namespace povtrap::theory
