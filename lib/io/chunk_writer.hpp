#pragma once

#include <hdf5.h>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/parallel.hpp"
#include "io/chunk_shape.hpp"
#include "io/panel_chunks.hpp"

namespace povtrap {

/// How the arrays of a file are packed, by whom, and what is packed already.
struct Packing {
  int level = 1;                        ///< of deflate; 0: not at all
  const PanelChunks* panel = nullptr;   ///< first chunks of some variables
  std::optional<Workers> workers = {};  ///< if there are several threads

  [[nodiscard]] std::size_t chunks_elsewhere(const std::string& variable) const {
    return panel == nullptr ? 0 : panel->chunks_of(variable);
  }
};

/// Values of an array behind those that are packed already.
struct ArrayValues {
  std::span<const std::byte> bytes;
  std::span<const std::byte> missing;  ///< one value, by which the last chunk is filled up
};

/// Packs an array and puts it, chunk after chunk, into a dataset that was created for chunk_shape().
/// Throws: IoError.
void write_chunks(hid_t dataset, const std::string& name, const std::vector<Axis>& axes, const ArrayValues& values,
                  const Packing& packing);

}  // namespace povtrap
