#include "indicators/poverty.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <povtrap/error.hpp>
#include <vector>

#include "lognormal.hpp"

namespace povtrap {
namespace {

PovertySums sums_of(const std::vector<double>& income, const std::vector<double>& persons, const std::vector<double>& lines) {
  PovertySums sums;
  add_poverty_sums(sums, income.data(), persons.data(), income.size(), lines);
  return sums;
}

/// Incomes spread over 0 to 3 without a pattern, the fractional parts of multiples of the golden section.
std::vector<double> spread_incomes(std::size_t n) {
  std::vector<double> income(n);
  for (std::size_t i = 0; i < n; ++i) income[i] = 3 * std::fmod(static_cast<double>(i + 1) * 0.6180339887498949, 1.0);
  return income;
}

std::vector<double> household_sizes(std::size_t n) {
  std::vector<double> persons(n);
  for (std::size_t i = 0; i < n; ++i) persons[i] = static_cast<double>(1 + i * 7 % 9);
  return persons;
}

void expect_same(const PovertySums& a, const PovertySums& b, std::size_t lines) {
  EXPECT_EQ(a.persons, b.persons);
  EXPECT_EQ(a.bottom_coded, b.bottom_coded);
  EXPECT_NEAR(a.income, b.income, 1e-12 * std::abs(b.income));
  EXPECT_NEAR(a.theil_sum, b.theil_sum, 1e-12 * b.income);
  EXPECT_NEAR(a.log_sum, b.log_sum, 1e-12 * b.persons * 10);
  for (std::size_t j = 0; j < lines; ++j) {
    EXPECT_EQ(a.poor[j], b.poor[j]);
    EXPECT_NEAR(a.gap[j], b.gap[j], 1e-12 * b.persons);
    EXPECT_NEAR(a.squared_gap[j], b.squared_gap[j], 1e-12 * b.persons);
    EXPECT_NEAR(a.watts[j], b.watts[j], 1e-12 * b.persons);
  }
}

TEST(Poverty, OneToTenHasThePublishedMeasures) {
  std::vector<double> income(10);
  std::iota(income.begin(), income.end(), 1.0);
  const PovertySums sums = sums_of(income, std::vector<double>(10, 1.0), {5});
  EXPECT_EQ(headcount(sums), 0.4);  // I1, economics.md section 3
  EXPECT_NEAR(poverty_gap(sums), 0.2, 1e-12);
  EXPECT_NEAR(squared_poverty_gap(sums), 0.12, 1e-12);
  EXPECT_NEAR(watts(sums), 0.325969781939, 1e-12);    // I1.watts
  EXPECT_NEAR(theil_t(sums), 0.151303372342, 1e-12);  // I1.theil_t
  EXPECT_NEAR(theil_l(sums), 0.194307, 1e-6);         // I1, economics.md section 3
  EXPECT_NEAR(sums.gap[0] * 5, 10.0, 1e-12);          // I1.min_transfer_total
  EXPECT_EQ(mean(sums), 5.5);
  EXPECT_EQ(sums.bottom_coded, 0);
}

TEST(Poverty, WeightsCountAsPeople) {
  const std::vector<double> lines = {5};
  const PovertySums weighted = sums_of({2, 4, 5, 8, 20}, {3, 2, 1, 3, 1}, lines);
  EXPECT_EQ(headcount(weighted), 0.5);                       // I2.H
  EXPECT_NEAR(poverty_gap(weighted), 0.22, 1e-12);           // I2.PG
  EXPECT_NEAR(squared_poverty_gap(weighted), 0.116, 1e-12);  // I2.SPG
  EXPECT_NEAR(watts(weighted), 0.319515929825, 1e-12);       // I2.watts
  EXPECT_NEAR(theil_t(weighted), 0.272429255585, 1e-12);     // I2.theil_t
  EXPECT_NEAR(theil_l(weighted), 0.270997125903, 1e-12);     // I2.theil_l
  expect_same(sums_of({2, 2, 2, 4, 4, 5, 8, 8, 8, 20}, std::vector<double>(10, 1.0), lines), weighted, 1);
}

TEST(Poverty, LognormalPopulationHasTheClosedForms) {
  const test::Lognormal population(0.7, 0.5, 60000);
  const double up = 0.5 * std::exp(population.width), down = 0.5 * std::exp(-population.width);
  const PovertySums sums = sums_of(population.income, population.persons, {0.5, up, down});
  EXPECT_NEAR(sums.persons, 1, 1e-10);
  EXPECT_NEAR(headcount(sums), 0.161035679846, 1e-9);                // I3.H
  EXPECT_NEAR(poverty_gap(sums), 0.0447878083427, 1e-9);             // I3.PG
  EXPECT_NEAR(squared_poverty_gap(sums), 0.0182720537512, 1e-7);     // I3.SPG
  EXPECT_NEAR(watts(sums), 0.0594162082915, 1e-7);                   // I3.watts
  EXPECT_NEAR(theil_t(sums), 0.245, 1e-7);                           // I3.theil_t
  EXPECT_NEAR(theil_l(sums), 0.245, 1e-7);                           // I3.theil_t, note
  EXPECT_NEAR(gap_growth_elasticity(sums), -2.59552489406, 2.6e-6);  // I3.elasticity_PG_mean
  const double slope = (headcount(sums, 2) - headcount(sums, 1)) / (2 * population.width);
  EXPECT_NEAR(slope / headcount(sums), -2.16757180654, 2.2e-6);  // I3.elasticity_H_mean
}

TEST(Poverty, MeasuresOfGroupsAddUpByPopulationShare) {
  const std::vector<double> income = spread_incomes(1000), persons = household_sizes(1000), lines = {0.7, 1.3};
  PovertySums nation, parts[3];
  for (std::size_t g = 0; g < 3; ++g) {
    const std::size_t first = g * 300, n = g == 2 ? 400 : 300;
    add_poverty_sums(parts[g], income.data() + first, persons.data() + first, n, lines);
    nation += parts[g];
  }
  const PovertySums whole = sums_of(income, persons, lines);
  expect_same(nation, whole, 2);
  for (const auto measure : {headcount, poverty_gap, squared_poverty_gap, watts}) {
    double added = 0;
    for (const PovertySums& part : parts) added += part.persons / whole.persons * measure(part, 1);
    EXPECT_NEAR(added, measure(whole, 1), 1e-13);
  }
}

TEST(Poverty, TheilSplitsIntoWithinAndBetween) {
  const PovertySums low = sums_of({2, 4, 5}, {3, 2, 1}, {5}), high = sums_of({8, 20}, {3, 1}, {5});
  PovertySums all = low;
  all += high;
  const double share = low.income / all.income;
  const double within = share * theil_t(low) + (1 - share) * theil_t(high);
  EXPECT_NEAR(within, 0.0906248779989, 1e-12);                // I2.theil_within
  EXPECT_NEAR(theil_t(all) - within, 0.181804377586, 1e-12);  // I2.theil_between
}

TEST(Poverty, EveryLengthOfBlockAgreesWithAPlainSum) {
  const std::vector<double> income = spread_incomes(600), persons = household_sizes(600), lines = {0.9, 1.8};
  for (const std::size_t n : {1, 7, 8, 9, 255, 256, 257, 513, 600}) {
    PovertySums sums, plain;
    add_poverty_sums(sums, income.data(), persons.data(), n, lines);
    for (std::size_t i = 0; i < n; ++i) {
      const double y = income[i], w = persons[i], coded = std::max(y, 0.009);
      plain.persons += w, plain.income += w * y, plain.theil_sum += w * y * std::log(y), plain.log_sum += w * std::log(coded);
      plain.bottom_coded += y < 0.009 ? w : 0;
      for (std::size_t j = 0; j < 2; ++j) {
        const double g = y < lines[j] ? 1 - y / lines[j] : 0;
        plain.poor[j] += y < lines[j] ? w : 0;
        plain.gap[j] += w * g, plain.squared_gap[j] += w * g * g;
        plain.watts[j] += y < lines[j] ? w * std::log(lines[j] / coded) : 0;
      }
    }
    expect_same(sums, plain, 2);
  }
}

TEST(Poverty, BlocksAddUpToTheWhole) {
  const std::vector<double> income = spread_incomes(5000), persons = household_sizes(5000), lines = {0.9, 1.8, 2.2};
  const PovertySums whole = sums_of(income, persons, lines);
  for (const std::size_t block : {100, 777, 2048}) {
    PovertySums sums;
    for (std::size_t first = 0; first < 5000; first += block)
      add_poverty_sums(sums, income.data() + first, persons.data() + first, std::min(block, 5000 - first), lines);
    expect_same(sums, whole, 3);
  }
}

TEST(Poverty, OrderOfHouseholdsDoesNotMatter) {
  std::vector<double> income = spread_incomes(999), persons = household_sizes(999);
  const PovertySums forth = sums_of(income, persons, {1});
  std::ranges::reverse(income);
  std::ranges::reverse(persons);
  expect_same(sums_of(income, persons, {1}), forth, 1);
}

TEST(Poverty, IncomeAtTheLineIsNotPoor) {
  const PovertySums sums = sums_of({5, std::nextafter(5.0, 0.0)}, {1, 1}, {5});
  EXPECT_EQ(headcount(sums), 0.5);
  EXPECT_NEAR(poverty_gap(sums), 0, 1e-15);
}

TEST(Poverty, IncomesOfNothingAreBottomCodedAndCounted) {
  const PovertySums sums = sums_of({0, -3, 0.04, 0.05, 10}, {1, 2, 4, 8, 16}, {5});
  EXPECT_EQ(sums.bottom_coded, 7);
  EXPECT_NEAR(sums.watts[0], 15 * std::log(100.0), 1e-12);
  EXPECT_EQ(sums.gap[0], 3 + 4 * (5 - 0.04) / 5 + 8 * (5 - 0.05) / 5);  // a gap is never more than the line
  EXPECT_NEAR(sums.income, -6 + 0.16 + 0.4 + 160, 1e-12);
  EXPECT_NEAR(sums.theil_sum, 0.16 * std::log(0.04) + 0.4 * std::log(0.05) + 160 * std::log(10.0), 1e-12);
}

TEST(Poverty, FloorCanBeChosen) {
  PovertySums sums;
  const double income = 0, persons = 1;
  add_poverty_sums(sums, &income, &persons, 1, std::vector<double>{5.0}, 0.5);
  EXPECT_NEAR(watts(sums), std::log(2.0), 1e-15);
}

TEST(Poverty, MeasuresThatDoNotExistAreNotNumbers) {
  const PovertySums nothing = sums_of({0, 0}, {1, 1}, {5});
  EXPECT_TRUE(std::isnan(theil_t(nothing)));
  EXPECT_TRUE(std::isnan(theil_l(nothing)));
  EXPECT_TRUE(std::isnan(gap_growth_elasticity(sums_of({6}, {1}, {5}))));
  EXPECT_THROW(static_cast<void>(headcount(PovertySums{})), DataError);
  EXPECT_THROW(static_cast<void>(mean(sums_of({1}, {0}, {5}))), DataError);
}

TEST(Poverty, RefusesLinesThatCannotBe) {
  EXPECT_THROW(sums_of({1}, {1}, {}), ConfigError);
  EXPECT_THROW(sums_of({1}, {1}, {0}), ConfigError);
  EXPECT_THROW(sums_of({1}, {1}, {-2}), ConfigError);
  EXPECT_THROW(sums_of({1}, {1}, {std::nan("")}), ConfigError);
  EXPECT_THROW(sums_of({1}, {1}, {1000, 5}), ConfigError);  // the floor, 10, would lie above the second line
  EXPECT_THROW(sums_of({1}, {1}, std::vector<double>(9, 1.0)), ConfigError);
  EXPECT_NO_THROW(sums_of({1}, {1}, std::vector<double>(8, 1.0)));
}

}  // namespace
}  // namespace povtrap
