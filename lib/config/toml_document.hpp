#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/fields.hpp"

namespace povtrap {

/// One line of a configuration: which parameter gets which value, and where that was written.
struct Setting {
  std::string path;     ///< "saving.rate"
  FieldValue value;     ///< meaningless if there is a problem
  std::string where;    ///< "baseline.toml:12" or "--set"
  std::string problem;  ///< why the value cannot be held, e.g. because it is a date; empty if it can
};

/// What becomes of a list of tables: no parameter can hold one, but the points of a sweep are one, and come as "points.0.a";
/// one without settings as "points.0".
enum class TableLists : std::uint8_t { refused, numbered };

/// The settings of a TOML file in the order of its lines, tables flattened to paths. A top-level `include = "other.toml"`
/// (path relative to this file) puts the other file's settings first, so that this file's override them.
/// Throws: ConfigError with file, line, column and the parser's words if a file is missing, unreadable or not TOML, or includes
/// itself.
[[nodiscard]] std::vector<Setting> read_toml(const std::filesystem::path& file, TableLists lists = TableLists::refused);

/// The same for a text in memory; `name` stands for the file in messages, and includes are relative to its folder.
[[nodiscard]] std::vector<Setting> parse_toml(std::string_view text, std::string name, TableLists lists = TableLists::refused);

/// One value as written on the right of an equals sign in TOML; nothing if it is not TOML or not a value that a parameter can
/// hold.
[[nodiscard]] std::optional<FieldValue> parse_toml_value(std::string_view text);

}  // namespace povtrap
