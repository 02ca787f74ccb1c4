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

std::vector<std::string> faults_of_bounds(const VariedParameter& p) {
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
  std::vector<std::string> faults;
  if (p.low >= p.high || (!normal && !(p.low < p.high)))
    faults.push_back(start + bounds_text(p.low, p.high) + ": low must be below high (nothing lies between)");
  if (p.low < p.field->minimum || p.high > p.field->maximum)
    faults.push_back(start + bounds_text(p.low, p.high) + ": the parameter may be " + range_text(*p.field) +
                     "; narrow the bounds");
  if (p.distribution == "log_uniform" && !(p.low > 0))
    faults.push_back(start + bounds_text(p.low, p.high) + ": a log_uniform distribution needs low above 0");
  return faults;
}

double quantile(const VariedParameter& p, double place) {
  if (p.distribution == "normal") {
    constexpr double edge = 1e-9;  // nobody draws what has no probability
    const double drawn = p.mean + p.sd * math::normal_quantile(std::clamp(place, edge, 1.0 - edge));
    const double low = std::isfinite(p.low) ? p.low : p.field->minimum, high = std::isfinite(p.high) ? p.high : p.field->maximum;
    return std::clamp(drawn, low, high);
  }
  if (p.distribution == "log_uniform") return std::clamp(p.low * math::exp(place * math::log(p.high / p.low)), p.low, p.high);
  return std::clamp(p.low + place * (p.high - p.low), p.low, p.high);
}

}  // namespace

std::vector<std::string> VariedParameter::check() {
  if (!values.empty()) return faults_of_values(*this);
  if (!is_numeric(*field)) {
    values = all_values(*field);
    if (!values.empty()) return {};
    return {where + ": " + path + ": it is neither a number nor one of several words (bounds mean nothing) write values = [...]"};
  }
  if (distribution != "uniform" && distribution != "log_uniform" && distribution != "normal")
    return {where + ": " + path + ".distribution = \"" + distribution + "\": it may be uniform, log_uniform or normal"};
  if (distribution != "normal") {
    if (std::isnan(low)) low = field->minimum;
    if (std::isnan(high)) high = field->maximum;
  }
  return faults_of_bounds(*this);
}

FieldValue VariedParameter::at(double place) const {
  if (!values.empty()) {
    const auto last = static_cast<double>(values.size() - 1);
    return values[static_cast<std::size_t>(std::min(last, std::floor(place * static_cast<double>(values.size()))))];
  }
  if (field->kind() == "integer") {
    const double number =
        distribution == "uniform" ? std::floor(low + place * (high - low + 1.0)) : std::round(quantile(*this, place));
    return static_cast<std::int64_t>(std::clamp(number, std::isnan(low) ? number : low, std::isnan(high) ? number : high));
  }
  return quantile(*this, place);
}

}  // namespace povtrap
