#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <povtrap/design.hpp>
#include <povtrap/sweep.hpp>
#include <string>
#include <vector>

#include "sweeps/record.hpp"

namespace povtrap {

/// As run_completed has it.
enum class RunState : std::uint8_t { missing = 0, done = 1, failed = 2 };

/// What became of each run, by the order of the design: the same whoever ran it and when.
struct SweepRuns {
  Design design;
  std::vector<RunState> state;
  std::vector<std::string> failure;  ///< why, for those that failed
  KeptLayout layout;                 ///< the longest of those that fit to the first run in the design that is done
  std::map<std::uint64_t, KeptLayout> layouts = {};  ///< all of these, by their fingerprints
  std::vector<std::uint64_t> layout_of = {};         ///< fingerprint of each run's; 0 unless it is done

  /// The row of a run; nothing if the design has none of this number.
  [[nodiscard]] std::optional<std::size_t> row_of(std::int64_t run_id) const;

  std::map<std::int64_t, std::size_t> rows = {};
};

/// Reads all of a folder but the values.   Throws: DataError if it holds no sweep; IoError.
[[nodiscard]] SweepRuns runs_of_sweep(const std::filesystem::path& folder);

}  // namespace povtrap
