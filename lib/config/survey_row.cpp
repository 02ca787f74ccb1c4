#include "config/survey_row.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/field_text.hpp"

namespace povtrap {

bool RowReader::is_missing(const std::string& text) const {
  return std::find(missing_.begin(), missing_.end(), text) != missing_.end();
}

void RowReader::refuse(const std::string& column, const std::string& found, const std::string& reason) {
  if (reason_.empty()) reason_ = column + " = \"" + found + "\" " + reason;
}

double RowReader::number(std::size_t place, const std::string& column, double otherwise, const NumberRange& range) {
  if (place == no_column) return otherwise;
  const std::string& text = fields_[place];
  const char* const end = text.data() + text.size();
  double value = 0;
  const auto [stop, fault] = std::from_chars(text.data() + (text.starts_with('+') ? 1 : 0), end, value);
  if (is_missing(text)) {
    refuse(column, text, "is missing");
  } else if (fault != std::errc() || stop != end || !std::isfinite(value)) {
    refuse(column, text, text.find(',') == std::string::npos ? "is no number" : "is no number: write decimals with a point");
  } else if (value < range.least) {
    refuse(column, text, range.least == 0 ? "is negative" : "is below " + number_text(range.least));
  } else if (value > range.most) {
    refuse(column, text, "is above " + number_text(range.most));
  } else if (range.whole && value != std::floor(value)) {
    refuse(column, text, "is no whole number");
  } else {
    return value;
  }
  return 1;
}

bool RowReader::category(std::size_t place, const std::string& column, const std::vector<std::string>& yes) {
  const std::string found = text(place, column);
  return place != no_column && std::find(yes.begin(), yes.end(), found) != yes.end();
}

std::string RowReader::text(std::size_t place, const std::string& column) {
  if (place == no_column) return {};
  if (is_missing(fields_[place])) refuse(column, fields_[place], "is missing");
  return fields_[place];
}

}  // namespace povtrap
