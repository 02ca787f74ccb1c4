#include "core/field_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace povtrap {

namespace {

/// Numbers of ordinary size are written without an exponent, because "100000" is easier to read than "1e+05".
bool reads_well_without_exponent(double value) {
  constexpr double smallest = 1e-5;
  constexpr double largest = 1e15;
  return value == 0 || (std::abs(value) >= smallest && std::abs(value) < largest);
}

/// TOML tells 1 from 1.0, so that a number must look like one.
std::string toml_number(double value) {
  std::string text = number_text(value);
  if (text.find_first_of(".enf") == std::string::npos) text += ".0";
  return text;
}

std::string quoted(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr unsigned char first_printable = 0x20;
  constexpr unsigned char erase = 0x7f;
  std::string out = "\"";
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\') {
      out += {'\\', letter};
    } else if (letter == '\n') {
      out += "\\n";
    } else if (letter == '\t') {
      out += "\\t";
    } else if (byte < first_printable || byte == erase) {
      out += {'\\', 'u', '0', '0', digits[byte / 16U], digits[byte % 16U]};
    } else {
      out += letter;
    }
  }
  return out + '"';
}

template <class Value, class ToText>
std::string listed(const std::vector<Value>& values, ToText to_text) {
  std::string out = "[";
  for (std::size_t i = 0; i < values.size(); ++i) out += (i == 0 ? "" : ", ") + to_text(values[i]);
  return out + "]";
}

struct TomlText {
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return toml_number(value); }
  std::string operator()(const std::string& value) const { return quoted(value); }
  std::string operator()(const std::vector<double>& values) const { return listed(values, toml_number); }
  std::string operator()(const std::vector<std::string>& values) const {
    return listed(values, [](const std::string& value) { return quoted(value); });
  }
};

/// How many bytes follow a leading byte of UTF-8, or -1 if it cannot lead.
int continuation_bytes(unsigned char lead) {
  if (lead < 0x80) return 0;
  if (lead >= 0xc2 && lead < 0xe0) return 1;
  if (lead >= 0xe0 && lead < 0xf0) return 2;
  if (lead >= 0xf0 && lead < 0xf5) return 3;
  return -1;
}

/// Overlong forms, surrogates and code points above U+10FFFF show in the second byte (RFC 3629, section 4).
bool second_byte_fits(unsigned char lead, unsigned char second) {
  if (lead == 0xe0) return second >= 0xa0;
  if (lead == 0xed) return second < 0xa0;
  if (lead == 0xf0) return second >= 0x90;
  if (lead == 0xf4) return second < 0x90;
  return true;
}

}  // namespace

std::string number_text(double value) {
  constexpr std::size_t longest = 32;  // sign, 17 digits, point, and 5 leading zeros or an exponent of 5 characters
  std::array<char, longest> buffer{};
  const auto format = reads_well_without_exponent(value) ? std::chars_format::fixed : std::chars_format::general;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format).ptr;
  return {buffer.data(), end};
}

std::string value_text(const FieldValue& value) {
  return std::visit(TomlText{}, value);
}

std::string range_text(const Field& field) {
  const std::string_view kind = field.kind();
  if (kind == "flag") return "true or false";
  if (!field.choices.empty()) {
    std::string words = "one of ";
    for (const auto& choice : field.choices) words += (&choice == &field.choices.front() ? "" : ", ") + choice;
    return words;
  }
  if (kind == "text" || kind == "names") return "any " + std::string(kind);
  const bool from = std::isfinite(field.minimum);
  const bool to = std::isfinite(field.maximum);
  if (from && to) return number_text(field.minimum) + " to " + number_text(field.maximum);
  if (from) return "at least " + number_text(field.minimum);
  if (to) return "at most " + number_text(field.maximum);
  return "any " + std::string(kind);
}

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i++]);
    const int follow = continuation_bytes(lead);
    if (follow < 0 || text.size() - i < static_cast<std::size_t>(follow)) return false;
    if (follow > 0 && !second_byte_fits(lead, static_cast<unsigned char>(text[i]))) return false;
    for (int k = 0; k < follow; ++k, ++i) {
      if ((static_cast<unsigned char>(text[i]) & 0xc0U) != 0x80U) return false;
    }
  }
  return true;
}

}  // namespace povtrap
