#pragma once

#include <povtrap/simulation.hpp>

#include <memory>
#include <string>
#include <utility>

#include "core/image.hpp"
#include "simulation/configured_model.hpp"
#include "simulation/recorder.hpp"
#include "simulation/stage.hpp"

namespace povtrap {

/// What a Simulation is made of. Everything but `stage` and `recorder` follows from the configuration.
struct Simulation::State {
  Config chosen;  ///< that of `kept` but for the seed, after restart()
  std::unique_ptr<ConfiguredModel> kept;
  const Model& model = kept->model();
  Stage stage;
  Recorder recorder;

  /// The opening day.
  State(std::unique_ptr<ConfiguredModel> built, int threads)
      : chosen(built->config()), kept(std::move(built)), stage(model, threads), recorder(model) {
    open_economy(stage);
  }
  State(const Config& config, int threads) : State(std::make_unique<ConfiguredModel>(config), threads) {}

  /// Goes on from a state that was kept.   Throws: DataError if the image ends too early.
  State(const Config& config, int threads, ImageReader& image)
      : chosen(config), kept(std::make_unique<ConfiguredModel>(config)), stage(model, threads), recorder(model) {
    image.get(static_cast<CarriedState&>(stage));
    image.get(recorder);
    open_own_work(stage);
  }

  /// Goes on from another's state as if the configuration had changed.   Requires: complaints_of_branch() has none.
  State(const Config& config, int threads, const State& before);

  /// What was measured together with how it came about.
  [[nodiscard]] Dataset described(Dataset measured);
};

}  // namespace povtrap
