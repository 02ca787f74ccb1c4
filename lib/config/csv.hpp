#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace povtrap {

/// Reads the records of a text of separated values one by one, as RFC 4180 has them: a field in double quotes may hold
/// delimiters, line ends and doubled quotes. Lines may end in LF, CRLF or CR. Blanks around a field are no part of it; empty
/// lines are skipped.
class CsvReader {
 public:
  /// `text` must outlive the reader.
  CsvReader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

  /// The next record; false at the end. `fields` is used again, so that reading a million records allocates little.
  bool next(std::vector<std::string>& fields);

  /// Line on which the last record began, counted from 1.
  [[nodiscard]] std::int64_t line() const { return record_line_; }
  /// Whether the last record ended inside quotes: a quote is missing.
  [[nodiscard]] bool torn() const { return torn_; }

 private:
  void read_field(std::string& field);
  void read_quoted(std::string& field);
  [[nodiscard]] bool at_line_end() const { return at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r'; }
  void skip_line_end();
  void skip_empty_lines();

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
  std::int64_t line_ = 1, record_line_ = 0;
  bool torn_ = false;
};

}  // namespace povtrap
