#include <povtrap/sensitivity.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <povtrap/error.hpp>
#include <set>

#include "core/field_text.hpp"
#include "core/math.hpp"
#include "core/random.hpp"

namespace povtrap {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// One point with its role taken apart: "7:saving.rate:-0.5" is the step of saving.rate in trajectory 7.
struct Part {
  std::int64_t group = 0;
  std::string name;
  double step = nan;
  double outcome = nan;  ///< mean over replicates
};

Part taken_apart(const DesignRow& row) {
  Part part;
  const std::size_t first = row.role.find(':');
  const char* const end = row.role.data() + row.role.size();
  const bool grouped = first != std::string::npos && std::from_chars(row.role.data(), end, part.group).ec == std::errc();
  if (!grouped)
    throw DataError("run " + std::to_string(row.run_id) + " has the role \"" + row.role +
                    "\" (it is no part of a Morris or Saltelli sample) make the design by method \"morris\" or \"saltelli\"");
  const std::size_t second = row.role.find(':', first + 1);
  part.name = row.role.substr(first + 1, second == std::string::npos ? second : second - first - 1);
  if (second != std::string::npos) {
    const char* const from = row.role.data() + second + 1 + (row.role[second + 1] == '+' ? 1 : 0);
    std::from_chars(from, end, part.step);
  }
  return part;
}

/// Points of the design in its order. A point of which a replicate is missing has the outcome NaN.
std::vector<Part> parts_of(const Design& design, std::span<const double> outcomes) {
  if (outcomes.size() != design.rows.size())
    throw DataError("there are " + std::to_string(outcomes.size()) + " outcomes for " + std::to_string(design.rows.size()) +
                    " rows of the design (one for each is needed) take both from the same sweep");
  std::vector<Part> parts;
  std::map<std::int64_t, std::size_t> place;
  std::vector<std::size_t> count;
  for (std::size_t r = 0; r < design.rows.size(); ++r) {
    const auto [known, is_new] = place.try_emplace(design.rows[r].point, parts.size());
    if (is_new) {
      parts.push_back(taken_apart(design.rows[r]));
      parts.back().outcome = 0;
      count.push_back(0);
    }
    parts[known->second].outcome += outcomes[r];
    ++count[known->second];
  }
  for (std::size_t p = 0; p < parts.size(); ++p) parts[p].outcome /= static_cast<double>(count[p]);
  return parts;
}

/// Groups of a sample that are complete: as many parts as there should be, all with an outcome.
std::vector<std::vector<Part>> whole_groups(const std::vector<Part>& parts, std::size_t size) {
  std::map<std::int64_t, std::vector<Part>> groups;
  for (const Part& part : parts) groups[part.group].push_back(part);
  std::vector<std::vector<Part>> whole;
  for (auto& [number, group] : groups) {
    const bool complete = std::ranges::all_of(group, [](const Part& part) { return std::isfinite(part.outcome); });
    if (group.size() == size && complete) whole.push_back(std::move(group));
  }
  return whole;
}

double mean(std::span<const double> x) {
  return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
}

/// Sample standard deviation.
double deviation(std::span<const double> x) {
  if (x.size() < 2) return nan;
  const double m = mean(x);
  double squares = 0;
  for (const double one : x) squares += (one - m) * (one - m);
  return std::sqrt(squares / static_cast<double>(x.size() - 1));
}

/// Half the width of the interval of an estimate, from its spread when the groups are drawn anew.
template <class Estimate>
double half_width(std::size_t groups, const BootstrapOptions& options, Estimate estimate) {
  if (groups < 2) return nan;
  const Stream stream = make_stream(static_cast<std::uint64_t>(options.seed), "bootstrap");
  std::vector<std::size_t> drawn(groups);
  std::vector<double> estimates;
  for (std::size_t b = 0; b < options.resamples; ++b) {
    for (std::size_t g = 0; g < groups; ++g)
      drawn[g] =
          draw_below(stream, static_cast<std::uint32_t>(g), static_cast<std::uint32_t>(b), 0, static_cast<std::uint32_t>(groups));
    estimates.push_back(estimate(drawn));
  }
  return math::normal_quantile(0.5 + options.confidence / 2.0) * deviation(estimates);
}

void check_options(const BootstrapOptions& options) {
  if (!(options.confidence > 0 && options.confidence < 1))
    throw ConfigError("the confidence is " + number_text(options.confidence) +
                      " (no interval was found) allowed: above 0 and below 1, as 0.95");
}

std::vector<std::size_t> all_of(std::size_t groups) {
  std::vector<std::size_t> all(groups);
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

/// Outcomes of a Saltelli sample, less their mean.
struct Halves {
  bool constant = false;  ///< no variance to share out
  std::vector<double> a, b;
  std::vector<std::vector<double>> mixed;  ///< [parameter][base point]
};

Halves halves_of(const Design& design, std::span<const double> outcomes) {
  const std::size_t k = design.parameters.size();
  const auto groups = whole_groups(parts_of(design, outcomes), k + 2);
  if (groups.size() < 2)
    throw DataError(
        "fewer than two base points of the Saltelli sample are complete (variances need several) finish the sweep first");
  Halves halves;
  halves.mixed.resize(k);
  for (const std::vector<Part>& group : groups) {
    for (const Part& part : group) {
      if (part.name == "A") {
        halves.a.push_back(part.outcome);
      } else if (part.name == "B") {
        halves.b.push_back(part.outcome);
      } else {
        const auto place = std::ranges::find(design.parameters, part.name) - design.parameters.begin();
        halves.mixed.at(static_cast<std::size_t>(place)).push_back(part.outcome);
      }
    }
  }
  const auto is_first = [&](double y) { return y == halves.a.front(); };
  halves.constant = std::ranges::all_of(halves.a, is_first) && std::ranges::all_of(halves.b, is_first);
  std::vector<double> all = halves.a;
  all.insert(all.end(), halves.b.begin(), halves.b.end());
  for (const std::vector<double>& row : halves.mixed) all.insert(all.end(), row.begin(), row.end());
  const double centre = mean(all);
  for (double& y : halves.a) y -= centre;
  for (double& y : halves.b) y -= centre;
  for (std::vector<double>& row : halves.mixed) {
    for (double& y : row) y -= centre;
  }
  return halves;
}

/// Variance of both halves together at the base points that were drawn.
double variance(const Halves& h, std::span<const std::size_t> drawn) {
  double sum = 0, squares = 0;
  for (const std::size_t g : drawn) {
    sum += h.a[g] + h.b[g];
    squares += h.a[g] * h.a[g] + h.b[g] * h.b[g];
  }
  const double n = 2.0 * static_cast<double>(drawn.size());
  return squares / n - (sum / n) * (sum / n);
}

double first_index(const Halves& h, std::size_t j, std::span<const std::size_t> drawn) {
  double sum = 0;
  for (const std::size_t g : drawn) sum += h.b[g] * (h.mixed[j][g] - h.a[g]);
  return sum / static_cast<double>(drawn.size()) / variance(h, drawn);
}

double total_index(const Halves& h, std::size_t j, std::span<const std::size_t> drawn) {
  double sum = 0;
  for (const std::size_t g : drawn) sum += (h.a[g] - h.mixed[j][g]) * (h.a[g] - h.mixed[j][g]);
  return sum / static_cast<double>(drawn.size()) / (2.0 * variance(h, drawn));
}

}  // namespace

bool is_saltelli_sample(const Design& design) {
  return std::ranges::any_of(design.rows, [](const DesignRow& row) { return row.role.ends_with(":A"); });
}

std::size_t sample_size(const Design& design) {
  std::set<std::int64_t> groups;
  for (const DesignRow& row : design.rows) groups.insert(taken_apart(row).group);
  return groups.size();
}

std::vector<ElementaryEffects> elementary_effects(const Design& design, std::span<const double> outcomes,
                                                  const BootstrapOptions& options) {
  check_options(options);
  const auto groups = whole_groups(parts_of(design, outcomes), design.parameters.size() + 1);
  if (groups.empty())
    throw DataError("no trajectory of the Morris sample is complete (effects need whole ones) finish the sweep first");
  std::vector<ElementaryEffects> found;
  for (const std::string& parameter : design.parameters) {
    std::vector<double> effects, sizes;
    for (const std::vector<Part>& group : groups) {
      for (std::size_t p = 1; p < group.size(); ++p) {
        if (group[p].name == parameter) effects.push_back((group[p].outcome - group[p - 1].outcome) / group[p].step);
      }
    }
    if (effects.size() != groups.size())
      throw DataError("parameter " + parameter +
                      " does not move once in every trajectory (this is no Morris sample) make it by "
                      "method \"morris\"");
    for (const double effect : effects) sizes.push_back(std::abs(effect));
    const auto drawn_mean = [&](std::span<const std::size_t> drawn) {
      double sum = 0;
      for (const std::size_t g : drawn) sum += sizes[g];
      return sum / static_cast<double>(drawn.size());
    };
    found.push_back({parameter, mean(effects), mean(sizes), deviation(effects), half_width(sizes.size(), options, drawn_mean),
                     groups.size()});
  }
  return found;
}

std::vector<SobolIndices> sobol_indices(const Design& design, std::span<const double> outcomes, const BootstrapOptions& options) {
  check_options(options);
  if (!is_saltelli_sample(design))
    throw DataError("the design is no Saltelli sample (its rows have no role A) make it by method \"saltelli\"");
  const Halves halves = halves_of(design, outcomes);
  const std::vector<std::size_t> all = all_of(halves.a.size());
  std::vector<SobolIndices> found;
  for (std::size_t j = 0; j < design.parameters.size(); ++j) {
    if (halves.constant) {
      found.push_back({design.parameters[j], nan, nan, nan, nan, all.size()});
      continue;
    }
    const auto first = [&](std::span<const std::size_t> drawn) { return first_index(halves, j, drawn); };
    const auto total = [&](std::span<const std::size_t> drawn) { return total_index(halves, j, drawn); };
    found.push_back({design.parameters[j], first(all), half_width(all.size(), options, first), total(all),
                     half_width(all.size(), options, total), all.size()});
  }
  return found;
}

}  // namespace povtrap
