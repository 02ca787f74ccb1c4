#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/fields.hpp"

namespace povtrap {

/// Values of all parameters, in their order, as a TOML document with sections and comments that say meaning, unit, range and source.
/// Reading it gives the same values bit for bit. `only_changed` leaves out those at their default.
[[nodiscard]] std::string echo_toml(const Fields& fields, std::span<const FieldValue> values, bool only_changed);
/// The same with the values that the parameters hold now.   Requires: fields that were declared for the first time.
[[nodiscard]] std::string echo_toml(const Fields& fields, bool only_changed);

/// A table of path, default, unit, range, origin and meaning of the parameters whose path contains `pattern`, or matches it if it
/// has a * or ?, whatever the case. All of them if it is empty.
/// Throws: ConfigError with the nearest name if none matches.
[[nodiscard]] std::string parameter_table(const Fields& fields, std::string_view pattern);

/// A JSON Schema (Draft 4, the newest that TOML editors take) of a configuration file.
[[nodiscard]] std::string json_schema(const Fields& fields);

}  // namespace povtrap
