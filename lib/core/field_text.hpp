#pragma once

#include <string>
#include <string_view>

#include "core/fields.hpp"

namespace povtrap {

/// The shortest decimal number that reads back to the same bits: "0.2", "100000", "1e-07".
[[nodiscard]] std::string number_text(double value);

/// A value as TOML writes it, so that reading it back gives the same bits: 0.2, 1.0, "text", [1.0, 2.0], true.
[[nodiscard]] std::string value_text(const FieldValue& value);

/// What a parameter may be, in a few words: "0 to 1", "at least 1", "any number", "one of off, buffer", "true or false".
[[nodiscard]] std::string range_text(const Field& field);

/// Whether the bytes are text that any TOML, JSON or netCDF reader accepts.
[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace povtrap
