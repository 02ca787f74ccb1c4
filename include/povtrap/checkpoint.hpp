#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include <povtrap/simulation.hpp>

namespace povtrap {

/// Version of the format of checkpoints, the only one that is read. docs/format.md describes it.
inline constexpr std::uint32_t checkpoint_format = 1;

/// What a checkpoint says about itself.
struct CheckpointOrigin {
  std::string version, commit;  ///< of the povtrap that wrote it
  std::string note;             ///< what its writer wanted to remember
  std::int64_t periods_done;    ///< burn-in included
};

/// Throws: DataError as Simulation::resume does, but says nothing about the state itself.
[[nodiscard]] CheckpointOrigin checkpoint_origin(std::span<const std::byte> checkpoint);

/// Keeps a checkpoint in a file, replacing what is there: PATH.tmp is written, synchronised with the disk and renamed, so that
/// PATH holds the old checkpoint or the new one, whole, whenever the machine stops.   Throws: IoError.   In library povtrap::io.
void write_checkpoint(std::span<const std::byte> checkpoint, const std::filesystem::path& path);

/// The bytes of a checkpoint file.   Throws: IoError if it cannot be read.   In library povtrap::io.
[[nodiscard]] std::vector<std::byte> read_checkpoint(const std::filesystem::path& path);

}  // namespace povtrap
