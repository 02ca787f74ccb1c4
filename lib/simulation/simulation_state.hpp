#pragma once

#include <povtrap/simulation.hpp>

#include "core/image.hpp"
#include "simulation/recorder.hpp"
#include "simulation/stage.hpp"

namespace povtrap {

/// What a Simulation is made of. Everything but `stage` and `recorder` follows from the configuration.
struct Simulation::State {
  Config config;
  Model model;
  Stage stage;
  Recorder recorder;

  /// The opening day.
  State(const Config& chosen, int threads) : config(chosen), model(model_of(chosen)), stage(model, threads), recorder(model) {
    open_economy(stage);
  }

  /// Goes on from a state that was kept.   Throws: DataError if the image ends too early.
  State(const Config& chosen, int threads, ImageReader& image)
      : config(chosen), model(model_of(chosen)), stage(model, threads), recorder(model) {
    image.get(static_cast<CarriedState&>(stage));
    image.get(recorder);
    open_own_work(stage);
  }

  /// What was measured together with how it came about.
  [[nodiscard]] Dataset described(Dataset measured) const;
};

}  // namespace povtrap
