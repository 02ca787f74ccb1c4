#include <algorithm>
#include <povtrap/design.hpp>
#include <povtrap/error.hpp>
#include <povtrap/registry.hpp>

#include "core/field_text.hpp"
#include "simulation/model.hpp"
#include "sweeps/plan.hpp"
#include "sweeps/samples.hpp"

namespace povtrap {

namespace {

/// As `--set` takes it.
std::string text_of(const FieldValue& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr ? *text : value_text(value);
}

/// One point: the values of its parameters, and its role.
struct Point {
  std::vector<std::string> values;
  std::string role;
};

std::vector<Point> grid_points(const SweepPlan& plan) {
  std::vector<Point> points{Point{}};
  for (const VariedParameter& parameter : plan.parameters) {
    std::vector<Point> longer;
    for (const Point& point : points) {
      for (const FieldValue& value : parameter.values) {
        longer.push_back(point);
        longer.back().values.push_back(text_of(value));
      }
    }
    points = std::move(longer);
  }
  return points;
}

std::vector<Point> zipped_points(const SweepPlan& plan) {
  std::vector<Point> points(plan.parameters.front().values.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (const VariedParameter& parameter : plan.parameters) points[i].values.push_back(text_of(parameter.values[i]));
  }
  return points;
}

std::vector<Point> listed_points(const SweepPlan& plan) {
  std::vector<Point> points;
  for (const std::vector<FieldValue>& listed : plan.listed) {
    points.emplace_back();
    for (const FieldValue& value : listed) points.back().values.push_back(text_of(value));
  }
  return points;
}

PlannedSample sample_of(const SweepPlan& plan) {
  const SamplingParameters& s = plan.sampling;
  const auto count = static_cast<std::size_t>(s.points);
  std::vector<std::string> names;
  for (const VariedParameter& parameter : plan.parameters) names.push_back(parameter.path);
  if (s.method == "lhs") return {latin_hypercube(count, names.size(), s.seed), {}};
  if (s.method == "sobol") return {sobol_points(count, names.size()), {}};
  if (s.method == "morris") return morris_trajectories(count, static_cast<std::size_t>(s.levels), names, s.seed);
  return saltelli_sample(count, names);
}

std::vector<Point> sampled_points(const SweepPlan& plan) {
  const PlannedSample planned = sample_of(plan);
  const bool levels = plan.sampling.method == "morris";
  std::vector<Point> points(planned.sample.points());
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (std::size_t d = 0; d < plan.parameters.size(); ++d) {
      const VariedParameter& parameter = plan.parameters[d];
      const double place = planned.sample.point(i)[d];
      points[i].values.push_back(text_of(levels ? parameter.at_level(place) : parameter.at(place)));
    }
    if (!planned.roles.empty()) points[i].role = planned.roles[i];
  }
  return points;
}

std::vector<Point> points_of(const SweepPlan& plan) {
  if (plan.sampling.method == "grid") return grid_points(plan);
  if (plan.sampling.method == "zip") return zipped_points(plan);
  if (plan.sampling.method == "list") return listed_points(plan);
  return sampled_points(plan);
}

Design design_of(const std::vector<Setting>& settings, const Registry& own) {
  Model model(own);
  Fields registry;
  model.describe(registry);
  const SweepPlan plan = read_plan(settings, registry);
  const SamplingParameters& s = plan.sampling;
  Design design;
  for (const VariedParameter& parameter : plan.parameters) design.parameters.push_back(parameter.path);
  const std::vector<Point> points = points_of(plan);
  for (std::size_t p = 0; p < points.size(); ++p) {
    for (std::int64_t replicate = 0; replicate < s.replicates; ++replicate) {
      const std::int64_t run = static_cast<std::int64_t>(design.rows.size());
      const std::int64_t seed = s.first_seed + (s.independent_seeds ? run : replicate);
      design.rows.push_back({run, static_cast<std::int64_t>(p), replicate, seed, points[p].role, points[p].values});
    }
  }
  return design;
}

}  // namespace

std::size_t Design::points() const {
  std::int64_t last = -1;
  for (const DesignRow& row : rows) last = std::max(last, row.point);
  return static_cast<std::size_t>(last + 1);
}

bool Design::has_roles() const {
  return std::ranges::any_of(rows, [](const DesignRow& row) { return !row.role.empty(); });
}

Design make_design(const std::filesystem::path& sweep_file, const Registry& own) {
  return design_of(read_toml(sweep_file, TableLists::numbered), own);
}

Design make_design(const std::filesystem::path& sweep_file) {
  return make_design(sweep_file, Registry());
}

Design design_from_text(const std::string& toml, const std::string& name) {
  return design_of(parse_toml(toml, name, TableLists::numbered), Registry());
}

}  // namespace povtrap
