#include <cmath>
#include <functional>

#include "indicators/inequality.hpp"
#include "support/canonical_values.hpp"

namespace povtrap::theory {

namespace {

constexpr std::int64_t long_run = 600;  // periods

Config with_support(const Config& config, double amount, double periods) {
  Config helped = with(config, "cash.active", std::string(periods > 0 ? "true" : "false"));
  helped = with(helped, "cash.amount", amount);
  helped = with(helped, "cash.start", 0.0);
  return with(helped, "cash.end", periods / config.number("run.periods_per_year"));
}

Config fed(const Config& config, double nutrition) {
  return with(config, "population.nutrition", nutrition);
}

double output_after(const Config& config, std::int64_t periods) {
  Laboratory household(config);
  household.run(periods);
  return household.accounts().output;
}

/// What the household ate before the start if its first output is `income`.
double nutrition_for(const Config& config, double income) {
  if (income <= 0) return 0.0;
  return turning_point(0.0, 50.0, 1e-13, [&](double nutrition) { return output_after(fed(config, nutrition), 1) >= income; });
}

/// The fewest periods of support after which a household that begins with `income` climbs on alone.
double fewest_periods(const Config& config, double income, double amount, double goal) {
  const Config hungry = fed(config, nutrition_for(config, income));
  for (int periods = 0; periods <= 100; ++periods) {
    if (output_after(with_support(hungry, amount, periods), long_run) > goal) return periods;
  }
  return none;
}

/// Does support for ever lift a household that begins with nothing? Its income rises in every period until it does not.
bool lifts_for_ever(const Config& config, double amount, double goal) {
  constexpr double for_ever = 1e6;  // years, the longest that cash.end allows
  Laboratory household(with_support(fed(config, 0.0), amount, for_ever * config.number("run.periods_per_year")));
  double last = -1, now = 0;
  for (std::int64_t period = 0; period < 1'000'000 && now > last && now <= goal; ++period) {
    household.run(1);
    last = period == 0 ? -1 : now;
    now = household.accounts().output;
  }
  return now > goal;
}

/// Families whose first bequests are evenly spaced.
Config inheriting(const Config& config, double low, double high, std::int64_t families) {
  Config ladder = with(config, "population.deposits_shape", std::string("grid"));
  ladder = with(ladder, "population.households", static_cast<double>(families));
  ladder = with(ladder, "population.deposits_low", low);
  return with(ladder, "population.deposits_high", high);
}

/// The first bequest from which on a family fulfils `wanted` after some generations, by nested ladders. `none` if all or nobody
/// does.
double first_bequest(const Config& config, std::int64_t generations,
                     const std::function<bool(const Laboratory&, std::size_t)>& wanted) {
  constexpr std::int64_t families = 64;
  double low = 0, high = 4;
  while (high - low > 1e-12) {
    Laboratory nation(inheriting(config, low, high, families));
    const std::vector<double> first = nation.deposits();
    nation.run(generations);
    std::size_t found = 0;
    while (found < first.size() && !wanted(nation, found)) ++found;
    if (low == 0 && high == 4 && (found == 0 || found == first.size())) return none;
    const double below = found == 0 ? low : first[found - 1], above = found == first.size() ? high : first[found];
    if (above - below >= high - low) break;
    low = below;
    high = above;
  }
  return 0.5 * (low + high);
}

double bequest_after(const Config& config, double first, std::int64_t generations) {
  Laboratory dynasty(inheriting(config, first, first, 1));
  dynasty.run(generations);
  return dynasty.deposits().front();
}

double generations_until(const Config& config, double first, const std::function<bool(double)>& there) {
  Laboratory dynasty(inheriting(config, first, first, 1));
  for (int generation = 1; generation <= 1000; ++generation) {
    dynasty.run(1);
    if (there(dynasty.deposits().front())) return generation;
  }
  return none;
}

/// Interest that the first family in debt pays, over its debt: the rate that the ledger shows.
double rate_of_debtors(const Config& config) {
  Laboratory dynasty(inheriting(config, 1.5, 1.5, 1));
  const double before = dynasty.deposits().front();
  dynasty.run(1);
  const double fee = config.number("schooling.cost") - config.number("schooling.subsidy");
  return -dynasty.loan_interest() / (fee - before);
}

}  // namespace

Values measure_nutrition_trap(const Config& config) {
  constexpr double plenty = 10.0, tau = 0.15;
  const double high = output_after(fed(config, plenty), long_run), goal = 0.75 * high;
  const bool trap = high > 1e-6 && output_after(fed(config, 1e-3), long_run) < goal;
  const auto needed = [&](double income) { return trap ? fewest_periods(config, income, tau, goal) : none; };
  const auto climbs = [&](double nutrition) { return output_after(fed(config, nutrition), long_run) > goal; };
  const double edge = trap ? turning_point(0.0, plenty, 1e-12, climbs) : none;
  const auto slope_at = [&](double income) {
    const double step = 1e-3 * income, below = nutrition_for(config, income - step), above = nutrition_for(config, income + step);
    const double near = output_after(fed(config, above), 2) - output_after(fed(config, below), 2);
    const double below2 = nutrition_for(config, income - 2 * step), above2 = nutrition_for(config, income + 2 * step);
    const double far = output_after(fed(config, above2), 2) - output_after(fed(config, below2), 2);
    return (8.0 * near - far) / (12.0 * step);
  };
  const double threshold = trap ? output_after(fed(config, edge), 1) : none;
  const auto lifts = [&](double amount) { return lifts_for_ever(config, amount, goal); };
  return {{"N3.high", high},
          {"N3.threshold", threshold},
          {"N3.eig_threshold", trap ? slope_at(threshold) : none},
          {"N3.eig_high", high > 1e-6 ? slope_at(high) : none},
          {"N3.tau_no_trap", trap ? turning_point(0.0, high, 8e-10, lifts) : none},
          {"N3.support_periods_y0_0_tau0.15", needed(0.0)},
          {"N3.support_periods_y0_0.2_tau0.15", needed(0.2)},
          {"N3.support_periods_y0_0.4_tau0.15", needed(0.4)}};
}

Values measure_schooling_trap(const Config& config) {
  const double poor = bequest_after(config, 0.0, long_run), rich = bequest_after(config, 3.0, long_run);
  const double middle = 0.5 * (poor + rich);
  const bool trap = rich - poor > 1e-6 * rich;
  const auto at_school = [](const Laboratory& nation, std::size_t family) { return nation.schooled()[family] > 0; };
  const auto ends_rich = [&](const Laboratory& nation, std::size_t family) { return nation.deposits()[family] > middle; };
  const auto lifts = [&](double subsidy) {
    return bequest_after(with(config, "schooling.subsidy", subsidy), poor, long_run) > middle;
  };
  Laboratory nation(config);
  nation.run(long_run);
  const std::vector<double> bequests = nation.deposits(), schooled = nation.schooled();
  double share = 0;
  for (const double one : schooled) share += one / static_cast<double>(schooled.size());
  const Distribution wealth(bequests, std::vector<double>(bequests.size(), 1.0));
  return {{"C1.borrowing_rate", rate_of_debtors(config)},
          {"C1.f_invest_threshold", first_bequest(config, 1, at_school)},
          {"C1.g_dynasty_threshold", trap ? first_bequest(config, long_run, ends_rich) : none},
          {"C1.x_unskilled", trap ? poor : none},
          {"C1.x_skilled", rich},
          {"C1.generations_1.199_to_poor", generations_until(config, 1.199, [](double x) { return x <= 1.001; })},
          {"C1.generations_1.201_to_rich", generations_until(config, 1.201, [](double x) { return x >= 2.399; })},
          {"C1.longrun_skilled_share_U03", share},
          {"C1.longrun_mean_U03", wealth.mean()},
          {"C1.longrun_gini_U03", wealth.gini()},
          {"C1.training_subsidy_removing_trap", trap ? turning_point(0.0, 1.0, 1e-12, lifts) : none}};
}

}  // namespace povtrap::theory
