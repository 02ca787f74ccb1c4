#pragma once

#include <cstdint>

#include <povtrap/config.hpp>
#include <povtrap/fields.hpp>

#include "simulation/model.hpp"

namespace povtrap {

/// The model of a configuration, and the way to its parameters, by which the next configuration of a sweep changes only what is
/// different: no rule is made anew.
class ConfiguredModel {
 public:
  /// Throws: as model_of().
  explicit ConfiguredModel(const Config& config);
  ConfiguredModel(const ConfiguredModel&) = delete;
  ConfiguredModel& operator=(const ConfiguredModel&) = delete;

  [[nodiscard]] const Model& model() const { return model_; }
  /// What it was made of; another seed may have been given since.
  [[nodiscard]] const Config& config() const { return config_; }

  /// Other luck for the same model.
  void reseed(std::int64_t seed);

  /// Can it become the model of this configuration? Not if a user's rules are at hand, which may remember what they worked out
  /// from their parameters, nor with a survey, which has changed parameters itself.
  [[nodiscard]] bool can_become(const Config& next) const;
  /// Becomes the model of another configuration, as if it had been made of it.   Requires: can_become(next).
  /// Throws: ConfigError if parameters contradict each other; then nothing has changed.
  void become(const Config& next);

 private:
  void apply(const Config& before, const Config& next);

  Config config_;
  Model model_;
  Fields fields_;
};

}  // namespace povtrap
