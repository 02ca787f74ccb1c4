#include "sweeps/samples.hpp"

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <numeric>

#include "core/field_text.hpp"
#include "core/random.hpp"

namespace povtrap {

namespace {

/// The numbers 0, ..., n - 1 in random order.   Source: Fisher and Yates.
std::vector<std::size_t> permutation(std::size_t n, Stream stream, std::uint32_t which) {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = n; i > 1; --i)
    std::swap(order[i - 1], order[draw_below(stream, static_cast<std::uint32_t>(i), which, 0, static_cast<std::uint32_t>(i))]);
  return order;
}

std::string role(std::size_t group, const std::string& part) {
  return std::to_string(group) + ":" + part;
}

}  // namespace

Sample latin_hypercube(std::size_t points, std::size_t dimensions, std::int64_t seed) {
  const Stream order = make_stream(static_cast<std::uint64_t>(seed), "design_order"),
               place = make_stream(static_cast<std::uint64_t>(seed), "design_place");
  Sample sample{dimensions, std::vector<double>(points * dimensions)};
  for (std::size_t d = 0; d < dimensions; ++d) {
    const auto dimension = static_cast<std::uint32_t>(d);
    const std::vector<std::size_t> strata = permutation(points, order, dimension);
    for (std::size_t i = 0; i < points; ++i) {
      const double within = draw_uniform(place, static_cast<std::uint32_t>(i), dimension);
      sample.values[i * dimensions + d] = (static_cast<double>(strata[i]) + within) / static_cast<double>(points);
    }
  }
  return sample;
}

Sample sobol_points(std::size_t points, std::size_t dimensions) {
  boost::random::sobol sequence(dimensions);
  const double scale = 1.0 / (static_cast<double>(boost::random::sobol::max()) + 1.0);
  Sample sample{dimensions, std::vector<double>(points * dimensions)};
  for (double& value : sample.values) value = static_cast<double>(sequence()) * scale;
  return sample;
}

PlannedSample morris_trajectories(std::size_t trajectories, std::size_t levels, const std::vector<std::string>& parameters,
                                  std::int64_t seed) {
  const std::size_t k = parameters.size();
  const Stream starts = make_stream(static_cast<std::uint64_t>(seed), "design_start"),
               orders = make_stream(static_cast<std::uint64_t>(seed), "design_order");
  const double steps = static_cast<double>(levels - 1), jump = static_cast<double>(levels / 2) / steps;
  PlannedSample planned{{k, {}}, {}};
  for (std::size_t t = 0; t < trajectories; ++t) {
    const auto trajectory = static_cast<std::uint32_t>(t);
    std::vector<double> here(k);
    for (std::size_t d = 0; d < k; ++d) {
      const auto level = draw_below(starts, static_cast<std::uint32_t>(d), trajectory, 0, static_cast<std::uint32_t>(levels));
      here[d] = static_cast<double>(level) / steps;
    }
    const auto add = [&](const std::string& part) {
      planned.sample.values.insert(planned.sample.values.end(), here.begin(), here.end());
      planned.roles.push_back(role(t, part));
    };
    add("start");
    for (const std::size_t d : permutation(k, orders, trajectory)) {
      const double step = here[d] < 0.5 ? jump : -jump;
      here[d] += step;
      add(parameters[d] + ":" + (step > 0 ? "+" : "") + number_text(step));
    }
  }
  return planned;
}

PlannedSample saltelli_sample(std::size_t base_points, const std::vector<std::string>& parameters) {
  const std::size_t k = parameters.size();
  const Sample pairs = sobol_points(base_points, 2 * k);
  PlannedSample planned{{k, {}}, {}};
  std::vector<double>& values = planned.sample.values;
  for (std::size_t i = 0; i < base_points; ++i) {
    const double *a = pairs.point(i), *b = a + k;
    values.insert(values.end(), a, a + k);
    planned.roles.push_back(role(i, "A"));
    for (std::size_t d = 0; d < k; ++d) {
      values.insert(values.end(), a, a + k);
      values[values.size() - k + d] = b[d];
      planned.roles.push_back(role(i, parameters[d]));
    }
    values.insert(values.end(), b, b + k);
    planned.roles.push_back(role(i, "B"));
  }
  return planned;
}

}  // namespace povtrap
