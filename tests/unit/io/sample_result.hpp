#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <povtrap/dataset.hpp>
#include <povtrap/error.hpp>
#include <string>
#include <type_traits>

namespace povtrap::testing {

/// A folder of its own for one test, removed afterwards.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "povtrap-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::ptrdiff_t files() const {
    return std::distance(std::filesystem::directory_iterator(path_), std::filesystem::directory_iterator());
  }

 private:
  std::filesystem::path path_;
};

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Numbers that no short form of a double can hold.
template <class T>
std::vector<T> thirds(std::size_t count) {
  std::vector<T> values(count);
  for (std::size_t i = 0; i < count; ++i) values[i] = static_cast<T>(i) / static_cast<T>(3);
  return values;
}

inline Dataset sample_provenance() {
  Dataset provenance;
  provenance.variables = {
      {"configuration", {}, "1", "configuration as used", std::vector<std::string>{"[run]\nseed = 1\n# \xC3\xA9"}, {}},
      {"note", {}, "1", "empty note", std::vector<std::string>{""}, {}},
      {"duration", {}, "s", "time taken", std::vector<double>{0.1}, {}}};
  provenance.attributes = {{"host", "somewhere"}};
  return provenance;
}

/// A result with every kind of thing that a result can have. Coordinates stand first, as they come back from a file.
inline Dataset sample_result(std::size_t periods = 5, std::size_t panel_periods = 3, std::size_t panel_households = 700) {
  Dataset result;
  result.dimensions = {{"time", periods, true},
                       {"region", 3, false},
                       {"line", 2, false},
                       {"flow", 4, false},
                       {"sector", 3, false},
                       {"quantile", 10, false},
                       {"panel_time", panel_periods, true},
                       {"panel_household", panel_households, false}};
  std::vector<std::int64_t> months(periods);
  for (std::size_t i = 0; i < periods; ++i) months[i] = static_cast<std::int64_t>(i);
  std::vector<double> headcount = thirds<double>(periods * 3 * 2);
  if (!headcount.empty()) headcount.back() = std::numeric_limits<double>::quiet_NaN();
  std::vector<std::uint8_t> state(panel_periods * panel_households);
  for (std::size_t i = 0; i < state.size(); ++i) state[i] = static_cast<std::uint8_t>(i % 3);
  result.variables = {
      {"time",
       {"time"},
       "months since 2000-01-01",
       "time",
       months,
       {{"calendar", "360_day"},
        {"axis", "T"},
        {"standard_name", "time"},
        {"comment", "end of the period"},
        {"note_1", "a"},
        {"note_2", "b"},
        {"note_3", "c"},
        {"note_4", ""}}},
      {"flow", {"flow"}, "1", "kind of payment", std::vector<std::string>{"wage", "relief", "", "caf\xC3\xA9 tax"}, {}},
      {"sector", {"sector"}, "1", "sector", std::vector<std::string>{"farm", "craft", "service"}, {}},
      {"quantile", {"quantile"}, "1", "quantile of income", thirds<double>(10), {}},
      {"headcount",
       {"time", "region", "line"},
       "1",
       "share of people below the line",
       headcount,
       {{"cell_methods", "time: point"}}},
      {"flows", {"time", "flow"}, "LCU", "payments", thirds<double>(periods * 4), {}},
      {"employment", {"time", "sector"}, "1", "people at work", std::vector<std::int32_t>(periods * 3, -7), {}},
      {"quantiles", {"time", "quantile"}, "LCU", "income quantiles", thirds<float>(periods * 10), {}},
      {"assets", {"panel_time", "panel_household"}, "LCU", "assets", thirds<float>(panel_periods * panel_households), {}},
      {"state",
       {"panel_time", "panel_household"},
       "1",
       "poverty state",
       state,
       {{"flag_values", "0 1 2"}, {"flag_meanings", "not_poor poor trapped"}}},
      {"region_name", {"region"}, "1", "name", std::vector<std::string>{"North", "South", "\xC3\x8Ele"}, {}},
      {"seed", {}, "1", "seed of the run", std::vector<std::int64_t>{std::numeric_limits<std::int64_t>::max()}, {}}};
  result.attributes = {{"Conventions", "CF-1.8 ACDD-1.3"},
                       {"title", "sample"},
                       {"source", "povtrap"},
                       {"history", "h"},
                       {"date_created", "d"},
                       {"id", "i"},
                       {"license", "CC0-1.0"},
                       {"references", "r"}};
  Dataset by_group;
  by_group.dimensions = {{"bin", 2, false}};
  by_group.variables = {{"spells", {"time", "bin"}, "1", "poverty spells", std::vector<std::int64_t>(periods * 2, 4), {}}};
  result.groups = {{"provenance", sample_provenance()}, {"spells", by_group}};
  return result;
}

/// Equal bit by bit, so that NaN equals NaN and 0 is not -0.
inline bool same_values(const Values& one, const Values& other) {
  return std::visit(
      [&]<class T>(const std::vector<T>& a) {
        const auto* b = std::get_if<std::vector<T>>(&other);
        if (b == nullptr || a.size() != b->size()) return false;
        if constexpr (std::is_same_v<T, std::string>)
          return a == *b;
        else
          return a.empty() || std::memcmp(a.data(), b->data(), a.size() * sizeof(T)) == 0;
      },
      one);
}

inline void expect_same(const Dataset& found, const Dataset& expected) {
  EXPECT_EQ(found.attributes, expected.attributes);
  ASSERT_EQ(found.dimensions.size(), expected.dimensions.size());
  for (std::size_t i = 0; i < expected.dimensions.size(); ++i) {
    EXPECT_EQ(found.dimensions[i].name, expected.dimensions[i].name);
    EXPECT_EQ(found.dimensions[i].length, expected.dimensions[i].length);
    EXPECT_EQ(found.dimensions[i].unlimited, expected.dimensions[i].unlimited) << expected.dimensions[i].name;
  }
  ASSERT_EQ(found.variables.size(), expected.variables.size());
  for (std::size_t i = 0; i < expected.variables.size(); ++i) {
    const Variable& variable = expected.variables[i];
    EXPECT_EQ(found.variables[i].name, variable.name);
    EXPECT_EQ(found.variables[i].dimensions, variable.dimensions);
    EXPECT_EQ(found.variables[i].units, variable.units);
    EXPECT_EQ(found.variables[i].long_name, variable.long_name);
    EXPECT_EQ(found.variables[i].attributes, variable.attributes);
    EXPECT_TRUE(same_values(found.variables[i].values, variable.values)) << variable.name;
  }
  ASSERT_EQ(found.groups.size(), expected.groups.size());
  for (std::size_t i = 0; i < expected.groups.size(); ++i) {
    EXPECT_EQ(found.groups[i].first, expected.groups[i].first);
    expect_same(found.groups[i].second, expected.groups[i].second);
  }
}

/// Expects `action` to throw this kind of error with all these words in its message.
template <class Kind>
void expect_error(const std::function<void()>& action, const std::vector<std::string>& words) {
  try {
    action();
    ADD_FAILURE() << "nothing was thrown; expected: " << words.front();
  } catch (const Kind& error) {
    for (const std::string& word : words) {
      EXPECT_NE(std::string(error.what()).find(word), std::string::npos) << "\"" << word << "\" is missing in: " << error.what();
    }
  }
}

}  // namespace povtrap::testing
