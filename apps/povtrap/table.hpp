#pragma once

#include <string>
#include <vector>

namespace povtrap::app {

/// Rows of cells below a heading, every column as wide as it needs; the first one is set left, the others right.
class Table {
 public:
  Table(std::string title, std::vector<std::string> heading) : title_(std::move(title)) { rows_.push_back(std::move(heading)); }

  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  /// An empty line, the title and the rows; nothing if no row was added.
  [[nodiscard]] std::string text() const;

 private:
  std::string title_;
  std::vector<std::vector<std::string>> rows_;
};

/// Characters of a UTF-8 text as they stand on the screen.
[[nodiscard]] std::size_t width_of(const std::string& text);

}  // namespace povtrap::app
