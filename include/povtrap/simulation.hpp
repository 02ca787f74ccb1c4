#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "povtrap/config.hpp"
#include "povtrap/dataset.hpp"
#include "povtrap/panel_store.hpp"

namespace povtrap {

/// Time that one part of the periods has taken.
struct PhaseTime {
  std::string name;           ///< of the phase as `povtrap describe` lists it; in brackets what is no phase
  double seconds = 0;         ///< by the clock on the wall
  double household_part = 0;  ///< of it, going through households block by block [s]
};

/// A simulated nation: households, firms, NGOs, governments, bank and world in closed accounts, period by period.
///
/// The same configuration gives the same bytes for any number of threads.
class Simulation {
 public:
  /// Builds the opening day. threads 0: all that are available.   Throws: ConfigError.
  explicit Simulation(const Config& config, int threads = 0);
  ~Simulation();
  Simulation(Simulation&&) noexcept;
  Simulation& operator=(Simulation&&) noexcept;

  /// Lives through one period. Returns false when the configured time is over.
  /// Throws: ModelError if the books do not balance.
  bool step();
  /// Lives through all remaining periods.
  void run();

  [[nodiscard]] std::int64_t periods_done() const;   ///< burn-in included
  [[nodiscard]] std::int64_t periods_total() const;  ///< burn-in included
  [[nodiscard]] std::int64_t households() const;
  [[nodiscard]] std::int64_t year() const;  ///< calendar year of the running period
  [[nodiscard]] bool burning_in() const;
  [[nodiscard]] int threads() const;
  /// Goes on with another number of threads, 0 for all that are available: only the time changes.   Throws: ConfigError.
  void use_threads(int threads);
  [[nodiscard]] std::size_t bytes_per_household() const;  ///< state, without scratch

  /// From now on the time of every phase is measured, anew. It costs a few percent.
  void start_profile();
  /// Where the time since start_profile() went; the entries add up to the time of all periods. Nothing if it was not called.
  [[nodiscard]] std::vector<PhaseTime> profile() const;

  /// Everything measured so far, as the result file holds it (docs/format.md).
  [[nodiscard]] Dataset result() const;
  /// The same without what tells where it comes from: what many short runs are compared by.
  [[nodiscard]] Dataset measures() const;

  /// One series of measures() so far, position after position along its other dimensions and then along time. Nothing is copied:
  /// it holds until the next step or restart.   Throws: DataError if nothing of this name has been recorded.
  [[nodiscard]] std::span<const double> series(std::string_view name) const;

  /// All households as they are now, one value each along the dimension "household", whose position is the household's number whoever
  /// has moved: what HouseholdBlock (povtrap/household_block.hpp) tells of them, with units. Memory: some 100 bytes for each.
  [[nodiscard]] Dataset snapshot() const;

  /// Goes back to the opening day with other luck. What does not depend on luck is used again: the checked configuration, its
  /// rules, a survey. All that follows is what Simulation() with `run.seed` = seed does, bit for bit.
  /// A profile and a store for the panel are to be given anew. Throws: ConfigError if the seed is negative, and then nothing has
  /// changed; if there is not enough memory, std::bad_alloc, and then it stands on the opening day of before.
  void restart(std::int64_t seed);
  /// Goes on to the opening day of another configuration, as the next point of a design. All that follows is what Simulation() with
  /// it does, bit for bit. The number of threads stays, and so does the model if both configurations come from the same one by set(), so
  /// that small runs start quickly. docs/howto/many-small-runs.md shows it.
  /// Throws: ConfigError, and then nothing has changed; the rest as above.
  void restart(const Config& config);

  /// Another simulation that goes on from here under another configuration, as an arm of an experiment that begins today: a copy of
  /// config() with changes. With config() itself both live through the same, bit for bit. What has been measured so far is in both
  /// results. `threads`: of the new one; 0 for as many as this one has. Memory: that of another simulation.
  /// A series that only one of the configurations has is NaN in the other's time. Another `run.seed` gives other luck from here on.
  /// Throws: ConfigError that lists all changes that come too late: of the opening day, the calendar, the unit of money and the panel.
  [[nodiscard]] Simulation branch(const Config& config, int threads = 0) const;

  /// From now on, the panel goes piece by piece to a store instead of memory. result(), checkpoint() and all numbers stay the same.
  /// Throws: IoError if the store fails; so do then the calls that put something there.
  void keep_panel_in(std::shared_ptr<PanelStore> store);
  /// result(), but panel variables hold only the waves that are not in the store: what `write_result` asks for beside a PanelFile.
  [[nodiscard]] Dataset result_beside_store() const;

  /// The whole state as bytes, the configuration included, from which resume() goes on. `note` comes back by
  /// checkpoint_origin() (povtrap/checkpoint.hpp). Memory: about bytes_per_household() for each household.
  [[nodiscard]] std::vector<std::byte> checkpoint(const std::string& note = {}) const;
  /// The simulation that a checkpoint was made of: all that follows is the same, bit for bit, with any number of threads.
  /// Throws: DataError with the reason if the bytes are damaged, no checkpoint, or come from a povtrap with another model.
  /// `own`: the rules of the user's program, if the run had any.
  [[nodiscard]] static Simulation resume(std::span<const std::byte> checkpoint, int threads = 0);
  [[nodiscard]] static Simulation resume(std::span<const std::byte> checkpoint, int threads, const Registry& own);
  [[nodiscard]] const Config& config() const;

 private:
  struct State;
  explicit Simulation(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Values of a series at the end of each year after the burn-in; for a series by poverty line, the first line.
/// Throws: DataError if there is no such variable along time.
[[nodiscard]] std::vector<double> yearly_series(const Dataset& result, const std::string& name);

/// One row of the period's story as `povtrap describe` prints it.
struct PhaseDescription {
  int number;
  std::string name, by, sentence;
};
[[nodiscard]] std::vector<PhaseDescription> describe_period();

/// A rule in its slot.
struct RuleDescription {
  std::string name, sentence;
  bool at_work;
  bool own;  ///< comes from the user's registry
};

/// A place that one or more of several rules fill. Slots that only a user's rules fill are there if there are such rules.
struct SlotDescription {
  std::string parameter;  ///< path that chooses the rule
  std::string chosen;     ///< a rule, or "all", "some" or "none"
  std::vector<RuleDescription> rules;  ///< all that could fill it
};
[[nodiscard]] std::vector<SlotDescription> describe_slots(const Config& config);

/// A trap or channel that can be turned over: which setting turns it, and whether it is on.
struct SwitchDescription {
  std::string name, parameter, on, off, meaning;
  bool is_on;
};
[[nodiscard]] std::vector<SwitchDescription> describe_switches(const Config& config);

}  // namespace povtrap
