#pragma once

#include <cstdint>
#include <filesystem>
#include <povtrap/sweep.hpp>
#include <string>

namespace povtrap {

/// What identifies a sweep: nothing in it may change between the processes that work on it.
struct SweepIdentity {
  std::string made_by;      ///< povtrap, its version and commit
  std::string design;       ///< digest
  std::string config_toml;  ///< base configuration with all its values
  SweepOutputs outputs;
};

/// The folder of a sweep: design.csv, config.toml, sweep.toml and journals.
/// Writes the first three if the folder is new, else compares them.   Throws: ConfigError that says what differs; IoError.
void open_sweep_folder(const std::filesystem::path& folder, const SweepIdentity& identity, const Design& design);

/// The design of a folder, read again.   Throws: DataError if it is none.
[[nodiscard]] Design design_of_sweep(const std::filesystem::path& folder);
[[nodiscard]] SweepIdentity identity_of_sweep(const std::filesystem::path& folder);
/// What its journals recognise it by.
[[nodiscard]] std::uint64_t sweep_number(const std::filesystem::path& folder);

}  // namespace povtrap
