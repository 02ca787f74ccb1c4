#include "comparisons.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <povtrap/replicates.hpp>

#include "output.hpp"

namespace povtrap::app {

namespace {

constexpr const char* schema = "povtrap.compare/1";

/// The shortest text that reads back as the same number.
std::string exact(double value) {
  if (!std::isfinite(value)) return "";
  std::array<char, 32> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

/// A text as a cell of a CSV file.
std::string cell(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

nlohmann::ordered_json object_of(const ComparedValue& value) {
  return {{"table", value.table}, {"measure", value.measure}, {"by", value.by},
          {"group", value.group}, {"year", value.year},       {"units", value.units},
          {"base", value.base},   {"reform", value.reform},   {"difference", value.difference},
          {"low", value.low},     {"high", value.high},       {"seeds", value.seeds}};
}

nlohmann::ordered_json object_of(const Comparisons::Reform& reform) {
  const Comparison& c = reform.comparison;
  nlohmann::ordered_json settings = nlohmann::ordered_json::array(), values = nlohmann::ordered_json::array();
  for (const ChangedSetting& changed : c.settings) {
    settings.push_back({{"parameter", changed.path}, {"base", changed.base}, {"reform", changed.reform}});
  }
  for (const ComparedValue& value : c.values) values.push_back(object_of(value));
  return {{"file", reform.file},
          {"title", reform.title},
          {"seeds", c.seeds},
          {"years", c.years},
          {"counted", c.counted},
          {"panel_households", c.panel_households},
          {"panel_months", c.panel_months},
          {"settings", settings},
          {"notes", c.notes},
          {"values", values}};
}

std::string file_and_title(const std::string& file, const std::string& title) {
  return title.empty() ? file : file + " (" + title + ")";
}

/// Long sentences in lines of the terminal's width.
std::string wrapped(const std::string& start, const std::string& text) {
  constexpr std::size_t width = 100;
  std::string lines, line = start;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    if (line.size() + 1 + word.size() > width && line != start) {
      lines += line + "\n";
      line = std::string(start.size(), ' ');
    }
    line += (line.empty() || line.back() == ' ' ? "" : " ") + word;
    at = end + 1;
  }
  return lines + line + "\n";
}

std::string heading(const Comparisons& all, const Comparisons::Reform& reform) {
  constexpr std::size_t most_settings = 8;
  const Comparison& c = reform.comparison;
  std::string text = wrapped("Base    ", file_and_title(all.base_file, all.base_title));
  text += wrapped("Reform  ", file_and_title(reform.file, reform.title));
  for (std::size_t i = 0; i < std::min(most_settings, c.settings.size()); ++i) {
    text += wrapped("        ", c.settings[i].path + " = " + c.settings[i].reform + " instead of " + c.settings[i].base);
  }
  if (c.settings.size() > most_settings) {
    text += "        and " + std::to_string(c.settings.size() - most_settings) + " more parameters (--json lists them)\n";
  }
  const bool one = c.seeds.size() == 1;
  text += wrapped("Pairs   ", std::string(one ? "seed " : "seeds ") + seeds_text(c.seeds) + ", the same households in both; " +
                                  (c.counted == "rural" ? "villages only" : "villages and towns") +
                                  (one ? "" : "; " + number("%g", 100 * all.confidence) + " % intervals over the seeds"));
  for (const std::string& note : c.notes) text += wrapped("Note    ", note);
  return text;
}

}  // namespace

std::string Comparisons::text() const {
  std::string text;
  for (const Reform& reform : reforms) {
    text += (text.empty() ? "" : "\n") + heading(*this, reform) + comparison_tables(reform.comparison, *this);
  }
  return text;
}

std::string Comparisons::json() const {
  nlohmann::ordered_json object = {{"schema", schema},         {"base", {{"file", base_file}, {"title", base_title}}},
                                   {"confidence", confidence}, {"threshold", threshold},
                                   {"groups", groups},         {"reforms", nlohmann::ordered_json::array()}};
  for (const Reform& reform : reforms) object["reforms"].push_back(object_of(reform));
  // File names need not be UTF-8, but JSON must be.
  return object.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string Comparisons::csv() const {
  std::string table = "file,table,measure,by,group,year,units,base,reform,difference,low,high,seeds\n";
  for (const Reform& reform : reforms) {
    for (const ComparedValue& v : reform.comparison.values) {
      for (const std::string& text : {reform.file, v.table, v.measure, v.by, v.group}) table.append(cell(text)).append(",");
      table += std::to_string(v.year) + "," + cell(v.units);
      for (const double value : {v.base, v.reform, v.difference, v.low, v.high}) table.append(",").append(exact(value));
      table += "," + std::to_string(v.seeds) + "\n";
    }
  }
  return table;
}

}  // namespace povtrap::app
