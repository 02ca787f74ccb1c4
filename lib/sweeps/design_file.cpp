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

/// Where the columns of a run stand; all others are parameters.
struct Places {
  std::size_t run_id = no_column, point = no_column, replicate = no_column, seed = no_column, role = no_column;
  std::vector<std::size_t> parameters;
};

class DesignReader {
 public:
  explicit DesignReader(std::string name) : name_(std::move(name)) {}

  Design read(std::string_view text) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";  // of spreadsheets
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    const char delimiter = text.substr(0, text.find_first_of("\r\n")).find(';') == std::string_view::npos ? ',' : ';';
    CsvReader csv(text, delimiter);
    std::vector<std::string> fields;
    if (!csv.next(fields))
      throw DataError(name_ + ": the file is empty (a design has a header and a row for each run) write one");
    read_header(fields);
    columns_ = fields.size();
    while (csv.next(fields)) read_row(csv, fields);
    if (design_.rows.empty() && faults_.empty()) fault(csv.line(), "no row follows the header (there is nothing to run)");
    report();
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
    if (fields.size() != columns_) {
      return fault(csv.line(), std::to_string(fields.size()) + " fields, but the header has " + std::to_string(columns_));
    }
    DesignRow row;
    for (const std::size_t c : places_.parameters) row.values.push_back(fields[c]);
    row.run_id = number(csv, fields, places_.run_id, "run_id", std::ssize(design_.rows));
    row.seed = number(csv, fields, places_.seed, "seed", 1);
    if (places_.role != no_column) row.role = fields[places_.role];
    const auto [same, is_new] = points_.try_emplace({row.values, row.role}, std::pair(std::ssize(points_), std::int64_t{0}));
    row.point = number(csv, fields, places_.point, "point", same->second.first);
    row.replicate = number(csv, fields, places_.replicate, "replicate", same->second.second++);
    if (!ids_.insert(row.run_id).second) fault(csv.line(), "run_id " + std::to_string(row.run_id) + " is there twice");
    design_.rows.push_back(std::move(row));
  }

  std::string name_;
  Design design_;
  Places places_;
  std::size_t columns_ = 0, fault_count_ = 0;
  std::map<std::pair<std::vector<std::string>, std::string>, std::pair<std::int64_t, std::int64_t>> points_;
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
