#include "support/canonical_values.hpp"

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace povtrap::theory {

namespace {

/// Very little and very much capital, from which the two ends of an economy are reached.
constexpr double little = 1e-3, much = 1e3;

/// Support of `amount` for everybody in the first `periods` periods.
Config supported(const Config& config, double amount, double periods) {
  Config helped = with(config, "grants.active", std::string("true"));
  helped = with(helped, "grants.amount", amount);
  helped = with(helped, "grants.start", 0.0);
  return with(helped, "grants.end", periods / config.number("run.periods_per_year"));
}

/// The fewest periods of support after which a household that begins with `capital` climbs on alone.
double fewest_periods(const Config& config, double capital, double amount, double goal) {
  constexpr int most = 100;
  for (int periods = 0; periods <= most; ++periods) {
    if (settle(supported(config, amount, periods), capital).capital > goal) return periods;
  }
  return none;
}

/// The smallest support that lifts a household without capital if it is paid for ever.
double smallest_lasting_support(const Config& config, double goal) {
  constexpr double for_ever = 1000;  // years, the longest that grants.end allows
  const auto lifts = [&](double amount) {
    return settle(supported(config, amount, for_ever * config.number("run.periods_per_year")), little).capital > goal;
  };
  double enough = 0.01;
  while (enough < 100 && !lifts(enough)) enough *= 2;
  return turning_point(0.0, enough, 1e-8, lifts);
}

double critical_intercept(const Config& config) {
  const auto dies = [&](double cbar) { return !grows_somewhere(with(config, "saving.stone_geary.intercept", cbar)); };
  double deadly = 0.1;
  while (deadly < 1e4 && !dies(deadly)) deadly *= 2;
  return turning_point(0.0, deadly, 1e-11 * deadly, dies);
}

Accounts after(Laboratory& laboratory, std::int64_t periods) {
  laboratory.run(periods);
  return laboratory.accounts();
}

}  // namespace

Values measure_solow(const Config& config) {
  const Rest rest = settle(config, 1.0);
  std::vector<double> steps, ends;
  for (const std::int64_t in_a_year : {1, 2, 4, 12}) {
    steps.push_back(1.0 / static_cast<double>(in_a_year));
    ends.push_back(capital_after(with(config, "run.periods_per_year", static_cast<double>(in_a_year)), 1.0, 50 * in_a_year));
  }
  const auto per_year = static_cast<std::int64_t>(config.number("run.periods_per_year"));
  return {{"G1.k_star", rest.capital},
          {"G1.y_star", rest.accounts.output * static_cast<double>(per_year)},
          {"G1.eigenvalue", slope_of_map(config, rest.capital)},
          {"G1.k50_from_1", capital_after(config, 1.0, 50 * per_year)},
          {"G1.k50_continuous", limit_at_zero(steps, ends)}};
}

Values measure_savings_trap(const Config& config) {
  const Rest high = settle(config, much);
  const double border = threshold(config, little, much), goal = 0.5 * high.capital;
  const bool trap = !std::isnan(border);
  const auto needed = [&](double capital) { return trap ? fewest_periods(config, capital, 0.05, goal) : none; };
  const auto end_of_push = [&](double amount) { return settle(supported(config, amount, 1), 0.9).capital; };
  return {{"G2.k_threshold", border},
          {"G2.k_high", high.capital},
          {"G2.cbar_critical", critical_intercept(config)},
          {"G2.eig_threshold", trap ? slope_of_map(config, border) : none},
          {"G2.eig_high", slope_of_map(config, high.capital)},
          {"G2.saving_rate_high", high.accounts.investment / high.accounts.output},
          {"G2.tau_no_trap", trap ? smallest_lasting_support(config, goal) : none},
          {"G2.min_support_periods_k0_0.5_tau0.05", needed(0.5)},
          {"G2.min_support_periods_k0_0.7_tau0.05", needed(0.7)},
          {"G2.min_support_periods_k0_0.9_tau0.05", needed(0.9)},
          {"G2.end_k0_0.9_one_off_0.09", end_of_push(0.09)},
          {"G2.end_k0_0.9_one_off_0.11", end_of_push(0.11)}};
}

Values measure_step_technology(const Config& config) {
  const std::string kb = "enterprise.step.threshold";
  const Rest low = settle(config, little), high = settle(config, much);
  const auto trapped = [&](double at) { return has_two_basins(with(config, kb, at), little, much); };
  return {{"G3.k_low", low.capital},
          {"G3.k_high", high.capital},
          {"G3.income_ratio", high.accounts.output / low.accounts.output},
          {"G3.k_threshold", threshold(config, little, much)},
          {"G3.kb_min_for_trap", turning_point(little, config.number(kb), 1e-10, trapped)}};
}

Values measure_logistic(const Config& config) {
  return {{"G4.k_low", settle(config, little).capital},
          {"G4.k_threshold", threshold(config, little, much)},
          {"G4.k_high", settle(config, much).capital}};
}

Values measure_sim(const Config& config) {
  constexpr std::int64_t long_run = 2000;
  const double purchases = config.number("government.fixed_purchases"), more = 1.0;
  Laboratory economy(config), busier(with(config, "government.fixed_purchases", purchases + more));
  const Accounts first = after(economy, 1), second = after(economy, 1), ninth = after(economy, 7), tenth = after(economy, 1);
  const double eleventh = after(economy, 1).wealth;
  const Accounts last = after(economy, long_run);
  const double more_at_once = after(busier, 1).output - first.output, more_at_last = after(busier, long_run).output - last.output;
  return {{"B2.Y1", first.output},
          {"B2.C1", first.consumption},
          {"B2.H1", first.wealth},
          {"B2.Y2", second.output},
          {"B2.Y10", tenth.output},
          {"B2.Y_star", last.output},
          {"B2.H_star", last.wealth},
          {"B2.impact_multiplier", more_at_once / more},
          {"B2.longrun_multiplier", more_at_last / more},
          {"B2.adjust_eigenvalue", (eleventh - tenth.wealth) / (tenth.wealth - ninth.wealth)}};
}

const std::vector<Canonical>& all_canonical() {
  static const std::vector<Canonical> all = {
      {"solow", "G1", "solow", {}, measure_solow},
      {"savings_trap", "G2", "savings_trap", {}, measure_savings_trap},
      {"step_technology", "G3", "step_technology", {}, measure_step_technology},
      {"logistic", "G4", "logistic", {}, measure_logistic},
      {"east_west", "G7", "east_west", {}, measure_east_west},
      {"nutrition_trap", "N3", "nutrition_trap", {}, measure_nutrition_trap},
      {"schooling_trap", "C1", "schooling_trap", {}, measure_schooling_trap},
      {"sim", "B2", "sim", {}, measure_sim},
      {"portfolio", "B3", "portfolio", {}, measure_portfolio},
      {"two_regions", "B6", "two_regions", {}, measure_two_regions},
      {"village_fund", "P3", "village_fund", {}, measure_village_fund},
      {"interest_discount",
       "P4",
       "village_fund",
       {{"interest_discount.active", "true"}, {"interest_discount.points", "0.027075"}},
       measure_interest_discount},
  };
  return all;
}

double Expected::error(double measured) const {
  return std::abs(measured - value) / (relative ? std::abs(value) : 1.0);
}

bool Expected::holds(double measured) const {
  return error(measured) <= tolerance;
}

std::vector<Expected> expected_values(const std::string& prefix) {
  const std::string path = std::string(POVTRAP_SOURCE_DIR) + "/tests/theory/expected.json";
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  const nlohmann::json entries = nlohmann::json::parse(file);
  std::vector<Expected> values;
  for (const auto& [id, entry] : entries.items()) {
    if (!id.starts_with(prefix + ".")) continue;
    values.push_back({id, entry.at("value").get<double>(), entry.at("tol").get<double>(), entry.at("kind") == "rel"});
  }
  return values;
}

}  // namespace povtrap::theory
