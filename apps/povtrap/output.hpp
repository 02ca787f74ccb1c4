#pragma once

#include <cstdint>
#include <string>

namespace povtrap::app {

/// Writes a result to standard output. A reader that has seen enough (`| head`) is no fault.
/// Throws: IoError if it cannot be written, for instance because the disk is full.
void print(const std::string& text);

/// Writes talk to standard error; nothing depends on whether anybody listens.
void tell(const std::string& text);

/// A count as people read it: 200000 as "200,000".
[[nodiscard]] std::string grouped(std::int64_t count);

/// One value as printf writes it, such as "%.1f".
[[nodiscard]] std::string number(const char* format, double value);

/// The text filled up with blanks to a width, before it or after it.
[[nodiscard]] std::string right(const std::string& text, std::size_t width);
[[nodiscard]] std::string left(const std::string& text, std::size_t width);

}  // namespace povtrap::app
