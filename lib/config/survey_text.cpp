#include <algorithm>
#include <array>
#include <cstdio>
#include <povtrap/error.hpp>

#include "config/survey_file.hpp"

namespace povtrap {

namespace {

std::string where(const std::string& name, const std::string& bytes, std::size_t at) {
  return name + ":" + std::to_string(1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n')) + ": ";
}

/// Length of the UTF-8 character that begins here; 0 if none does.
std::size_t character_length(const std::string& bytes, std::size_t at) {
  const auto first = static_cast<unsigned char>(bytes[at]);
  const std::size_t length = first < 0x80                    ? 1
                             : first >= 0xC2 && first < 0xE0 ? 2
                             : first >= 0xE0 && first < 0xF0 ? 3
                             : first >= 0xF0 && first < 0xF5 ? 4
                                                             : 0;
  if (length == 0 || at + length > bytes.size()) return 0;
  for (std::size_t k = 1; k < length; ++k) {
    if ((static_cast<unsigned char>(bytes[at + k]) & 0xC0U) != 0x80U) return 0;
  }
  return length;
}

void check_utf8(const std::string& bytes, const std::string& name) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = character_length(bytes, at);
    if (length == 0) {
      std::array<char, 8> byte{};
      std::snprintf(byte.data(), byte.size(), "0x%02X", static_cast<unsigned>(static_cast<unsigned char>(bytes[at])));
      throw DataError(where(name, bytes, at) + "byte " + byte.data() +
                      " is not UTF-8 (names would be torn) set survey.encoding = \"latin-1\" if the file comes from an old "
                      "Western program, or save it as UTF-8");
    }
    at += length;
  }
}

std::string from_latin1(const std::string& bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto code = static_cast<unsigned char>(c);
    if (code < 0x80) {
      text += c;
    } else {
      text += static_cast<char>(0xC0U | (code >> 6U));
      text += static_cast<char>(0x80U | (code & 0x3FU));
    }
  }
  return text;
}

}  // namespace

std::string decoded(std::string bytes, const std::string& encoding, const std::string& name) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
    throw DataError(name + " is UTF-16, as spreadsheets call \"Unicode text\" (it cannot be read) save it as CSV in UTF-8");
  if (const auto zero = bytes.find('\0'); zero != std::string::npos)
    throw DataError(where(name, bytes, zero) + "a byte of zero (this is no text file) export the data as CSV");
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  if (encoding == "latin-1") return from_latin1(bytes);
  check_utf8(bytes, name);
  return bytes;
}

}  // namespace povtrap
