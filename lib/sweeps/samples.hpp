#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace povtrap {

/// Points in the unit cube, row by row.   Shape: points x dimensions.
struct Sample {
  std::size_t dimensions = 0;
  std::vector<double> values;

  [[nodiscard]] std::size_t points() const { return dimensions == 0 ? 0 : values.size() / dimensions; }
  [[nodiscard]] const double* point(std::size_t i) const { return values.data() + i * dimensions; }
};

/// Latin hypercube: in every dimension, each of n equal strata holds one point, at a random place in it.
/// Source: McKay, Beckman, Conover (1979), Technometrics 21(2).
[[nodiscard]] Sample latin_hypercube(std::size_t points, std::size_t dimensions, std::int64_t seed);

/// The first points of Sobol's sequence after the origin; the best numbers of points are powers of two.
/// Source: Sobol (1967); direction numbers of Joe and Kuo (2008) as Boost.Random has them.
[[nodiscard]] Sample sobol_points(std::size_t points, std::size_t dimensions);

/// A sample with the part that each point plays in it.
struct PlannedSample {
  Sample sample;
  std::vector<std::string> roles;
};

/// Trajectories through a grid of `levels` levels: from a random start, one parameter after the other, in random order, moves by
/// levels / (2 (levels - 1)). Roles: "0:start", "0:parameter:+0.5", ... with the number of the trajectory and the step.
/// Source: Morris (1991), Technometrics 33(2).   Requires: levels is even.
[[nodiscard]] PlannedSample morris_trajectories(std::size_t trajectories, std::size_t levels,
                                                const std::vector<std::string>& parameters, std::int64_t seed);

/// For each base point: A, then A with one coordinate of B for every parameter, then B. Roles: "0:A", "0:parameter", ..., "0:B".
/// A and B are the two halves of a point of Sobol's sequence in twice the dimensions.
/// Source: Saltelli et al. (2010), Computer Physics Communications 181.
[[nodiscard]] PlannedSample saltelli_sample(std::size_t base_points, const std::vector<std::string>& parameters);

}  // namespace povtrap
