#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "config/toml_document.hpp"
#include "core/fields.hpp"

namespace povtrap {

/// How the points of a sweep are chosen, and how often each is run.
struct SamplingParameters {
  std::string method;
  std::int64_t points = 0, levels = 0, seed = 0, replicates = 0, first_seed = 0;
  bool independent_seeds = false;

  void describe(Fields& fields);
};

/// A parameter that a sweep varies: by a list of values, or between bounds.
struct VariedParameter {
  std::string path, where;
  const Field* field = nullptr;    ///< of the registry
  std::vector<FieldValue> values;  ///< listed ones
  double low = std::numeric_limits<double>::quiet_NaN(), high = std::numeric_limits<double>::quiet_NaN();
  double mean = std::numeric_limits<double>::quiet_NaN(), sd = std::numeric_limits<double>::quiet_NaN();
  std::string distribution;  ///< uniform, log_uniform or normal, this one truncated at the bounds; empty: uniform

  /// The value at a place between 0 and 1: of a list the element there, of a distribution the quantile, within the bounds; of
  /// whole numbers each as often as the distribution has it from half a unit below to half a unit above.
  /// Requires: check() found nothing.
  [[nodiscard]] FieldValue at(double place) const;
  /// The same for the levels of a Morris design, whose outer ones are 0 and 1: a normal distribution ends nowhere, or at bounds
  /// that it hardly reaches, so that its levels lie between its quantiles .005 and .995.
  [[nodiscard]] FieldValue at_level(double place) const;
  /// Takes bounds that are missing from the registry. Returns what is wrong, one sentence each.
  [[nodiscard]] std::vector<std::string> check();
};

/// What a sweep file says.
struct SweepPlan {
  SamplingParameters sampling;
  std::vector<VariedParameter> parameters;
  std::vector<std::vector<FieldValue>> listed;  ///< of method list: values by point and parameter; a text "" leaves it as it is
};

/// Throws: ConfigError that lists all faults.   `registry` must outlive the plan.
[[nodiscard]] SweepPlan read_plan(const std::vector<Setting>& settings, const Fields& registry);

}  // namespace povtrap
