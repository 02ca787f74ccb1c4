#pragma once

#include <povtrap/dataset.hpp>
#include <string>
#include <utility>
#include <vector>

#include "io/hid.hpp"

namespace povtrap {

/// Attributes as a Dataset holds them: names and texts, in order.
using Attributes = std::vector<std::pair<std::string, std::string>>;

/// Writes a fixed-length, null-terminated UTF-8 text, which netCDF tools see as `char`.
void write_attribute(hid_t object, const std::string& name, const std::string& value);

/// Writes units, long name, attributes and, for floating-point values that are no coordinate, the fill value NaN.
/// "flag_values" and "flag_masks" of integers become integers of the same type, as CF asks. Throws: DataError if they are none.
void write_variable_attributes(hid_t variable_id, const Variable& variable);

/// One attribute as text; numbers are separated by blanks. Throws: DataError if it is of another kind, IoError if there is none.
[[nodiscard]] std::string read_attribute(hid_t object, const std::string& name);

/// All attributes of an object but those of the file format, in order of creation.
[[nodiscard]] Attributes read_attributes(hid_t object);

}  // namespace povtrap
