#include "support/theory.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/field_text.hpp"
#include "simulation/period.hpp"

namespace povtrap::theory {

namespace {

Model filled(const Config& config) {
  config.check();
  Model model;
  Fields fields;
  model.describe(fields);
  config.apply_to(fields);
  return model;
}

/// The same nation with households whose first capital lies in equal ratios between low and high.
Config on_ladder(const Config& config, double low, double high, std::int64_t rungs) {
  Config ladder = with(config, "population.capital_shape", std::string("grid"));
  ladder.set("population.households", std::to_string(rungs));
  ladder.set("population.capital_low", number_text(low));
  ladder.set("population.capital_high", number_text(high));
  return ladder;
}

/// Neighbouring rungs between which a property changes.
struct Gap {
  double below, above;
};

/// The first rung whose household fulfils `wanted`, and the one before.
Gap gap_in(const std::vector<double>& rungs, const std::vector<double>& ends, const std::function<bool(double)>& wanted) {
  for (std::size_t i = 0; i < rungs.size(); ++i) {
    if (wanted(ends[i])) return {rungs[i == 0 ? 0 : i - 1], rungs[i]};
  }
  return {rungs.back(), rungs.back()};
}

/// Periods of a number of years.
std::int64_t periods_in(const Config& config, double years) {
  return static_cast<std::int64_t>(years * config.number("run.periods_per_year"));
}

}  // namespace

Config canonical(const std::string& name, const std::vector<std::pair<std::string, std::string>>& overrides) {
  return Config::load(std::string(POVTRAP_SOURCE_DIR) + "/configs/canonical/" + name + ".toml", overrides);
}

Config with(Config config, const std::string& path, double value) {
  config.set(path, number_text(value));
  return config;
}

Config with(Config config, const std::string& path, const std::string& value) {
  config.set(path, value);
  return config;
}

Laboratory::Laboratory(const Config& config) : model_(filled(config)), stage_(model_, 1), unit_(model_.poverty.line) {
  open_economy(stage_);
}

void Laboratory::run(std::int64_t periods) {
  for (std::int64_t t = 0; t < periods; ++t) run_period(stage_);
}

std::vector<double> Laboratory::capital() const {
  const Households& h = stage_.economy.households;
  return per_head(h.capital);
}

std::vector<double> Laboratory::per_head(const Column<double>& money) const {
  const Households& h = stage_.economy.households;
  std::vector<double> units(h.size());
  for (std::size_t i = 0; i < units.size(); ++i) units[i] = money[i] / (unit_ * static_cast<double>(h.persons[i]));
  return units;
}

std::vector<double> Laboratory::deposits() const {
  return per_head(stage_.economy.households.deposits);
}
std::vector<double> Laboratory::debt() const {
  return per_head(stage_.economy.households.debt);
}
std::vector<double> Laboratory::farm_sales() const {
  std::vector<double> sold;
  for (const Region& region : stage_.economy.regions)
    sold.push_back(to_lcu(region_sum(stage_, region, &BlockTally::farm_sales)) / unit_ / region.persons);
  return sold;
}

std::vector<double> Laboratory::schooled() const {
  const Households& h = stage_.economy.households;
  std::vector<double> schooled(h.size(), 0.0);
  for (std::size_t i = 0; i < schooled.size() && h.have_schools(); ++i)
    schooled[i] = (h.schooling[i] & static_cast<std::uint8_t>(Schooled::worker)) != 0 ? 1.0 : 0.0;
  return schooled;
}

double Laboratory::loan_interest() const {
  const Economy& e = stage_.economy;
  return to_lcu(e.ledger.cell(Flow::loan_interest, Sector::households)) / unit_ / static_cast<double>(e.households.size());
}

std::vector<double> Laboratory::services_sold() const {
  std::vector<double> sold;
  for (const Region& region : stage_.economy.regions) {
    Steps sum = 0;
    for (std::size_t b = region.first_block; b < region.first_block + region.blocks; ++b) sum += stage_.shares[b].services_sold;
    sold.push_back(to_lcu(sum) / unit_ / static_cast<double>(region.households));
  }
  return sold;
}

Accounts Laboratory::accounts() const {
  const Ledger& ledger = stage_.economy.ledger;
  Steps services = 0;
  for (const BlockShares& shares : stage_.shares) services += shares.services_sold;
  const double households = static_cast<double>(stage_.economy.households.size());
  const auto each = [&](Steps sum) { return to_lcu(sum) / unit_ / households; };
  const Steps sold = ledger.cell(Flow::farm_sales, Sector::households) + services,
              bonds = stage_.economy.government.household_bonds;
  const Steps after_tax =
      sold + ledger.cell(Flow::deposit_interest, Sector::households) + ledger.cell(Flow::taxes, Sector::households);
  return {.output = each(sold),
          .consumption = each(services - ledger.cell(Flow::consumption, Sector::households)),
          .investment = each(-ledger.cell(Flow::household_capital, Sector::households)),
          .wealth = each(national_sum(stage_, &BlockTally::deposits_at_close) + bonds),
          .bonds = each(bonds),
          .disposable = each(after_tax)};
}

double capital_after(const Config& config, double capital, std::int64_t periods) {
  Laboratory laboratory(on_ladder(config, capital, capital, 1));
  laboratory.run(periods);
  return laboratory.capital().front();
}

Rest settle(const Config& config, double capital) {
  constexpr double at_rest = 1e-13, lost = 1e-9, most_years = 20000, years_between_looks = 100;
  const std::int64_t between_looks = periods_in(config, years_between_looks);
  Laboratory laboratory(on_ladder(config, capital, capital, 1));
  double now = capital;
  for (std::int64_t t = 0; t < periods_in(config, most_years); t += between_looks) {
    laboratory.run(between_looks);
    const double before = now;
    now = laboratory.capital().front();
    if (now < lost || std::abs(now - before) <= at_rest * now) break;
  }
  return {now, laboratory.accounts()};
}

double slope_of_map(const Config& config, double capital) {
  constexpr std::array<double, 3> weights = {45.0 / 60.0, -9.0 / 60.0, 1.0 / 60.0};
  const double step = 0.02 * capital;
  double sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double distance = static_cast<double>(i + 1) * step;
    sum += weights[i] * (capital_after(config, capital + distance, 1) - capital_after(config, capital - distance, 1));
  }
  return sum / step;
}

