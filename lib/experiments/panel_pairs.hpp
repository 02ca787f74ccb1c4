#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "experiments/arms.hpp"

namespace povtrap {

/// The households that two panels of one seed share.   Units: incomes per head and year, at prices of the base year.
struct PanelPair {
  std::vector<double> persons;
  std::vector<std::vector<double>> base, reform;  ///< by wave, household
};

struct PairedPanels {
  std::vector<std::int64_t> months, years;  ///< of the shared waves
  std::vector<PanelPair> runs;              ///< as Pairing::runs
};

/// The panels of both arms, households matched by their numbers. Only those that the headcount counts.
/// Nothing, and a note that says why, if there is nothing to match.
[[nodiscard]] std::optional<PairedPanels> pair_panels(Arms& arms);

/// Equal groups of persons in rising order of value: the group of each member, from 0. A member belongs where the middle of its
/// weight lies; equal values keep their order.
[[nodiscard]] std::vector<std::size_t> weighted_groups(const std::vector<double>& value, const std::vector<double>& weight,
                                                       std::size_t groups);

}  // namespace povtrap
