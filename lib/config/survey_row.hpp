#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace povtrap {

/// Place of a column that the file does not have.
inline constexpr std::size_t no_column = static_cast<std::size_t>(-1);

/// What a number may be.
struct NumberRange {
  double least, most;
  bool whole = false;
};

/// Reads the fields of one row; the first thing that is wrong with it is kept as the reason.
class RowReader {
 public:
  /// `missing`: texts that stand for a missing value. Both must outlive the reader.
  RowReader(const std::vector<std::string>& fields, const std::vector<std::string>& missing)
      : fields_(fields), missing_(missing) {}

  /// A number in a range; `otherwise` if the file has no such column.
  double number(std::size_t place, const std::string& column, double otherwise, const NumberRange& range);
  /// Whether the text is among those that mean yes; no if the file has no such column.
  bool category(std::size_t place, const std::string& column, const std::vector<std::string>& yes);
  /// The text itself; empty if the file has no such column.
  std::string text(std::size_t place, const std::string& column);

  /// Why the row cannot be used; empty if it can.
  [[nodiscard]] const std::string& reason() const { return reason_; }

 private:
  [[nodiscard]] bool is_missing(const std::string& text) const;
  void refuse(const std::string& column, const std::string& found, const std::string& reason);

  const std::vector<std::string>& fields_;
  const std::vector<std::string>& missing_;
  std::string reason_;
};

}  // namespace povtrap
