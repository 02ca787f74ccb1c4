#include <algorithm>
#include <cmath>

#include "core/field_text.hpp"
#include "core/math.hpp"
#include "sweeps/plan.hpp"

namespace povtrap {

namespace {

std::string bounds_text(double low, double high) {
  return "low = " + number_text(low) + ", high = " + number_text(high);
}

bool is_numeric(const Field& field) {
  return field.kind() == "number" || field.kind() == "integer";
}

std::vector<std::string> faults_of_values(const VariedParameter& p) {
  std::vector<std::string> faults;
  for (const FieldValue& value : p.values) {
    if (const std::string refusal = p.field->refusal(value); !refusal.empty()) faults.push_back(p.where + ": " + refusal);
  }
  return faults;
}

/// Words and flags have no bounds: all that are allowed are tried.
std::vector<FieldValue> all_values(const Field& field) {
  if (field.kind() == "flag") return {FieldValue(false), FieldValue(true)};
  std::vector<FieldValue> values;
  for (const std::string& choice : field.choices) values.emplace_back(choice);
  return values;
}

bool says_bounds(const VariedParameter& p) {
  return !std::isnan(p.low) || !std::isnan(p.high) || !std::isnan(p.mean) || !std::isnan(p.sd);
}

/// What is drawn from before it is rounded.
struct Interval {
  double low, high;
};

/// The bounds, or what the registry allows. Whole numbers reach half a unit to either side, so that the outer ones are as wide as
/// the others.
Interval interval_of(const VariedParameter& p) {
  const double low = std::isnan(p.low) ? p.field->minimum : p.low, high = std::isnan(p.high) ? p.field->maximum : p.high;
  if (p.field->kind() != "integer") return {low, high};
  return {std::ceil(low) - 0.5, std::floor(high) + 0.5};
}

/// Probability below each end of the interval under the normal distribution.
Interval shares_below(const VariedParameter& p) {
  const Interval ends = interval_of(p);
  return {math::normal_cdf((ends.low - p.mean) / p.sd), math::normal_cdf((ends.high - p.mean) / p.sd)};
}

std::vector<std::string> faults_of_distribution(const VariedParameter& p) {
  const std::string start = p.where + ": " + p.path + ": ";
  const bool normal = p.distribution == "normal";
  if (normal && !(std::isfinite(p.mean) && p.sd > 0))
    return {start + "a normal distribution needs a mean and an sd above 0 (they are missing) write mean = ..., sd = ..."};
  if (!normal && (std::isfinite(p.mean) || std::isfinite(p.sd)))
    return {start +
            "a mean and an sd are those of a normal distribution (they would be ignored) write distribution = \"normal\""};
  if (!normal && (!std::isfinite(p.low) || !std::isfinite(p.high)))
    return {start + "it has no bounds (the registry allows " + range_text(*p.field) +
            ") write low = ... and high = ..., or values"};
  return {};
}

std::vector<std::string> faults_of_bounds(const VariedParameter& p) {
  const std::string start = p.where + ": " + p.path + ": " + bounds_text(p.low, p.high) + ": ";
  if (p.low >= p.high) return {start + "low must be below high (nothing lies between)"};
  if (p.low < p.field->minimum || p.high > p.field->maximum)
    return {start + "the parameter may be " + range_text(*p.field) + "; narrow the bounds"};
  if (p.distribution == "log_uniform" && !(p.low > 0)) return {start + "a log_uniform distribution needs low above 0"};
  const Interval ends = interval_of(p);
  if (ends.low >= ends.high) return {start + "no whole number lies between (the parameter takes no other) widen the bounds"};
  constexpr double least_share = 1e-6;  // what a draw can be told apart by
  const Interval shares = shares_below(p);
  if (p.distribution == "normal" && shares.high - shares.low < least_share)
    return {start + "less than a millionth of the normal distribution lies there (mean = " + number_text(p.mean) +
            ", sd = " + number_text(p.sd) + ") move the bounds or the mean"};
  return {};
}

/// Before rounding.
double quantile(const VariedParameter& p, double place) {
  const Interval ends = interval_of(p);
  if (p.distribution == "normal") {
    constexpr double edge = 1e-9;  // nobody draws what has no probability
    const Interval shares = shares_below(p);
    const double share = std::clamp(shares.low + place * (shares.high - shares.low), edge, 1.0 - edge);
    return p.mean + p.sd * math::normal_quantile(share);
  }
  if (p.distribution == "log_uniform") return ends.low * math::exp(place * math::log(ends.high / ends.low));
  return ends.low + place * (ends.high - ends.low);
}

}  // namespace

std::vector<std::string> VariedParameter::check() {
  const std::string start = where + ": " + path + ": ";
  if (!values.empty() && (says_bounds(*this) || !distribution.empty()))
    return {start + "values stand beside bounds or a distribution (one of the two would be ignored) remove one"};
  if (!values.empty()) return faults_of_values(*this);
  if (distribution.empty()) distribution = "uniform";
  if (distribution != "uniform" && distribution != "log_uniform" && distribution != "normal")
    return {where + ": " + path + ".distribution = \"" + distribution + "\": it may be uniform, log_uniform or normal"};
  if (!is_numeric(*field)) {
    if (says_bounds(*this) || distribution != "uniform")
      return {start + "it is no number (bounds mean nothing) write values = [...]"};
    values = all_values(*field);
    if (!values.empty()) return {};
    return {start + "it is neither a number nor one of several words (bounds mean nothing) write values = [...]"};
  }
  if (distribution != "normal") {
    if (std::isnan(low)) low = field->minimum;
    if (std::isnan(high)) high = field->maximum;
  }
  std::vector<std::string> faults = faults_of_distribution(*this);
  return faults.empty() ? faults_of_bounds(*this) : faults;
}

FieldValue VariedParameter::at(double place) const {
  if (!values.empty()) {
    const auto last = static_cast<double>(values.size() - 1);
    return values[static_cast<std::size_t>(std::min(last, std::floor(place * static_cast<double>(values.size()))))];
  }
  const Interval ends = interval_of(*this);
  const double number = quantile(*this, place);
  if (field->kind() != "integer") return std::clamp(number, ends.low, ends.high);
  return static_cast<std::int64_t>(std::clamp(std::floor(number + 0.5), ends.low + 0.5, ends.high - 0.5));
}

FieldValue VariedParameter::at_level(double place) const {
  constexpr double outside = 0.005;  // on either side
  return at(values.empty() && distribution == "normal" ? outside + place * (1.0 - 2.0 * outside) : place);
}

}  // namespace povtrap
