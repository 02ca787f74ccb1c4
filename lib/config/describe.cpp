#include "config/describe.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <povtrap/error.hpp>
#include <utility>

#include "core/field_text.hpp"

namespace povtrap {

namespace {

using Json = nlohmann::ordered_json;

std::string_view section_of(std::string_view path) {
  const auto dot = path.rfind('.');
  return dot == std::string_view::npos ? std::string_view{} : path.substr(0, dot);
}

std::string_view key_of(std::string_view path) {
  return path.substr(path.rfind('.') + 1);
}

std::string_view origin_name(Origin origin) {
  constexpr std::array<std::string_view, 3> names = {"sourced", "calibrated", "free"};
  return names[static_cast<std::size_t>(origin)];
}

/// Comments and table rows must stay on their line, and TOML forbids control characters in comments.
std::string one_line(std::string text) {
  constexpr unsigned char first_printable = 0x20;
  constexpr char erase = 0x7f;
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < first_printable || c == erase; }, ' ');
  return text;
}

std::string comment(const std::string& text) {
  return "# " + one_line(text) + "\n";
}

std::string note_of(const Field& field) {
  std::string text = field.meaning.empty() ? std::string(key_of(field.path)) : field.meaning;
  if (field.unit != "1" && !field.unit.empty()) text += " [" + field.unit + "]";
  text += " (" + range_text(field) + "; ";
  return text + (field.source.empty() ? std::string(origin_name(field.origin)) : field.source) + ")";
}

/// The same text means the same bits, which == would not say of 0.0 and -0.0.
bool is_changed(const Field& field, const FieldValue& value) {
  return value_text(value) != value_text(field.default_value);
}

std::string section_header(std::string_view section, const Fields& fields) {
  const auto known = std::ranges::find(fields.sections(), section, &std::pair<std::string, std::string>::first);
  const bool has_meaning = known != fields.sections().end() && !known->second.empty();
  std::string header = "\n";
  if (has_meaning) header += comment(known->second);
  header += '[';
  header += section;
  header += "]\n";
  return header;
}

/// Sections in the order in which their first parameter was declared, the nameless one in front: in TOML it cannot come later.
std::vector<std::string> section_order(const Fields& fields) {
  std::vector<std::string> order = {""};
  for (const auto& field : fields.all()) {
    const std::string section(section_of(field.path));
    if (std::ranges::find(order, section) == order.end()) order.push_back(section);
  }
  return order;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

/// Whether a pattern with * (any letters) and ? (one letter) covers the whole text.
bool glob_matches(std::string_view pattern, std::string_view text) {
  std::vector<char> reachable(text.size() + 1, 0);  // can the pattern so far end before letter i?
  reachable[0] = 1;
  for (const char wanted : pattern) {
    if (wanted == '*') {
      std::partial_sum(reachable.begin(), reachable.end(), reachable.begin(),
                       [](char a, char b) { return static_cast<char>(a | b); });
      continue;
    }
    for (std::size_t i = text.size(); i > 0; --i) {
      reachable[i] = static_cast<char>(reachable[i - 1] != 0 && (wanted == '?' || wanted == text[i - 1]));
    }
    reachable[0] = 0;
  }
  return reachable.back() != 0;
}

bool is_wanted(std::string_view path, std::string_view pattern) {
  if (pattern.find_first_of("*?") == std::string_view::npos) return lower(path).find(lower(pattern)) != std::string::npos;
  return glob_matches(lower(pattern), lower(path));
}

constexpr std::size_t columns = 6;
using Row = std::array<std::string, columns>;

/// Characters a terminal shows, counting each UTF-8 character once.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

/// A cell longer than this pushes its own row only, so that one long list does not widen the whole table.
std::string aligned(const std::vector<Row>& rows) {
  constexpr std::size_t widest = 40;
  std::array<std::size_t, columns> widths{};
  for (const auto& row : rows) {
    for (std::size_t c = 0; c < columns; ++c) widths[c] = std::max(widths[c], std::min(width(row[c]), widest));
  }
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t c = 0; c + 1 < columns; ++c) {
      const std::size_t used = width(row[c]);
      out += row[c] + std::string((used < widths[c] ? widths[c] - used : 0) + 2, ' ');
    }
    out += row.back();
    out.erase(out.find_last_not_of(' ') + 1);
    out += '\n';
  }
  return out;
}

