#include "table.hpp"

#include <algorithm>

namespace povtrap::app {

std::string Table::text() const {
  if (rows_.size() == 1) return "";
  std::vector<std::size_t> widths(rows_.front().size(), 0);
  for (const auto& row : rows_) {
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], width_of(row[c]));
  }
  std::string text = "\n" + title_ + "\n";
  for (const auto& row : rows_) {
    std::string line;
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::string gap(widths[c] - width_of(row[c]), ' ');
      line += c == 0 ? row[c] + gap : "  " + gap + row[c];
    }
    text += line.erase(line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::size_t width_of(const std::string& text) {
  constexpr unsigned char continues = 0x80, mask = 0xC0;  // how bytes of UTF-8 after a character's first one begin
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & mask) != continues; }));
}

}  // namespace povtrap::app
