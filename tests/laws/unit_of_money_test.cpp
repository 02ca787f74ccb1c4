#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

using test::numbers;

constexpr const char* shares[] = {"headcount", "poverty_gap", "severity",   "watts",        "gini",
                                  "theil_t",   "employment",  "wage_share", "unemployment", "supported"};

/// The largest distance between two runs in any share, at the ends of years.
double largest_gap(const Dataset& one, const Dataset& other) {
  double largest = 0;
  for (const char* name : shares) {
    const std::vector<double>&a = numbers(one, name), &b = numbers(other, name);
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (std::isnan(a[i]) && std::isnan(b[i])) continue;
      largest = std::max(largest, std::abs(a[i] - b[i]));
    }
  }
  return largest;
}

double gap_after_renaming_money(const std::string& line, const std::string& renamed, const test::Settings& settings = {}) {
  test::Settings one = settings, other = settings;
  one.emplace_back("poverty.line", line);
  other.emplace_back("poverty.line", renamed);
  return largest_gap(test::result_of(test::small_economy(one)), test::result_of(test::small_economy(other)));
}

TEST(UnitOfMoney, DoesNotMatterForSharesOverTenYears) {
  EXPECT_LT(gap_after_renaming_money("1e6", "1e9", {{"run.years", "10"}}), 1e-6);
}

TEST(UnitOfMoney, DoesNotMatterWithEverythingOn) {
  test::Settings settings = test::everything_on();
  settings.emplace_back("run.years", "10");
  EXPECT_LT(gap_after_renaming_money("1e6", "1e9", settings), 1e-6);
}

/// Money is rounded to 2^-10, a millionth of a line of 1,000 a year. After some years that difference decides whether a
/// household near a threshold crosses it or a firm opens one more place, and then one household in thousands lives otherwise.
TEST(UnitOfMoney, OfEverydaySizeDoesNotMatterAtFirstAndHardlyLater) {
  EXPECT_LT(gap_after_renaming_money("1000", "1e6", {{"run.years", "1"}}), 1e-6);
  EXPECT_LT(gap_after_renaming_money("1000", "1e6", {{"run.years", "10"}}), 2e-3);
}

TEST(UnitOfMoney, MattersWhenAPovertyLineIsOneCoin) {
  EXPECT_GT(gap_after_renaming_money("1", "1000"), 1e-5);
}

}  // namespace
}  // namespace povtrap
