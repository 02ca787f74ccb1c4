#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

const std::string golden_file = std::string(POVTRAP_SOURCE_DIR) + "/tests/golden/baseline.txt";

/// The default economy with 2,000 households, five years after two of burn-in.
Config golden_economy() {
  return test::with(
      Config(),
      {{"population.households", "2000"}, {"run.burn_in_years", "2"}, {"run.growth_burn_in_years", "1"}, {"run.years", "5"}});
}

std::string text_of(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.12g", value);
  return text;
}

/// One line for each series: its name and its values at the end of each year.
std::vector<std::string> lines_of(const Dataset& result) {
  std::vector<std::string> lines;
  for (const char* name : {"headcount",
                           "poverty_gap",
                           "watts",
                           "gini",
                           "theil_l",
                           "mean_income",
                           "median_income",
                           "exit_rate",
                           "entry_rate",
                           "employment",
                           "unemployment",
                           "wage_share",
                           "wage",
                           "food_price",
                           "services_price",
                           "manufactures_price",
                           "top_up_paid",
                           "grants_paid",
                           "household_deposits",
                           "household_capital",
                           "household_debt",
                           "firm_capital",
                           "firm_debt",
                           "government_bonds",
                           "province_deposits",
                           "ngo_deposits",
                           "world_deposits",
                           "bank_equity"}) {
    std::string line = name;
    for (const double value : yearly_series(result, name)) line += " " + text_of(value);
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> stored_lines() {
  std::ifstream file(golden_file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.front() != '#') lines.push_back(line);
  }
  return lines;
}

void store(const std::vector<std::string>& lines) {
  std::ofstream file(golden_file);
  file << "# Series of the default economy at the end of each year. tests/golden/README.md says how to update them.\n";
  for (const std::string& line : lines) file << line << "\n";
}

TEST(Golden, DefaultEconomyGivesTheNumbersThatItGave) {
  const std::vector<std::string> lines = lines_of(test::result_of(golden_economy()));
  const char* update = std::getenv("POVTRAP_UPDATE_GOLDEN");
  if (update != nullptr && std::string(update) == "1") store(lines);
  const std::vector<std::string> stored = stored_lines();
  ASSERT_EQ(stored.size(), lines.size()) << "tests/golden/baseline.txt lists other series than this test";
  for (std::size_t k = 0; k < lines.size(); ++k)
    EXPECT_EQ(lines[k], stored[k]) << "now / in tests/golden/baseline.txt; its README.md says what to do";
}

TEST(Golden, EverySeriesMoves) {
  for (const std::string& line : lines_of(test::result_of(golden_economy()))) {
    std::istringstream words(line);
    std::string name, first, second;
    words >> name >> first >> second;
    EXPECT_NE(first, second) << name << " is constant, so that it would notice nothing";
  }
}

}  // namespace
}  // namespace povtrap
