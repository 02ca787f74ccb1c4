#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <povtrap/error.hpp>
#include <povtrap/simulation.hpp>
#include <povtrap/sweep.hpp>
#include <povtrap/version.hpp>
#include <set>
#include <thread>

#include "core/parallel.hpp"
#include "sweeps/journal.hpp"
#include "sweeps/outcome.hpp"
#include "sweeps/sweep_folder.hpp"

namespace povtrap {

namespace {

/// Rows of one point: they share the model and differ in their luck.
struct Unit {
  std::vector<const DesignRow*> rows;
};

bool is_set(const std::atomic<bool>* flag) {
  return flag != nullptr && flag->load(std::memory_order_relaxed);
}

/// Rows with a result, and those that failed.
struct Before {
  std::set<std::int64_t> done, failed;
};

Before what_is_there(const std::filesystem::path& folder) {
  Before before;
  JournalReader{.layout = {},
                .run = [&](RunRecord&& record) { (record.failed() ? before.failed : before.done).insert(record.run_id); },
                .with_values = false}
      .read(folder);
  return before;
}

/// Replicates of a point are divided so that there are several units for each job.
std::vector<Unit> units_of(const std::vector<const DesignRow*>& rows, std::size_t jobs) {
  constexpr std::size_t units_for_a_job = 8;
  const std::size_t longest = std::max<std::size_t>(1, rows.size() / (jobs * units_for_a_job));
  std::vector<Unit> units;
  for (const DesignRow* row : rows) {
    const bool goes_on = !units.empty() && units.back().rows.back()->values == row->values && units.back().rows.size() < longest;
    if (!goes_on) units.emplace_back();
    units.back().rows.push_back(row);
  }
  return units;
}

class Sweep {
 public:
  Sweep(const Design& design, const Config& base, const std::filesystem::path& folder, const SweepOptions& options)
      : design_(design), base_(base), options_(options), journal_(folder) {}

  SweepProgress run(std::vector<Unit> units, SweepProgress progress, int jobs, int threads) {
    progress_ = progress;
    units_ = std::move(units);
    std::vector<std::jthread> workers;
    for (int j = 1; j < jobs; ++j) workers.emplace_back([this, threads] { work(threads); });
    work(threads);
    workers.clear();
    if (fault_) std::rethrow_exception(fault_);
    return progress_;
  }

 private:
  void work(int threads) {
    try {
      for (std::size_t u = next_.fetch_add(1); u < units_.size() && !is_set(options_.stop) && !broken_; u = next_.fetch_add(1))
        run_unit(units_[u], threads);
    } catch (...) {
      const std::lock_guard lock(telling_);
      fault_ = std::current_exception();
      broken_ = true;
    }
  }

  Config config_of(const DesignRow& row) const {
    std::vector<std::pair<std::string, std::string>> changes;
    for (std::size_t p = 0; p < row.values.size(); ++p) {
      if (!row.values[p].empty()) changes.emplace_back(design_.parameters[p], row.values[p]);
    }
    changes.emplace_back("run.seed", std::to_string(row.seed));
    return base_.with(changes);
  }

  void run_unit(const Unit& unit, int threads) {
    std::optional<Simulation> simulation;
    std::string failure;
    for (const DesignRow* row : unit.rows) {
      if (is_set(options_.stop)) return;
      try {
        if (simulation) {
          simulation->restart(row->seed);
        } else {
          simulation.emplace(config_of(*row), threads);
        }
        if (!live(*simulation)) return;
        Outcome outcome = outcome_of(simulation->measures(), options_.outputs);
        const std::uint64_t layout = fingerprint(outcome.layout);
        journal_.add(outcome.layout, {row->run_id, {}, layout, std::move(outcome.values)});
        tell(simulation->households() * simulation->periods_done(), false);
        continue;
      } catch (const IoError&) {
        throw;  // of the journal: nothing can be kept any more
      } catch (const Error& error) {
        failure = error.what();
      } catch (const std::bad_alloc&) {
        failure = "out of memory";
      }
      simulation.reset();
      journal_.add({row->run_id, failure, 0, {}});
      tell(0, true);
    }
  }

  /// False if the sweep gives up.
  bool live(Simulation& simulation) const {
    while (simulation.periods_done() < simulation.periods_total()) {
      if (is_set(options_.give_up)) return false;
      simulation.step();
    }
    return true;
  }

  void tell(std::int64_t household_periods, bool failed) {
    const std::lock_guard lock(telling_);
    progress_.done += 1;
    progress_.failed += failed ? 1 : 0;
    progress_.household_periods += household_periods;
    if (options_.progress) options_.progress(progress_);
  }

  const Design& design_;
  const Config& base_;
  const SweepOptions& options_;
  Journal journal_;
  std::vector<Unit> units_;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> broken_{false};
  std::mutex telling_;
  SweepProgress progress_;
  std::exception_ptr fault_;
};

}  // namespace

SweepProgress run_sweep(const Design& design, const Config& config, const std::filesystem::path& folder, const SweepOptions& options) {
  config.check();
  open_sweep_folder(folder, {"povtrap " + std::string(version()) + " (" + std::string(commit()) + ")", design_digest(design), config.to_toml(), options.outputs}, design);
  const Before before = what_is_there(folder);
  SweepProgress progress;
  std::vector<const DesignRow*> rows;
  for (std::size_t r = 0; r < design.rows.size(); ++r) {
    if (static_cast<std::int64_t>(r) % options.shard.count != options.shard.index) continue;
    const DesignRow& row = design.rows[r];
    const bool failed = before.failed.contains(row.run_id) && !before.done.contains(row.run_id);
    progress.rows += 1;
    if (before.done.contains(row.run_id) || (failed && !options.retry_failed)) {
      progress.before += 1;
      progress.failed += failed ? 1 : 0;
    } else {
      rows.push_back(&row);
    }
  }
  const int cores = available_threads();
  const int jobs = std::clamp(options.jobs > 0 ? options.jobs : cores, 1, std::max(1, static_cast<int>(rows.size())));
  const int threads = options.threads_per_run > 0 ? options.threads_per_run : std::max(1, cores / jobs);
  return Sweep(design, config, folder, options).run(units_of(rows, static_cast<std::size_t>(jobs)), progress, jobs, threads);
}

}  // namespace povtrap
