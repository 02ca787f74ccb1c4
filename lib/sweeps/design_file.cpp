#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <map>
#include <povtrap/design.hpp>
#include <povtrap/error.hpp>
#include <set>

#include "config/csv.hpp"
#include "core/hash.hpp"

namespace povtrap {

namespace {

constexpr std::size_t shown_faults = 20, no_column = static_cast<std::size_t>(-1);

/// A field of a CSV file; quoted where a reader would take it apart.
std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos && !text.starts_with(' ') && !text.ends_with(' ')) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

/// What separates the fields: commas, or what a spreadsheet writes where the comma is the decimal sign.
char separator(std::string_view text) {
  const std::string_view header = text.substr(0, text.find_first_of("\r\n"));
  for (const char one : {',', ';', '\t'}) {
    if (header.find(one) != std::string_view::npos) return one;
  }
  return ',';
}

/// Half of the bytes of UTF-16 are zero in ordinary text; most of it begins with a byte order mark.
bool is_utf16(std::string_view text) {
  constexpr std::size_t looked_at = 4;
  return text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff") ||
         text.substr(0, looked_at).find('\0') != std::string_view::npos;
}

/// "0,1" or "-2,5e-3".
bool has_decimal_comma(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos) return false;
  std::string pointed(text);
  pointed[comma] = '.';
  double value = 0;
  const char* const end = pointed.data() + pointed.size();
  const auto [stop, error] = std::from_chars(pointed.data() + (text.starts_with('+') ? 1 : 0), end, value);
  return error == std::errc() && stop == end;
}

/// Where the columns of a run stand; all others are parameters.
struct Places {
  std::size_t run_id = no_column, point = no_column, replicate = no_column, seed = no_column, role = no_column;
  std::vector<std::size_t> parameters;
};

/// The first row of a point, and how many it has.
struct KnownPoint {
  std::size_t row = 0;
  std::int64_t line = 0, rows = 0;
};

class DesignReader {
 public:
  explicit DesignReader(std::string name) : name_(std::move(name)) {}

