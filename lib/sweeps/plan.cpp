#include "sweeps/plan.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <string_view>

#include "config/apply.hpp"
#include "core/faults.hpp"
#include "core/field_text.hpp"

namespace povtrap {

namespace {

constexpr std::string_view parameters_prefix = "parameters.", points_prefix = "points.";
constexpr std::int64_t most_points = 100'000'000;

/// Splits "parameters.saving.rate.low" into the path of a parameter and what is said about it; a list stands for its values.
struct Said {
  std::string path, about;
};

Said taken_apart(const std::string& key, const Fields& registry) {
  const std::string rest = key.substr(parameters_prefix.size());
  if (registry.find(rest) != nullptr) return {rest, "values"};
  const std::size_t dot = rest.rfind('.');
  if (dot == std::string::npos) return {rest, "values"};
  return {rest.substr(0, dot), rest.substr(dot + 1)};
}

std::vector<FieldValue> elements(const FieldValue& value) {
  std::vector<FieldValue> out;
  if (const auto* numbers = std::get_if<std::vector<double>>(&value)) {
    for (const double number : *numbers) out.emplace_back(number);
  } else if (const auto* names = std::get_if<std::vector<std::string>>(&value)) {
    for (const std::string& name : *names) out.emplace_back(name);
  } else {
    out.push_back(value);
  }
  return out;
}

/// A value as the registry holds it: whole numbers of a list come as doubles, flags as the words true and false.
FieldValue as_kind(const FieldValue& value, const Field& field) {
  if (const auto* number = std::get_if<double>(&value); number != nullptr && field.kind() == "integer") {
    const auto whole = static_cast<std::int64_t>(*number);
    if (static_cast<double>(whole) == *number) return whole;
  }
  if (const auto* integer = std::get_if<std::int64_t>(&value); integer != nullptr && field.kind() == "number")
    return static_cast<double>(*integer);
  if (const auto* word = std::get_if<std::string>(&value); word != nullptr && field.kind() == "flag") {
    if (*word == "true" || *word == "false") return *word == "true";
  }
  return value;
}

class PlanReader {
 public:
  explicit PlanReader(const Fields& registry) : registry_(registry) {}

  void read(const std::vector<Setting>& settings) {
    std::vector<Setting> own;
    for (const Setting& setting : settings) {
      if (setting.path.starts_with(parameters_prefix)) {
        read_parameter(setting);
      } else if (setting.path.starts_with(points_prefix)) {
        read_point(setting);
      } else {
        own.push_back(setting);
      }
    }
    Fields fields;
    plan_.sampling.describe(fields);
    add(apply_settings(own, fields));
  }

  SweepPlan take() {
    for (VariedParameter& p : plan_.parameters) {
      if (p.field != nullptr && plan_.sampling.method != "list") add(p.check());
    }
    check_method();
    if (!faults_.empty()) throw_all(std::move(faults_));
    for (std::vector<FieldValue>& point : plan_.listed) point.resize(plan_.parameters.size(), std::string());
    return std::move(plan_);
  }

 private:
  void add(std::vector<std::string> faults) {
    for (std::string& fault : faults) faults_.push_back(std::move(fault));
  }

  VariedParameter* parameter(const std::string& path, const std::string& where) {
    const auto known = std::ranges::find(plan_.parameters, path, &VariedParameter::path);
    if (known != plan_.parameters.end()) return &*known;
    VariedParameter varied;
    varied.path = path;
    varied.where = where;
    varied.field = registry_.find(path);
    if (varied.field == nullptr && unknown_.emplace(path, true).second) {
      const std::string near = registry_.nearest(path);
      faults_.push_back(where + ": \"" + path + "\": no parameter has this name (nothing can be varied) " +
                        (near.empty() ? "`povtrap params` lists all names" : "did you mean " + near + "?"));
    }
    if (varied.field == nullptr) return nullptr;
    if (path == "run.seed")
      faults_.push_back(where +
                        ": run.seed: seeds come from replicates and first_seed (these would be ignored) write replicates = 10");
    plan_.parameters.push_back(std::move(varied));
    return &plan_.parameters.back();
  }

  void read_parameter(const Setting& setting) {
    has_parameters_ = true;
    const auto [path, about] = taken_apart(setting.path, registry_);
    VariedParameter* varied = parameter(path, setting.where);
    if (varied == nullptr) return;
    if (!setting.problem.empty()) {
      faults_.push_back(setting.where + ": " + setting.path + ": " + setting.problem);
    } else if (about == "values") {
      for (const FieldValue& value : elements(setting.value)) varied->values.push_back(as_kind(value, *varied->field));
    } else if (about == "distribution" && std::holds_alternative<std::string>(setting.value)) {
      varied->distribution = std::get<std::string>(setting.value);
    } else {
      read_bound(*varied, about, setting);
    }
  }

