#include <povtrap/compare.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <povtrap/error.hpp>

#include "config/toml_document.hpp"
#include "core/field_text.hpp"
#include "experiments/arms.hpp"

namespace povtrap {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t most_groups = 100;  // percentiles

void check_options(const CompareOptions& options) {
  const auto refuse = [](const std::string& what, double value, const std::string& allowed) {
    throw ConfigError(what + " is " + number_text(value) + " (nothing was compared) allowed: " + allowed);
  };
  if (!(options.confidence > 0 && options.confidence < 1))
    refuse("the confidence", options.confidence, "above 0 and below 1, as 0.95");
  if (!(options.threshold >= 0 && std::isfinite(options.threshold))) {
    refuse("the threshold", options.threshold, "at least 0, as a share of income");
  }
  if (options.groups < 2 || options.groups > most_groups) {
    refuse("the number of income groups", static_cast<double>(options.groups), "2 to " + std::to_string(most_groups));
  }
}

using Texts = std::map<std::string, std::string>;

/// Every parameter that a result was made with; nothing if it does not say or speaks of what this library cannot read.
std::optional<Texts> settings_of(const ResultView& view) {
  const auto found = std::ranges::find(view.data().groups, "provenance", &std::pair<std::string, Dataset>::first);
  if (found == view.data().groups.end() || !found->second.has_variable("config_toml")) return std::nullopt;
  const auto* text = std::get_if<std::vector<std::string>>(&found->second.variable("config_toml").values);
  if (text == nullptr || text->size() != 1) return std::nullopt;
  Texts settings;
  try {
    for (const Setting& setting : parse_toml(text->front(), view.name())) settings[setting.path] = value_text(setting.value);
  } catch (const ConfigError&) {
    return std::nullopt;
  }
  return settings;
}

void compare_settings(Arms& arms) {
  const std::optional<Texts> base = settings_of(arms.base), reform = settings_of(arms.reform);
  if (!base || !reform) return;
  Texts all = *base;
  all.insert(reform->begin(), reform->end());
  for (const auto& [path, ignored] : all) {
    const auto ours = base->find(path), theirs = reform->find(path);
    const std::string before = ours == base->end() ? "" : ours->second, after = theirs == reform->end() ? "" : theirs->second;
    if (path != "run.seed" && before != after) arms.out.settings.push_back({path, before, after});
  }
}

}  // namespace

void add_difference(Arms& arms, const ValueName& name, const PairedValues& values) {
  std::vector<double> base, reform, differences;
  for (std::size_t i = 0; i < values.base.size(); ++i) {
    if (std::isnan(values.base[i]) || std::isnan(values.reform[i])) continue;
    base.push_back(values.base[i]);
    reform.push_back(values.reform[i]);
    differences.push_back(values.reform[i] - values.base[i]);
  }
  if (differences.empty()) return;
  const double confidence = arms.options.confidence;
  const MeanInterval difference = mean_interval(differences, confidence);
  arms.out.values.push_back({name.table, name.measure, name.by, name.group, name.year, name.units,
                             mean_interval(base, confidence).mean, mean_interval(reform, confidence).mean, difference.mean,
                             difference.low, difference.high, difference.count});
}

void add_between(Arms& arms, const ValueName& name, const std::vector<double>& values) {
  const MeanInterval mean = mean_interval(values, arms.options.confidence);
  if (mean.count == 0) return;
  arms.out.values.push_back({name.table, name.measure, name.by, name.group, name.year, name.units, none, none, mean.mean,
                             mean.low, mean.high, mean.count});
}

Comparison compare(const Dataset& base, const Dataset& reform, const CompareOptions& options) {
  check_options(options);
  const ResultView ours(base, options.base_name), theirs(reform, options.reform_name);
  const Pairing pairing = pair_results(ours, theirs);
  Comparison out;
  out.seeds = pairing.seeds;
  for (const auto& [rows, ignored] : pairing.years) out.years.push_back(rows.year);
  out.counted = pairing.villages_only ? "rural" : "all";
  out.notes = pairing.notes;
  Arms arms{ours, theirs, pairing, options, out};
  compare_settings(arms);
  compare_nation(arms);
  compare_places(arms);
  compare_cost(arms);
  compare_quantile_growth(arms);
  compare_panels(arms);
  return out;
}

}  // namespace povtrap
