#include "simulation/configured_model.hpp"

#include <povtrap/registry.hpp>

namespace povtrap {

ConfiguredModel::ConfiguredModel(const Config& config) : config_(config), model_(config.own_rules()), fields_(config.fields_again()) {
  fill_model(model_, fields_, config);
}

void ConfiguredModel::reseed(std::int64_t seed) {
  povtrap::reseed(model_, seed);
}

bool ConfiguredModel::can_become(const Config& next) const {
  return config_.has_rules_of(next) && next.own_rules().is_empty() && !model_.survey.wanted() && next.get("survey.file").empty();
}

void ConfiguredModel::become(const Config& next) {
  const std::int64_t seed = model_.run.seed;
  apply(config_, next);
  if (!model_.contradictions().empty()) {
    apply(next, config_);
    reseed(seed);
    next.check();  // says everything that is wrong
  }
  config_ = next;
}

void ConfiguredModel::apply(const Config& before, const Config& next) {
  next.apply_change(fields_, before);
  reseed(static_cast<std::int64_t>(next.number("run.seed")));  // there may have been others in between
}

}  // namespace povtrap
