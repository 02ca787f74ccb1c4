#pragma once

#include <cstdint>
#include <memory>
#include <povtrap/panel_store.hpp>
#include <string>
#include <tuple>
#include <vector>

#include "simulation/stage.hpp"

namespace povtrap {

/// Households that are followed one by one, evenly spread over all: every so often a wave of them is taken.
class Panel {
 public:
  /// What is taken of each household, and the waves that are still in memory.
  struct Variable {
    std::string name, units, long_name;
    std::vector<float> values;

    static auto members(auto& self) { return std::tie(self.name, self.units, self.long_name, self.values); }
  };

  /// Takes a wave if one is due so many years after the base year began.
  void record(const Stage& stage, double now, std::int64_t month, std::int64_t year);

  /// From now on all full pieces go to the store, those that are in memory included.
  void keep_in(std::shared_ptr<PanelStore> store);
  /// The same with everything in memory.
  [[nodiscard]] Panel gathered() const;
  [[nodiscard]] bool is_all_in_memory() const { return waves_stored_ == 0; }

  [[nodiscard]] std::size_t households() const { return households_; }
  [[nodiscard]] const std::vector<std::int64_t>& months() const { return months_; }
  [[nodiscard]] const std::vector<std::int64_t>& years() const { return years_; }
  [[nodiscard]] const std::vector<Variable>& variables() const { return variables_; }
  /// Where the households of the sample stand today.
  [[nodiscard]] Column<std::uint32_t> places(const Households& households, const Workers& workers) const;

  static auto members(auto& self) {
    return std::tie(self.variables_, self.months_, self.years_, self.next_, self.households_);
  }

 private:
  /// Where the values of a variable go, which is new at the first wave, or later in a branch of the simulation.
  std::vector<float>& values_of(const Model& model, const char* name, const char* units, const char* long_name);
  void take_wave(const Stage& stage);
  /// Hands over what has become full.
  void put_pieces();

  std::shared_ptr<PanelStore> store_;
  std::size_t waves_stored_ = 0;
  Column<std::uint32_t> places_;  ///< of the last wave; people move once a year at most
  std::vector<Variable> variables_;
  std::vector<std::int64_t> months_, years_;
  double next_ = 0;             ///< when the last wave was taken [years after the base year began]
  std::uint64_t households_ = 0;  ///< in the sample
};

}  // namespace povtrap
