#include <povtrap/simulation.hpp>

#include <algorithm>
#include <povtrap/error.hpp>
#include <povtrap/registry.hpp>

#include "population/survey.hpp"
#include "simulation/period.hpp"
#include "simulation/profile.hpp"
#include "simulation/simulation_state.hpp"
#include "simulation/snapshot.hpp"
#include "simulation/survey_report.hpp"

namespace povtrap {

namespace {

/// A user's rules, as "slot: name".
std::vector<std::string> own_rule_names(const Config& config) {
  std::vector<std::string> names;
  if (config.own_rules().is_empty()) return names;
  for (const SlotDescription& slot : describe_slots(config)) {
    for (const RuleDescription& rule : slot.rules) {
      if (rule.own) names.push_back(slot.parameter.substr(0, slot.parameter.find('.')) + ": " + rule.name);
    }
  }
  return names;
}

}  // namespace

Simulation::Simulation(const Config& config, int threads) : state_(std::make_unique<State>(config, threads)) {}
Simulation::Simulation(std::unique_ptr<State> state) : state_(std::move(state)) {}
Simulation::~Simulation() = default;
Simulation::Simulation(Simulation&&) noexcept = default;
Simulation& Simulation::operator=(Simulation&&) noexcept = default;

bool Simulation::step() {
  if (periods_done() >= periods_total()) return false;
  Laps laps(state_->stage.profile.get());
  run_period(state_->stage);
  laps.spent(Spent::period);
  state_->recorder.record(state_->stage);
  laps.spent(Spent::recording);
  return periods_done() < periods_total();
}

void Simulation::run() {
  while (step()) {
  }
}

std::int64_t Simulation::periods_done() const {
  return state_->stage.economy.calendar.period;
}
std::int64_t Simulation::periods_total() const {
  const RunParameters& run = state_->model.run;
  return (run.burn_in_years + run.years) * run.periods_per_year;
}
std::int64_t Simulation::households() const {
  return static_cast<std::int64_t>(state_->stage.economy.households.size());
}
std::int64_t Simulation::year() const {
  return state_->stage.economy.calendar.year();
}
bool Simulation::burning_in() const {
  return state_->stage.economy.calendar.burning_in();
}
int Simulation::threads() const {
  return state_->stage.workers.threads();
}
void Simulation::use_threads(int threads) {
  state_->stage.workers.resize(threads);
}
void Simulation::start_profile() {
  state_->stage.profile = std::make_unique<Profile>();
}
std::vector<PhaseTime> Simulation::profile() const {
  const Profile* profile = state_->stage.profile.get();
  return profile == nullptr ? std::vector<PhaseTime>() : profile->times(period_story());
}
const Config& Simulation::config() const {
  return state_->chosen;
}

namespace {

/// The opening day of a model. If it cannot be built, for want of memory for instance, that of the configuration of before.
template <class State>
void open_again(std::unique_ptr<State>& state, std::unique_ptr<ConfiguredModel> model, const Config& before, int threads) {
  state.reset();  // two economies need not fit into memory at once
  try {
    state = std::make_unique<State>(std::move(model), threads);
  } catch (...) {
    state = std::make_unique<State>(std::make_unique<ConfiguredModel>(before), threads);
    throw;
  }
}

}  // namespace

void Simulation::restart(std::int64_t seed) {
  const int threads = this->threads();
  const Config before = config();
  Config after = before;
  after.set("run.seed", std::to_string(seed));
  std::unique_ptr<ConfiguredModel> model = std::move(state_->kept);
  model->reseed(seed);
  open_again(state_, std::move(model), before, threads);
  state_->chosen = std::move(after);
}

void Simulation::restart(const Config& config) {
  const int threads = this->threads();
  const Config before = this->config();
  std::unique_ptr<ConfiguredModel> model;
  if (state_->kept->can_become(config)) {
    state_->kept->become(config);
    model = std::move(state_->kept);
  } else {
    model = std::make_unique<ConfiguredModel>(config);
  }
  open_again(state_, std::move(model), before, threads);
}

Dataset Simulation::measures() const {
  return state_->recorder.result(state_->stage);
}
Dataset Simulation::snapshot() const {
  return snapshot_of(state_->stage);
}
std::span<const double> Simulation::series(std::string_view name) const {
  return state_->recorder.values(name);
}
std::size_t Simulation::bytes_per_household() const {
  return state_->stage.economy.households.bytes_per_household();
}

void Simulation::keep_panel_in(std::shared_ptr<PanelStore> store) {
  state_->recorder.panel().keep_in(std::move(store));
}

Dataset Simulation::result() const {
  return state_->described(state_->recorder.result(state_->stage));
}

Dataset Simulation::result_beside_store() const {
  return state_->described(state_->recorder.result_beside_store(state_->stage));
}

Dataset Simulation::State::described(Dataset data) {
  Dataset provenance;
  Config used = chosen;
  if (model.surveyed) used.set("survey.hash", model.surveyed->hash);
  provenance.variables.push_back({"config_toml",
                                  {},
                                  "1",
                                  stage.earlier.empty() ? "the resolved configuration; running it repeats this result"
                                                        : "the resolved configuration since the last branch",
                                  std::vector<std::string>{used.to_toml()},
                                  {}});
  if (const auto& earlier = stage.earlier; !earlier.empty()) {
    std::vector<std::string> tomls;
    std::vector<std::int64_t> periods;
    for (const EarlierConfiguration& one : earlier) tomls.push_back(one.toml), periods.push_back(one.until);
    provenance.dimensions.push_back({"branch", earlier.size(), false});
    provenance.variables.push_back(
        {"branch_config_toml", {"branch"}, "1", "the configuration until the simulation was branched", std::move(tomls), {}});
    provenance.variables.push_back(
        {"branch_period", {"branch"}, "1", "periods that were done when it was branched, burn-in included", std::move(periods), {}});
  }
  const std::vector<std::string> own = own_rule_names(used);
  if (!own.empty()) {
    provenance.dimensions.push_back({"own_rule", own.size(), false});
    provenance.variables.push_back(
        {"own_rules", {"own_rule"}, "1", "rules of the user's program, without which it cannot be repeated", own, {}});
  }
  if (const Survey* survey = model.surveyed.get()) {
    const auto text = [&](const char* name, const char* meaning, const std::string& value) {
      provenance.variables.push_back({name, {}, "1", meaning, std::vector<std::string>{value}, {}});
    };
    text("survey_file", "where the survey was read", survey->file);
    text("survey_hash", "XXH3 128-bit hash of its bytes, as xxhsum -H2 prints it", survey->hash);
    text("survey_dropped_rows", "the first rows that were left out, and why", survey->dropped_rows);
    data.groups.emplace_back("survey", survey_report(stage, data));
  }
  data.groups.emplace_back("provenance", std::move(provenance));
  return data;
}

std::vector<double> yearly_series(const Dataset& result, const std::string& name) {
  const Variable& variable = result.variable(name);
  const auto* values = std::get_if<std::vector<double>>(&variable.values);
  if (values == nullptr || variable.dimensions.empty() || variable.dimensions.front() != "time") {
    throw DataError(
        "'" + name +
        "' is not a series of numbers along time (yearly_series reads no other): see docs/format.md for the series of a result");
  }
  const Variable& period = result.variable("period_of_year");
  const auto& part = std::get<std::vector<std::int32_t>>(period.values);
  const std::size_t periods = part.size();
  std::int32_t last = 0;  // the period that closes a year
  for (const auto& [name_of, text] : period.attributes) last = name_of == "periods_per_year" ? std::stoi(text) : last;
  const std::size_t width = periods == 0 ? 1 : values->size() / periods;
  std::vector<double> yearly;
  for (std::size_t t = 0; t < periods; ++t) {
    if (part[t] == last) yearly.push_back((*values)[t * width]);
  }
  return yearly;
}

}  // namespace povtrap
