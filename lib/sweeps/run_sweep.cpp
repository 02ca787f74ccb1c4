#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <povtrap/error.hpp>
#include <povtrap/simulation.hpp>
#include <povtrap/sweep.hpp>
#include <povtrap/version.hpp>
#include <system_error>
#include <thread>

#include "core/available_memory.hpp"
#include "core/parallel.hpp"
#include "sweeps/journal.hpp"
#include "sweeps/outcome.hpp"
#include "sweeps/sweep_folder.hpp"
#include "sweeps/sweep_runs.hpp"

namespace povtrap {

namespace {

/// What a run takes at the most, and how much of the memory that is free runs may take together. With every rule on a household
/// took 370 bytes (docs/performance.md); the rest is a margin of our choice. The least was 110 bytes.
constexpr double bytes_of_a_household = 600, bytes_of_a_run = 30e6, free_share = 0.8, least_bytes_of_a_household = 110;

/// Rows of one point: they share the model and differ in their luck.
struct Unit {
  std::vector<const DesignRow*> rows;
};

bool is_set(const std::atomic<bool>* flag) {
  return flag != nullptr && flag->load(std::memory_order_relaxed);
}

/// Throws: ConfigError that lists all columns that are no parameters.
void check_parameters(const Design& design, const Config& config) {
  std::string faults;
  for (const std::string& path : design.parameters) {
    try {
      static_cast<void>(config.get(path));
    } catch (const ConfigError& error) {
      faults += (faults.empty() ? "" : "\n") + std::string(error.what());
    }
  }
  if (!faults.empty()) throw ConfigError(faults + "\n(a column of the design that is no parameter would fail every run)");
}

/// Throws: DataError if a run would not have a series, before the time for all runs is spent.
void check_series(Config config, const SweepOutputs& outputs) {
  constexpr double enough_households = 10'000;
  std::optional<Simulation> simulation;
  try {
    if (config.number("population.households") > enough_households && config.get("survey.file").empty())
      config = config.with({{"population.households", std::to_string(std::llround(enough_households))}});
    simulation.emplace(config.with({{"run.burn_in_years", "0"}, {"run.growth_burn_in_years", "0"}}), 1);
    simulation->step();
  } catch (const Error&) {
    return;  // only with what the design changes does it make sense
  }
  static_cast<void>(outcome_of(simulation->measures(), outputs));
}

void check_shard(const Shard& shard) {
  if (shard.count >= 1 && shard.index >= 0 && shard.index < shard.count) return;
  throw ConfigError("shard " + std::to_string(shard.index) + " of " + std::to_string(shard.count) +
                    ": there is no such part (its rows would never run) give an index from 0 to the count less 1");
}

bool is_chosen(const SweepOptions& options, std::size_t row, std::int64_t run_id) {
  if (static_cast<std::int64_t>(row) % options.shard.count != options.shard.index) return false;
  return options.rows.empty() || std::ranges::any_of(options.rows, [&](const NumberRange& range) {
           return range.first <= run_id && run_id <= range.last;
         });
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

/// Could a parameter change how long series are or where they end?
bool shapes_series(const std::string& path) {
  constexpr std::string_view sections[] = {"run.", "regions.", "poverty.", "output.", "survey."};
  return std::ranges::any_of(sections, [&](std::string_view section) { return path.starts_with(section); });
}

/// An economy for which there is no room is no reason for the system to end the sweep.
void check_memory(const Config& config) {
  const double least = least_bytes_of_a_household * config.number("population.households"), free = available_bytes();
  if (free <= 0 || least < free) return;
  throw ConfigError("population.households = " + config.get("population.households") + ": this takes at least " +
                    std::to_string(std::llround(least / 1e9)) + " GB, and " + std::to_string(std::llround(free / 1e9)) +
                    " GB are free (the system would end the sweep) choose a smaller economy or another machine, and --retry-failed");
}

/// Lives through the rows of units, one run after the other.
class Runner {
 public:
  Runner(const Design& design, const Config& base, const SweepOptions& options, int threads)
      : design_(design),
        base_(base),
        options_(options),
        threads_(threads),
        same_layout_(std::ranges::none_of(design.parameters, shapes_series)) {}

  /// The run's record; nothing if the sweep gives up meanwhile.
  std::optional<RunRecord> run(const DesignRow& row) {
    RunRecord record{.run_id = row.run_id};
    try {
      start(row);
      if (!live()) return std::nullopt;
      keep(record);
      return record;
    } catch (const Error& error) {
      record.failure = error.what();
    } catch (const std::bad_alloc&) {
      record.failure = "there is not enough memory (other runs may have taken it) use fewer --jobs, and --retry-failed";
    }
    simulation_.reset();
    values_.reset();
    return record;
  }

  [[nodiscard]] const KeptLayout& layout() const { return layout_; }
  [[nodiscard]] std::int64_t household_periods() const {
    return simulation_ ? simulation_->households() * simulation_->periods_done() : 0;
  }

 private:
  void start(const DesignRow& row) {
    if (simulation_ && values_ && *values_ == row.values) return simulation_->restart(row.seed);
    Config config = base_;
    for (std::size_t p = 0; p < row.values.size(); ++p) {
      if (!row.values[p].empty()) config.set(design_.parameters[p], row.values[p]);
    }
    config.set("run.seed", std::to_string(row.seed));
    check_memory(config);
    if (simulation_) {
      simulation_->restart(config);
    } else {
      simulation_.emplace(config, threads_);
    }
    values_ = row.values;
  }

  /// False if the sweep gives up.
  bool live() {
    while (simulation_->periods_done() < simulation_->periods_total()) {
      if (is_set(options_.give_up)) return false;
      simulation_->step();
    }
    return true;
  }

  /// Where all runs are of one shape, what the series mean is found out once.
  void keep(RunRecord& record) {
    if (moments_.empty() || !same_layout_) {
      Outcome outcome = outcome_of(simulation_->measures(), options_.outputs);
      layout_ = std::move(outcome.layout);
      moments_ = std::move(outcome.moments);
      fingerprint_ = fingerprint(layout_);
    }
    record.layout = fingerprint_;
    record.values.reserve(layout_.values());
    for (const KeptSeries& series : layout_.series) {
      const std::span<const double> values = simulation_->series(series.name);
      for (const std::size_t t : moments_) {
        const std::span<const double> here = values.subspan(t * series.width, series.width);
        record.values.insert(record.values.end(), here.begin(), here.end());
      }
    }
  }

  const Design& design_;
  const Config& base_;
  const SweepOptions& options_;
  int threads_;
  bool same_layout_;
  std::optional<Simulation> simulation_;
  std::optional<std::vector<std::string>> values_;  ///< of the point at which the simulation is
  KeptLayout layout_;
  std::vector<std::size_t> moments_;
  std::uint64_t fingerprint_ = 0;
};

class Sweep {
 public:
  Sweep(const Design& design, const Config& base, const std::filesystem::path& folder, const SweepOptions& options)
      : design_(design), base_(base), options_(options), journal_(folder) {}

  SweepProgress run(std::vector<Unit> units, SweepProgress progress, int jobs, int threads) {
    progress_ = progress;
    units_ = std::move(units);
    std::vector<std::jthread> workers;
    try {
      for (int j = 1; j < jobs; ++j) workers.emplace_back([this, threads] { work(threads); });
    } catch (const std::system_error&) {  // the system allows no more threads: those that there are do it all
    }
    work(threads);
    workers.clear();
    if (fault_) std::rethrow_exception(fault_);
    return progress_;
  }

 private:
  [[nodiscard]] bool goes_on() const { return !is_set(options_.stop) && !broken_; }

  void work(int threads) {
    try {
      Runner runner(design_, base_, options_, threads);
      for (std::size_t u = next_.fetch_add(1); u < units_.size() && goes_on(); u = next_.fetch_add(1)) {
        for (const DesignRow* row : units_[u].rows) {
          if (!goes_on()) return;
          const std::optional<RunRecord> record = runner.run(*row);
          if (!record) return;
          record->failed() ? journal_.add(*record) : journal_.add(runner.layout(), *record);
          tell(runner.household_periods(), record->failed());
        }
      }
    } catch (...) {  // the journal cannot be written: nothing that follows could be kept
      const std::lock_guard lock(telling_);
      fault_ = std::current_exception();
      broken_ = true;
    }
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

std::int64_t chosen_rows(const Design& design, const SweepOptions& options) {
  check_shard(options.shard);
  std::int64_t rows = 0;
  for (std::size_t r = 0; r < design.rows.size(); ++r) rows += is_chosen(options, r, design.rows[r].run_id) ? 1 : 0;
  return rows;
}

SharedCores share_cores(const Design& design, const Config& config, const SweepOptions& options, std::int64_t rows) {
  double households = config.number("population.households");
  const auto sized = std::ranges::find(design.parameters, "population.households");
  for (const DesignRow& row : design.rows) {
    if (sized != design.parameters.end())
      households = std::max(
          households, std::strtod(row.values[static_cast<std::size_t>(sized - design.parameters.begin())].c_str(), nullptr));
  }
  const double free = available_bytes(), most = free_share * free / (bytes_of_a_run + bytes_of_a_household * households);
  const int cores = available_threads(), by_memory = free > 0 ? static_cast<int>(std::clamp(most, 1.0, 1e6)) : cores;
  const int jobs = options.jobs > 0 ? options.jobs : std::min(cores, by_memory);
  SharedCores shared;
  shared.jobs = static_cast<int>(std::clamp<std::int64_t>(jobs, 1, std::max<std::int64_t>(1, rows)));
  shared.threads_per_run = options.threads_per_run > 0 ? options.threads_per_run : std::max(1, cores / shared.jobs);
  return shared;
}

SweepProgress run_sweep(const Design& design, const Config& config, const std::filesystem::path& folder,
                        const SweepOptions& options) {
  config.check();
  check_shard(options.shard);
  check_parameters(design, config);
  check_outputs(options.outputs);
  check_series(config, options.outputs);
  open_sweep_folder(folder,
                    {"povtrap " + std::string(version()) + " (" + std::string(commit()) + ")", design_digest(design),
                     config.to_toml(), options.outputs},
                    design);
  const SweepRuns before = runs_of_sweep(folder);
  SweepProgress progress;
  std::vector<const DesignRow*> rows;
  for (std::size_t r = 0; r < design.rows.size(); ++r) {
    if (!is_chosen(options, r, design.rows[r].run_id)) continue;
    const bool failed = before.state[r] == RunState::failed;
    progress.rows += 1;
    if (before.state[r] == RunState::done || (failed && !options.retry_failed)) {
      progress.before += 1;
      progress.failed += failed ? 1 : 0;
    } else {
      rows.push_back(&design.rows[r]);
    }
  }
  const SharedCores cores = share_cores(design, config, options, std::ssize(rows));
  return Sweep(design, config, folder, options)
      .run(units_of(rows, static_cast<std::size_t>(cores.jobs)), progress, cores.jobs, cores.threads_per_run);
}

}  // namespace povtrap