Json json_of(const FieldValue& value) {
  return std::visit([](const auto& held) { return Json(held); }, value);
}

void add_range(Json& schema, const Field& field) {
  if (std::isfinite(field.minimum)) schema["minimum"] = field.minimum;
  if (std::isfinite(field.maximum)) schema["maximum"] = field.maximum;
}

/// An integer may be written 5e4 in TOML, which "integer" of Draft 4 would refuse: so it is a number that is a multiple of 1.
Json schema_of(const Field& field) {
  static const std::map<std::string_view, std::string_view> types = {{"flag", "boolean"},  {"integer", "number"},
                                                                     {"number", "number"}, {"text", "string"},
                                                                     {"numbers", "array"}, {"names", "array"}};
  const std::string_view kind = field.kind();
  Json schema = {{"type", types.at(kind)}, {"description", note_of(field)}, {"default", json_of(field.default_value)}};
  if (kind == "integer") schema["multipleOf"] = 1;
  if (kind == "integer" || kind == "number") add_range(schema, field);
  if (kind == "names") schema["items"] = {{"type", "string"}};
  if (kind == "numbers") {
    schema["items"] = {{"type", "number"}};
    add_range(schema["items"], field);
  }
  if (!field.choices.empty()) schema["enum"] = field.choices;
  return schema;
}

/// The schema of a section within its parents', made on first use.
Json& section_schema(Json& root, std::string_view section, const Fields& fields) {
  if (section.empty()) return root;
  Json& parent = section_schema(root, section_of(section), fields)["properties"];
  Json& schema = parent[std::string(key_of(section))];
  if (!schema.is_null()) return schema;
  schema["type"] = "object";
  const auto known = std::ranges::find(fields.sections(), section, &std::pair<std::string, std::string>::first);
  if (known != fields.sections().end() && !known->second.empty()) schema["description"] = known->second;
  schema["additionalProperties"] = false;
  schema["properties"] = Json::object();
  return schema;
}

}  // namespace

std::string echo_toml(const Fields& fields, std::span<const FieldValue> values, bool only_changed) {
  std::string out;
  for (const auto& section : section_order(fields)) {
    std::string lines;
    for (std::size_t f = 0; f < fields.all().size(); ++f) {
      const Field& field = fields.all()[f];
      if (section_of(field.path) != section || (only_changed && !is_changed(field, values[f]))) continue;
      lines += comment(note_of(field)) + std::string(key_of(field.path)) + " = " + value_text(values[f]) + "\n";
    }
    if (!lines.empty() && !section.empty()) out += section_header(section, fields);
    out += lines;
  }
  return out.starts_with('\n') ? out.substr(1) : out;
}

std::string echo_toml(const Fields& fields, bool only_changed) {
  std::vector<FieldValue> values;
  for (const Field& field : fields.all()) values.push_back(field.value());
  return echo_toml(fields, values, only_changed);
}

std::string parameter_table(const Fields& fields, std::string_view pattern) {
  std::vector<Row> rows = {{"path", "default", "unit", "range", "origin", "meaning"}};
  for (const auto& field : fields.all()) {
    if (!is_wanted(field.path, pattern)) continue;
    const std::string meaning = field.source.empty() ? field.meaning : field.meaning + " (" + field.source + ")";
    rows.push_back({field.path, value_text(field.default_value), field.unit, range_text(field),
                    std::string(origin_name(field.origin)), one_line(meaning)});
  }
  if (rows.size() == 1) {
    const std::string near = fields.nearest(pattern);
    throw ConfigError("no parameter matches \"" + std::string(pattern) + "\" (there is nothing to show) " +
                      (near.empty() ? "use a part of a path, or a pattern such as saving.*" : "did you mean " + near + "?"));
  }
  return aligned(rows);
}

std::string json_schema(const Fields& fields) {
  Json root = {{"$schema", "http://json-schema.org/draft-04/schema#"},
               {"title", "povtrap configuration"},
               {"type", "object"},
               {"additionalProperties", false},
               {"properties", Json::object()}};
  root["properties"]["include"] = {
      {"type", "string"},
      {"description", "Another TOML file, relative to this one, whose settings come first and are overridden here"}};
  for (const auto& field : fields.all()) {
    section_schema(root, section_of(field.path), fields)["properties"][std::string(key_of(field.path))] = schema_of(field);
  }
  constexpr int indent = 2;
  return root.dump(indent) + "\n";
}

}  // namespace povtrap
