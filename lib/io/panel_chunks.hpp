#pragma once

#include <cstddef>
#include <string>

#include "io/packing.hpp"

namespace povtrap {

/// Chunks of a result's variables that are packed already, in their order.
class PanelChunks {
 public:
  PanelChunks() = default;
  virtual ~PanelChunks() = default;
  PanelChunks(const PanelChunks&) = delete;
  PanelChunks& operator=(const PanelChunks&) = delete;

  [[nodiscard]] virtual std::size_t chunks_of(const std::string& variable) const = 0;
  /// Throws: IoError.
  [[nodiscard]] virtual PackedChunk chunk(const std::string& variable, std::size_t number) const = 0;
};

}  // namespace povtrap
