#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <povtrap/config.hpp>
#include <povtrap/dataset.hpp>
#include <povtrap/design.hpp>

namespace povtrap {

/// The part of a design that one process runs: rows index, index + count, index + 2 count, ... counted from 0.
struct Shard {
  std::int64_t index = 0, count = 1;
};

/// Numbers from the first to the last, both included.
struct NumberRange {
  std::int64_t first = 0, last = 0;
};

/// What a sweep keeps of every run.
struct SweepOutputs {
  std::vector<std::string> series = {};  ///< names (docs/format.md), or "all" of the nation; none: the headline measures
  std::string when = "years";            ///< "years": at the end of each; "last": of the run; "periods": of each
};

/// How far a sweep is; rows of other shards are not counted.
struct SweepProgress {
  std::int64_t rows = 0;               ///< of the shard
  std::int64_t before = 0;             ///< done by earlier processes
  std::int64_t done = 0;               ///< by this one
  std::int64_t failed = 0;             ///< by this one or earlier ones
  std::int64_t household_periods = 0;  ///< lived through by this one

  [[nodiscard]] std::int64_t left() const { return rows - before - done; }
};

/// How to run a sweep.
struct SweepOptions {
  Shard shard = {};
  std::vector<NumberRange> rows = {};  ///< run_id of those to run; none: all of the shard
  int jobs = 0;             ///< runs at the same time; 0: as cores and memory allow
  int threads_per_run = 0;  ///< 0: what the jobs leave
  bool retry_failed = false;
  SweepOutputs outputs = {};
  const std::atomic<bool>* stop = nullptr;                  ///< when it turns true, no further run begins
  const std::atomic<bool>* give_up = nullptr;               ///< when it turns true, runs in flight end too and are lost
  std::function<void(const SweepProgress&)> progress = {};  ///< called after each run, by one thread at a time
};

/// Runs the rows of a design that the folder does not hold yet. Results go run by run into journals in the folder: a process that
/// is killed loses the runs in flight, and calling it again does the rest. Several processes may work on one folder if their
/// shards have no row in common. The numbers are the same however the rows are divided.
/// Throws: ConfigError if the base configuration is wrong, there is no such shard, or the folder holds another sweep; IoError if it cannot be written to.
/// A row that fails is recorded with its reason and stops nothing.
SweepProgress run_sweep(const Design& design, const Config& config, const std::filesystem::path& folder,
                        const SweepOptions& options = {});

/// How many rows of a design the options choose.   Throws: ConfigError if there is no such shard.
[[nodiscard]] std::int64_t chosen_rows(const Design& design, const SweepOptions& options);

/// How a sweep divides the cores: many small runs one core each; large ones, of which few fit into memory, several.
struct SharedCores {
  int jobs = 1, threads_per_run = 1;
};
/// What run_sweep() does with so many rows to run.
[[nodiscard]] SharedCores share_cores(const Design& design, const Config& config, const SweepOptions& options, std::int64_t rows);

/// What a folder holds.
struct SweepStatus {
  std::int64_t rows = 0, done = 0;
  std::vector<std::int64_t> missing;                           ///< run_id
  std::vector<std::pair<std::int64_t, std::string>> failures;  ///< run_id and reason
};
[[nodiscard]] SweepStatus sweep_status(const std::filesystem::path& folder);

/// All runs of a folder as one data set, with these series or all that were kept: every series gets the leading dimension "run"; parameters and seeds are coordinates
/// along it, and run_completed says of each run whether it is done (1), missing (0) or failed (2), whose values are NaN. The same
/// bytes however the sweep was cut.   Throws: DataError if the folder holds no sweep.
[[nodiscard]] Dataset merge_sweep(const std::filesystem::path& folder, const std::vector<std::string>& series = {});

/// Numbers as ranges: "0-6,9,12-20".
[[nodiscard]] std::string ranges_text(const std::vector<std::int64_t>& numbers);
/// The same the other way round.   Throws: ConfigError that quotes the text if it is none.
[[nodiscard]] std::vector<NumberRange> ranges_from(const std::string& text);

}  // namespace povtrap