bool has_two_basins(const Config& config, double low, double high) {
  const double poor = settle(config, low).capital, rich = settle(config, high).capital;
  return rich - poor > 1e-6 * rich;
}

double threshold(const Config& config, double low, double high) {
  if (!has_two_basins(config, low, high)) return none;
  const double middle = 0.5 * (settle(config, low).capital + settle(config, high).capital);
  constexpr std::int64_t rungs = 65;
  constexpr double years = 2000;
  Gap gap{low, high};
  while (gap.above - gap.below > 1e-12 * gap.above) {
    Laboratory laboratory(on_ladder(config, gap.below, gap.above, rungs));
    const std::vector<double> first = laboratory.capital();
    laboratory.run(periods_in(config, years));
    const Gap next = gap_in(first, laboratory.capital(), [&](double end) { return end > middle; });
    if (next.above - next.below >= gap.above - gap.below) break;
    gap = next;
  }
  return 0.5 * (gap.below + gap.above);
}

bool grows_somewhere(const Config& config) {
  constexpr std::int64_t rungs = 129;
  double low = 1e-3, high = 1e4, best = -1;
  while (high - low > 1e-5 * high) {
    Laboratory laboratory(on_ladder(config, low, high, rungs));
    const std::vector<double> before = laboratory.capital();
    laboratory.run(1);
    const std::vector<double> after = laboratory.capital();
    std::vector<double> growth(before.size());
    std::transform(after.begin(), after.end(), before.begin(), growth.begin(), [](double b, double a) { return b / a - 1.0; });
    const auto top = static_cast<std::size_t>(std::max_element(growth.begin(), growth.end()) - growth.begin());
    best = growth[top];
    if (best > 0) return true;
    low = before[top == 0 ? 0 : top - 1];
    high = before[std::min(top + 1, before.size() - 1)];
  }
  return best > 0;
}

double turning_point(double no, double yes, double width, const std::function<bool(double)>& holds) {
  if (holds(no) || !holds(yes)) return none;
  while (std::abs(yes - no) > width) {
    const double middle = 0.5 * (no + yes);
    (holds(middle) ? yes : no) = middle;
  }
  return 0.5 * (no + yes);
}

double limit_at_zero(const std::vector<double>& steps, std::vector<double> values) {
  for (std::size_t order = 1; order < values.size(); ++order) {
    for (std::size_t i = 0; i + order < values.size(); ++i) {
      values[i] = (steps[i] * values[i + 1] - steps[i + order] * values[i]) / (steps[i] - steps[i + order]);
    }
  }
  return values.front();
}

}  // namespace povtrap::theory
