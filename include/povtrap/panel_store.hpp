#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace povtrap {

/// Where a running simulation puts its panel, so that memory does not grow with the number of waves: piece by piece, each of
/// several whole waves of one variable. `PanelFile` (povtrap/result_file.hpp) keeps them on disk.
class PanelStore {
 public:
  PanelStore() = default;
  virtual ~PanelStore() = default;
  PanelStore(const PanelStore&) = delete;
  PanelStore& operator=(const PanelStore&) = delete;

  /// How many waves of so many households make a piece.   Ensures: at least 1, and always the same.
  [[nodiscard]] virtual std::size_t waves_of_piece(std::size_t households) const = 0;

  /// Takes the next piece of a variable: wave after wave, one value for each household.
  /// Throws: IoError if this piece or one before it cannot be kept.
  virtual void put(const std::string& variable, std::size_t households, std::vector<float> values) = 0;

  /// All values of a variable that were put, in their order.   Throws: IoError.
  [[nodiscard]] virtual std::vector<float> values_of(const std::string& variable) const = 0;
};

}  // namespace povtrap
