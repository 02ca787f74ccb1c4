#include <algorithm>
#include <array>
#include <povtrap/error.hpp>
#include <string_view>

#include "core/faults.hpp"
#include "core/field_text.hpp"
#include "core/fields.hpp"
#include "simulation/simulation_state.hpp"

namespace povtrap {

namespace {

/// A parameter, or a section if the name ends with a dot, that has done its work by the time a simulation can be branched, and
/// why.
struct UsedUp {
  std::string_view name, why;
};
constexpr std::string_view calendar = "periods have been counted by it";
constexpr std::string_view opening = "it shaped the opening day, which is over";
constexpr std::string_view measured = "it says what has been recorded from the base year on";
constexpr std::array used_up = {
    UsedUp{"run.periods_per_year", calendar},
    UsedUp{"run.burn_in_years", calendar},
    UsedUp{"run.growth_burn_in_years", calendar},
    UsedUp{"run.base_year", calendar},
    UsedUp{"poverty.line", "everything was opened in this unit"},
    UsedUp{"poverty.lines", measured},
    UsedUp{"output.panel_households", measured},
    UsedUp{"output.panel_every", measured},
    UsedUp{"regions.", opening},
    UsedUp{"population.", opening},
    UsedUp{"survey.", opening},
    UsedUp{"firms.households_per_firm", opening},
    UsedUp{"firms.debt", opening},
    UsedUp{"firms.jobs", opening},
    UsedUp{"firms.services_share", opening},
    UsedUp{"firms.town_share", opening},
    UsedUp{"firms.town_services_share", opening},
    UsedUp{"goods.export_share", opening},
    UsedUp{"credit.foreign_claims", opening},
    UsedUp{"government.initial_debt", opening},
};
/// Exceptions: what is read in every period, and what is only compared with the file.
constexpr std::array<std::string_view, 3> still_read = {"regions.saving_factor", "regions.services_elsewhere", "survey.hash"};

/// A parameter that a programme read when it began.
struct ReadAtStart {
  std::string_view name;
  const char *active, *start;  ///< switch, and parameter that says when, if there is one
};
constexpr std::array read_at_start = {
    ReadAtStart{"schooling.schooled", "schooling.active", nullptr},
    ReadAtStart{"insurance.expected_loss", "insurance.active", nullptr},
    ReadAtStart{"village_funds.endowment", "village_funds.active", "village_funds.start"},
    ReadAtStart{"village_funds.village", "village_funds.active", "village_funds.start"},
};

/// Has a programme begun?   `now`: years since the base year began.
bool has_begun(const ReadAtStart& one, const Config& config, double now) {
  return config.get(one.active) == "true" && (one.start == nullptr || config.number(one.start) < now);
}

std::string_view why_too_late(const std::string& path, const Config& before, double now) {
  if (std::ranges::find(still_read, path) != still_read.end()) return {};
  const auto read = std::ranges::find(read_at_start, path, &ReadAtStart::name);
  if (read != read_at_start.end()) return has_begun(*read, before, now) ? "it was read when the programme began" : "";
  const auto found = std::ranges::find_if(
      used_up, [&](const UsedUp& one) { return one.name.ends_with('.') ? path.starts_with(one.name) : path == one.name; });
  return found == used_up.end() ? std::string_view() : found->why;
}

/// Village funds are endowed in the period that village_funds.start names.
bool miss_endowment(const Config& before, const Config& after, double now) {
  constexpr ReadAtStart funds = {"", "village_funds.active", "village_funds.start"};
  return has_begun(funds, after, now) && !has_begun(funds, before, now);
}

/// What a configuration changes although it is too late for it, each in a sentence.
std::vector<std::string> complaints_of_branch(const Config& before, const Config& after, const Calendar& today) {
  std::vector<std::string> faults;
  const double now = static_cast<double>(today.period - today.burn_in_periods) * today.length();
  const Fields known = before.fields_again(), fields = after.fields_again();
  for (const Field& field : fields.all()) {
    if (known.find(field.path) == nullptr || before.get(field.path) == after.get(field.path)) continue;
    const std::string_view why = why_too_late(field.path, before, now);
    if (why.empty()) continue;
    faults.push_back(field.path + " = " + after.get(field.path) + " comes too late for a branch (" + std::string(why) +
                     ") leave it at " + before.get(field.path) + ", or start a new run");
  }
  if (miss_endowment(before, after, now)) {
    faults.push_back("village_funds.start = " + after.get("village_funds.start") +
                     " comes too late for a branch (funds would never be " + "endowed) set it to " + number_text(now) +
                     " or later");
  }
  return faults;
}

}  // namespace

Simulation::State::State(const Config& config, int threads, const State& before)
    : chosen(config), kept(std::make_unique<ConfiguredModel>(config)), stage(model, threads), recorder(model) {
  static_cast<CarriedState&>(stage) = before.stage;
  recorder.take_over(before.recorder);
  open_optional_columns(stage);
  open_own_work(stage);
}

Simulation Simulation::branch(const Config& config, int threads) const {
  config.check();
  const Calendar& now = state_->stage.economy.calendar;
  if (std::vector<std::string> faults = complaints_of_branch(state_->chosen, config, now); !faults.empty())
    throw_all(std::move(faults));
  auto state = std::make_unique<State>(config, threads == 0 ? this->threads() : threads, *state_);
  const std::string before = state_->chosen.to_toml();
  if (before != config.to_toml()) state->stage.earlier.push_back({now.period, before});
  return Simulation(std::move(state));
}

}  // namespace povtrap