  Design read(std::string_view text) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";  // of spreadsheets
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    if (is_utf16(text))
      throw DataError(name_ + ": the file is written in UTF-16 (a design is read as UTF-8) save it as UTF-8; Excel calls that " +
                      "\"CSV UTF-8\"");
    separator_ = separator(text);
    CsvReader csv(text, separator_);
    std::vector<std::string> fields;
    if (!csv.next(fields))
      throw DataError(name_ + ": the file is empty (a design has a header and a row for each run) write one");
    read_header(fields);
    columns_ = fields.size();
    while (csv.next(fields)) read_row(csv, fields);
    if (design_.rows.empty() && faults_.empty()) fault(csv.line(), "no row follows the header (there is nothing to run)");
    report();
    if (places_.seed == no_column) number_seeds();
    return std::move(design_);
  }

 private:
  void fault(std::int64_t line, const std::string& what) {
    if (faults_.size() < shown_faults) faults_.push_back(name_ + ":" + std::to_string(line) + ": " + what);
    ++fault_count_;
  }

  void report() const {
    if (faults_.empty()) return;
    std::string all;
    for (const std::string& one : faults_) all += (all.empty() ? "" : "\n") + one;
    if (fault_count_ > faults_.size()) all += "\nand " + std::to_string(fault_count_ - faults_.size()) + " more";
    throw DataError(all);
  }

  void read_header(const std::vector<std::string>& header) {
    const std::map<std::string, std::size_t*> known{{"run_id", &places_.run_id},
                                                    {"point", &places_.point},
                                                    {"replicate", &places_.replicate},
                                                    {"seed", &places_.seed},
                                                    {"role", &places_.role}};
    std::set<std::string> seen;
    for (std::size_t c = 0; c < header.size(); ++c) {
      if (header[c].empty()) fault(1, "column " + std::to_string(c + 1) + " has no name; give it the path of a parameter");
      if (!seen.insert(header[c]).second) fault(1, "two columns are called \"" + header[c] + "\"; remove one");
      if (header[c] == "run.seed")
        fault(1, "the seed of a run stands in a column of its own (this one would be ignored) call it seed");
      const auto place = known.find(header[c]);
      if (place != known.end()) {
        *place->second = c;
      } else {
        places_.parameters.push_back(c);
        design_.parameters.push_back(header[c]);
      }
    }
  }

  std::int64_t number(const CsvReader& csv, const std::vector<std::string>& fields, std::size_t column, std::string_view name,
                      std::int64_t otherwise) {
    if (column == no_column) return otherwise;
    const std::string& text = fields[column];
    std::int64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error == std::errc() && stop == end && value >= 0) return value;
    fault(csv.line(), std::string(name) + " is \"" + text + "\" (it must be a whole number from 0 on)");
    return otherwise;
  }

  void read_row(const CsvReader& csv, const std::vector<std::string>& fields) {
    if (csv.torn()) return fault(csv.line(), "a quote is opened and never closed");
    if (std::ranges::all_of(fields, &std::string::empty)) return;  // spreadsheets write separators for empty lines
    if (fields.size() != columns_) {
      const bool parted = separator_ == ',' && fields.size() > columns_;
      return fault(csv.line(), std::to_string(fields.size()) + " fields, but the header has " + std::to_string(columns_) +
                                   (parted ? " (a decimal comma makes two fields of a number) write decimal points" : ""));
    }
    DesignRow row;
    for (const std::size_t c : places_.parameters) row.values.push_back(value(csv, fields[c], row.values.size()));
    row.run_id = number(csv, fields, places_.run_id, "run_id", std::ssize(design_.rows));
    row.seed = number(csv, fields, places_.seed, "seed", 1);
    if (places_.role != no_column) row.role = fields[places_.role];
    const auto same = points_of_values_.try_emplace({row.values, row.role}, std::ssize(points_of_values_)).first;
    row.point = number(csv, fields, places_.point, "point", same->second);
    KnownPoint& point = points_.try_emplace(row.point, KnownPoint{design_.rows.size(), csv.line(), 0}).first->second;
    check_point(csv, row, point);
    row.replicate = number(csv, fields, places_.replicate, "replicate", point.rows++);
    if (!ids_.insert(row.run_id).second) fault(csv.line(), "run_id " + std::to_string(row.run_id) + " is there twice");
    design_.rows.push_back(std::move(row));
  }

  const std::string& value(const CsvReader& csv, const std::string& text, std::size_t parameter) {
    if (has_decimal_comma(text))
      fault(csv.line(), design_.parameters[parameter] + " is \"" + text +
                            "\" (a decimal comma is not understood, nor one between thousands) write it with a decimal point");
    return text;
  }

  /// Rows of one point are averaged.
  void check_point(const CsvReader& csv, const DesignRow& row, const KnownPoint& point) {
    if (point.row == design_.rows.size()) return;
    const DesignRow& first = design_.rows[point.row];
    const std::string start = "point " + std::to_string(row.point) + " has ",
                      end =
                          " (rows of one point may differ in replicate and seed only) number the points anew, or leave the "
                          "column out";
    const auto differ = [&](const std::string& name, const std::string& here, const std::string& there) {
      fault(csv.line(),
            start + name + " = \"" + here + "\" here but \"" + there + "\" in line " + std::to_string(point.line) + end);
    };
    const auto [here, there] = std::ranges::mismatch(row.values, first.values);
    if (here != row.values.end()) {
      differ(design_.parameters[static_cast<std::size_t>(here - row.values.begin())], *here, *there);
    } else if (row.role != first.role) {
      differ("role", row.role, first.role);
    }
  }

  /// Replicates of all points share their seeds, so that luck cancels between points.
  void number_seeds() {
    const std::int64_t first = std::ranges::min(design_.rows, {}, &DesignRow::replicate).replicate;
    for (DesignRow& row : design_.rows) row.seed = row.replicate - first + 1;
  }

  std::string name_;
  Design design_;
  Places places_;
  std::size_t columns_ = 0, fault_count_ = 0;
  char separator_ = ',';
  std::map<std::pair<std::vector<std::string>, std::string>, std::int64_t> points_of_values_;
  std::map<std::int64_t, KnownPoint> points_;
  std::set<std::int64_t> ids_;
  std::vector<std::string> faults_;
};

}  // namespace

Design read_design(const std::filesystem::path& csv) {
  std::ifstream stream(csv, std::ios::binary);
  if (!stream.is_open() || std::filesystem::is_directory(csv))
    throw IoError("the design \"" + csv.string() + "\" cannot be opened (nothing was read) check the name and the folder");
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  return DesignReader(csv.generic_string()).read(text);
}

std::string design_csv(const Design& design) {
  const bool roles = design.has_roles();
  std::string text = roles ? "run_id,point,replicate,seed,role" : "run_id,point,replicate,seed";
  for (const std::string& path : design.parameters) text += "," + csv_field(path);
  text += "\n";
  for (const DesignRow& row : design.rows) {
    text += std::to_string(row.run_id) + "," + std::to_string(row.point) + "," + std::to_string(row.replicate) + "," +
            std::to_string(row.seed);
    if (roles) text += "," + csv_field(row.role);
    for (const std::string& value : row.values) text += "," + csv_field(value);
    text += "\n";
  }
  return text;
}

std::string design_digest(const Design& design) {
  constexpr std::size_t digits = 16;
  return hash_of(design_csv(design)).substr(0, digits);
}

}  // namespace povtrap
