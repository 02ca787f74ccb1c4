#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <povtrap/design.hpp>

namespace povtrap {

/// How intervals around indices are found: by drawing trajectories or base points anew, with replacement.
struct BootstrapOptions {
  std::size_t resamples = 1000;
  double confidence = 0.95;
  std::int64_t seed = 1;
};

/// What one parameter does in a Morris sample. Units: those of the outcome, for a move through the whole range of the parameter.
struct ElementaryEffects {
  std::string parameter;
  double mean = 0;                      ///< mu
  double mean_absolute = 0;             ///< mu*: how much it matters
  double deviation = 0;                 ///< sigma: whether that depends on the others or on where it stands
  double mean_absolute_half_width = 0;  ///< of the interval of mu*; NaN for a single trajectory
  std::size_t trajectories = 0;         ///< that are complete, with one effect each
};

/// Shares of the outcome's variance; NaN if it is the same everywhere. Units: 1.
struct SobolIndices {
  std::string parameter;
  double first = 0, first_half_width = 0;  ///< due to the parameter alone
  double total = 0, total_half_width = 0;  ///< with all its interactions
  std::size_t base_points = 0;             ///< that are complete
};

/// Equation: EE_j = (y(x + d e_j) - y(x)) / d with d in shares of the range; mu, mu* and sigma are mean, mean size and standard
/// deviation over trajectories. Incomplete trajectories are left out. `outcomes`: one for each row of the design; replicates of a
/// point are averaged; NaN where a run is missing.
/// Source: Morris (1991), Technometrics 33(2); Campolongo, Cariboni, Saltelli (2007), Environmental Modelling and Software 22.
/// Throws: DataError if the design is no Morris sample or no trajectory is complete; ConfigError if an option is out of range.
[[nodiscard]] std::vector<ElementaryEffects> elementary_effects(const Design& design, std::span<const double> outcomes,
                                                                const BootstrapOptions& options = {});

/// Equation: S_j = mean(B (AB_j - A)) / V, T_j = mean((A - AB_j)^2) / (2 V), V the variance of A and B together, outcomes less
/// their mean. Source: Saltelli et al. (2010), Computer Physics Communications 181; Jansen (1999), the same 117.
/// Throws: DataError if the design is no Saltelli sample, or fewer than two base points are complete; ConfigError if an option is
/// out of range.
[[nodiscard]] std::vector<SobolIndices> sobol_indices(const Design& design, std::span<const double> outcomes,
                                                      const BootstrapOptions& options = {});

/// Is this a sample of Saltelli's kind (else, if it has roles, of Morris')?
[[nodiscard]] bool is_saltelli_sample(const Design& design);

/// Trajectories of a Morris sample or base points of a Saltelli sample, complete or not.   Throws: DataError if it is neither.
[[nodiscard]] std::size_t sample_size(const Design& design);

}  // namespace povtrap
