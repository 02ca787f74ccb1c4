#pragma once

#include <cstddef>
#include <povtrap/config.hpp>
#include <string>
#include <vector>

#include "arguments.hpp"
#include "checkpoint_keeper.hpp"

namespace povtrap::app {

/// A checkpoint from which a run is to go on.
struct Resumption {
  std::string file;
  std::vector<std::byte> checkpoint;
  RunNote note;
};

/// Says on standard error if another build wrote the checkpoint, unless quiet.
/// Throws: IoError, DataError with the reason why no run can be resumed from the file.
[[nodiscard]] Resumption read_resumption(const std::string& file, bool quiet);

/// The result file that belongs to a checkpoint.   Throws: ConfigError if its name does not say.
[[nodiscard]] std::string result_of_checkpoint(const std::string& file);

/// A resumed run cannot change its economy, but may be started by the same words as the first time.
/// `shorthands`: settings by options of their own, such as --seed.
/// Throws: ConfigError naming the first parameter that was asked to be different.
void check_same_configuration(const Config& kept, const ConfigArguments& asked,
                              const std::vector<std::pair<std::string, std::string>>& shorthands);

}  // namespace povtrap::app
