#include "config/toml_document.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <povtrap/error.hpp>
#include <system_error>
#include <utility>

// Compiled in here, so that programs which link the static library need not have libtomlplusplus. Compiling takes seconds: no
// other file includes it.
#undef TOML_HEADER_ONLY
#undef TOML_SHARED_LIB
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

namespace povtrap {

namespace {

namespace fs = std::filesystem;

/// A setting and its place in the file, by which settings are put in order: the parser keeps tables sorted by name.
struct Placed {
  toml::source_position place;
  Setting setting;
};

/// A text being read, and the files that led to it by inclusion, outermost first.
struct Source {
  std::string name;
  std::vector<fs::path> files;
  TableLists lists = TableLists::refused;
};

std::string position(const Source& source, const toml::source_position& place) {
  return source.name + ":" + std::to_string(place.line);
}

FieldValue numbers_of(const toml::array& array) {
  std::vector<double> values;
  for (const auto& node : array) values.push_back(*node.value<double>());
  return values;
}

FieldValue names_of(const toml::array& array) {
  std::vector<std::string> values;
  for (const auto& node : array) values.push_back(*node.value_exact<std::string>());
  return values;
}

/// Puts a node's value into the setting, or says why it cannot.
void take(const toml::node& node, Setting& setting) {
  if (const auto* flag = node.as_boolean()) {
    setting.value = flag->get();
  } else if (const auto* integer = node.as_integer()) {
    setting.value = integer->get();
  } else if (const auto* number = node.as_floating_point()) {
    setting.value = number->get();
  } else if (const auto* text = node.as_string()) {
    setting.value = text->get();
  } else if (const auto* array = node.as_array()) {
    const auto is_number = [](const toml::node& element) { return element.is_number(); };
    const auto is_text = [](const toml::node& element) { return element.is_string(); };
    if (std::ranges::all_of(*array, is_number)) {
      setting.value = numbers_of(*array);
    } else if (std::ranges::all_of(*array, is_text)) {
      setting.value = names_of(*array);
    } else {
      setting.problem =
          "a list of anything but numbers only or texts only (no parameter can hold it) write a flat list of one kind";
    }
  } else {
    setting.problem = "a date or time (no parameter can hold it) write a number, or put a text in quotes";
  }
}

/// Adds the settings of a table and of the tables in it; those of a list of tables may be numbered from 0.
void flatten(const toml::table& table, const std::string& prefix, const Source& source, std::vector<Placed>& out) {
  for (const auto& [key, node] : table) {
    std::string path = prefix + std::string(key.str());
    if (const auto* inner = node.as_table()) {
      flatten(*inner, path + ".", source, out);
      continue;
    }
    const auto* tables = node.as_array();
    if (source.lists == TableLists::numbered && tables != nullptr && tables->is_array_of_tables()) {
      for (std::size_t i = 0; i < tables->size(); ++i) {
        const toml::table& one = *tables->get(i)->as_table();
        const std::string numbered = path + "." + std::to_string(i);
        const auto place = one.source().begin;
        if (one.empty()) out.push_back({place, {numbered, false, position(source, place), {}}});
        flatten(one, numbered + ".", source, out);
      }
      continue;
    }
    const auto place = key.source().begin;
    Placed placed{place, {std::move(path), false, position(source, place), {}}};
    take(node, placed.setting);
    out.push_back(std::move(placed));
  }
}

std::string text_of(const fs::path& file, const std::string& included_at) {
  const std::string origin = included_at.empty() ? "" : included_at + ": include = \"" + file.generic_string() + "\": ";
  const std::string start = origin + "the configuration file " + file.generic_string() + " ";
  std::error_code ignored;
  if (!fs::exists(file, ignored))
    throw ConfigError(start + "does not exist (nothing was read) check the spelling and the folder");
  if (fs::is_directory(file, ignored)) throw ConfigError(start + "is a folder (nothing was read) name a .toml file in it");
  std::ifstream stream(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream.good() && !stream.eof()) throw ConfigError(start + "cannot be read (nothing was read) check its permissions");
  return text;
}

std::vector<Setting> read_file(const fs::path& file, Source source, const std::string& included_at);

/// The settings of the file that `document` includes, if it includes one.
std::vector<Setting> read_included(const toml::table& document, const Source& source) {
  const auto* node = document.get("include");
  if (node == nullptr) return {};
  const std::string where = position(source, node->source().begin);
  const auto* name = node->as_string();
  if (name == nullptr) {
    throw ConfigError(where + ": include is not a text (the other file cannot be found) write include = \"other.toml\"");
  }
  const fs::path file = (fs::path(source.name).parent_path() / name->get()).lexically_normal();
  return read_file(file, source, where);
}

/// The parser goes one call deeper for each part of a dotted key, so that a key of many thousand parts would overflow the stack.
void refuse_endless_keys(std::string_view text, const Source& source) {
  constexpr std::size_t most = 1000;
  std::size_t dots = 0;
  std::size_t line = 1;
  for (const char c : text) {
    if (c == '\n') ++line;
    if (c == '\n' || c == ',' || c == '=') dots = 0;
    if (c == '.' && ++dots > most) {
      throw ConfigError(source.name + ":" + std::to_string(line) + ": more than " + std::to_string(most) +
                        " dots in a row of names (no parameter lies that deep) shorten this line");
    }
  }
}

std::vector<Setting> parse(std::string_view text, const Source& source) {
  refuse_endless_keys(text, source);
  toml::table document;
  try {
    document = toml::parse(text, source.name);
  } catch (const toml::parse_error& error) {
    const auto& place = error.source().begin;
    throw ConfigError(position(source, place) + ":" + std::to_string(place.column) + ": " + std::string(error.description()) +
                      " (this is not TOML, so nothing was read) mend this line or the one before it");
  }
  std::vector<Setting> settings = read_included(document, source);
  document.erase("include");
  std::vector<Placed> own;
  flatten(document, "", source, own);
  std::ranges::stable_sort(own, [](const Placed& a, const Placed& b) {
    return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
  });
  for (auto& placed : own) settings.push_back(std::move(placed.setting));
  return settings;
}

std::vector<Setting> read_file(const fs::path& file, Source source, const std::string& included_at) {
  const std::string text = text_of(file, included_at);
  const fs::path identity = fs::weakly_canonical(file);
  if (std::ranges::find(source.files, identity) != source.files.end()) {
    throw ConfigError(included_at + ": include = \"" + file.generic_string() +
                      "\" leads back to a file that is being read (it would never end) remove one of the includes");
  }
  source.files.push_back(identity);
  source.name = file.generic_string();
  return parse(text, source);
}

}  // namespace

std::vector<Setting> read_toml(const std::filesystem::path& file, TableLists lists) {
  return read_file(file, {.name = {}, .files = {}, .lists = lists}, {});
}

std::vector<Setting> parse_toml(std::string_view text, std::string name, TableLists lists) {
  return parse(text, {std::move(name), {}, lists});
}

namespace {

/// A plain decimal fraction, which sweeps set by the thousand, without asking the parser of whole documents.
std::optional<double> plain_fraction(std::string_view text) {
  const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
  const std::size_t point = digits.find('.');
  const auto is_number = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (point == std::string_view::npos || !is_number(digits.substr(0, point)) || !is_number(digits.substr(point + 1))) return {};
  if (point > 1 && digits.front() == '0') return {};  // which TOML does not allow
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  return fault == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<FieldValue> parse_toml_value(std::string_view text) {
  if (const auto fraction = plain_fraction(text)) return *fraction;
  try {
    refuse_endless_keys(text, {});
    const toml::table document = toml::parse("value = " + std::string(text));
    const auto* node = document.get("value");
    if (document.size() != 1 || node->is_table()) return std::nullopt;
    Setting setting;
    take(*node, setting);
    if (!setting.problem.empty()) return std::nullopt;
    return setting.value;
  } catch (const toml::parse_error&) {
    return std::nullopt;
  } catch (const ConfigError&) {
    return std::nullopt;
  }
}

}  // namespace povtrap