  void read_bound(VariedParameter& varied, const std::string& about, const Setting& setting) {
    const std::map<std::string, double*> bounds{
        {"low", &varied.low}, {"high", &varied.high}, {"mean", &varied.mean}, {"sd", &varied.sd}};
    const auto bound = bounds.find(about);
    const auto* number = std::get_if<double>(&setting.value);
    const auto* integer = std::get_if<std::int64_t>(&setting.value);
    if (bound == bounds.end() || (number == nullptr && integer == nullptr)) {
      faults_.push_back(setting.where + ": " + setting.path +
                        ": this says nothing about a parameter (values, low, high, mean and sd as numbers, and distribution do)");
      return;
    }
    *bound->second = number != nullptr ? *number : static_cast<double>(*integer);
  }

  /// "points.7.saving.rate"; "points.7" if nothing is said of it
  void read_point(const Setting& setting) {
    const std::string rest = setting.path.substr(points_prefix.size());
    const std::size_t dot = rest.find('.');
    const std::string number = rest.substr(0, dot);
    if (number.empty() || number.find_first_not_of("0123456789") != std::string::npos) {
      faults_.push_back(setting.where + ": " + setting.path + ": points are a list of tables; write [[points]] before each");
      return;
    }
    const auto point = static_cast<std::size_t>(std::stoll(number));
    if (plan_.listed.size() <= point) plan_.listed.resize(point + 1);
    if (dot == std::string::npos) return;
    VariedParameter* varied = parameter(rest.substr(dot + 1), setting.where);
    if (varied == nullptr) return;
    const FieldValue value = as_kind(setting.value, *varied->field);
    const std::string refusal = setting.problem.empty() ? varied->field->refusal(value) : setting.problem;
    if (!refusal.empty()) faults_.push_back(setting.where + ": " + refusal);
    const auto place = static_cast<std::size_t>(varied - plan_.parameters.data());
    if (plan_.listed[point].size() <= place) plan_.listed[point].resize(place + 1, std::string());
    plan_.listed[point][place] = value;
  }

  void check_method() {
    const std::string& method = plan_.sampling.method;
    const bool listed = method == "list", by_values = method == "grid" || method == "zip";
    if ((listed ? plan_.listed.empty() : plan_.parameters.empty()) && faults_.empty())
      faults_.push_back(
          listed ? "method = \"list\": there are no points (a sweep needs some) write [[points]] and a parameter below"
                 : "no parameter is varied (a sweep needs some) write [parameters.saving.rate] and low, high or values");
    for (const VariedParameter& p : plan_.parameters) {
      if (by_values && p.values.empty())
        faults_.push_back(p.where + ": " + p.path + ": method \"" + method + "\" takes lists; write values = [...]");
      if (method == "zip" && p.values.size() != plan_.parameters.front().values.size() && !p.values.empty())
        faults_.push_back(p.where + ": " + p.path + ": " + std::to_string(p.values.size()) + " values, but " +
                          plan_.parameters.front().path + " has " + std::to_string(plan_.parameters.front().values.size()) +
                          " (method \"zip\" takes the first of each, then the second, ...) make the lists equally long");
    }
    if (listed && has_parameters_)
      faults_.push_back("[parameters] belong to other methods (method = \"list\" would ignore them) write them below [[points]]");
    if (!listed && !plan_.listed.empty()) faults_.push_back("[[points]] belong to method = \"list\"; this is \"" + method + "\"");
    if (method == "morris" && plan_.sampling.levels % 2 != 0)
      faults_.push_back("levels = " + std::to_string(plan_.sampling.levels) +
                        ": must be even, so that every level can move by half");
  }

  const Fields& registry_;
  SweepPlan plan_;
  std::map<std::string, bool> unknown_;
  bool has_parameters_ = false;
  std::vector<std::string> faults_;
};

}  // namespace

void SamplingParameters::describe(Fields& fields) {
  fields.choice(
      "method", method, "grid", {"grid", "zip", "list", "lhs", "sobol", "morris", "saltelli"},
      {.meaning = "how points are chosen: all combinations of values; the first values, the second, ...; [[points]]; Latin "
                  "hypercube; Sobol's sequence; Morris trajectories; Saltelli's sample"});
  fields.integer("points", points, 100,
                 {.minimum = 1,
                  .maximum = static_cast<double>(most_points),
                  .meaning = "of lhs and sobol; trajectories of morris; base points of saltelli"});
  fields.integer("levels", levels, 4, {.minimum = 2, .maximum = 1000, .meaning = "of each parameter in morris, even"});
  fields.integer("seed", seed, 1, {.minimum = 0, .maximum = 9e18, .meaning = "luck of the design itself (lhs, morris)"});
  fields.integer("replicates", replicates, 1,
                 {.minimum = 1, .maximum = 1e6, .meaning = "runs of every point, with different run.seed"});
  fields.integer("first_seed", first_seed, 1, {.minimum = 0, .maximum = 9e18, .meaning = "run.seed of the first replicate"});
  fields.flag("independent_seeds", independent_seeds, false,
              {.meaning = "every run has luck of its own; otherwise replicates of all points share it (common random numbers)"});
}

SweepPlan read_plan(const std::vector<Setting>& settings, const Fields& registry) {
  PlanReader reader(registry);
  reader.read(settings);
  return reader.take();
}

}  // namespace povtrap
