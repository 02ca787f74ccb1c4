#include "indicators/income_bins.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/random.hpp"

namespace povtrap {
namespace {

std::vector<RankedIncome> drawn_incomes(std::size_t n) {
  const Stream stream = make_stream(1, "income bins");
  std::vector<RankedIncome> incomes(n);
  for (std::size_t i = 0; i < n; ++i) {
    const auto id = static_cast<std::uint32_t>(i);
    const double size = std::exp(2 * draw_normal(stream, id, 0)) - 0.2;
    incomes[i] = {static_cast<float>(i % 7 == 0 ? std::round(size) : size), 1 + id % 5};
  }
  return incomes;
}

TEST(IncomeBins, IncomesAreSortedAsByAStableSortWhateverTheirNumber) {
  for (const std::size_t n : {0, 1, 2, 200, 3000, 20000}) {
    std::vector<RankedIncome> incomes = drawn_incomes(n), expected = incomes;
    std::ranges::stable_sort(expected, {}, &RankedIncome::income);
    sort_incomes(incomes);
    for (std::size_t i = 0; i < n; ++i) {
      ASSERT_EQ(incomes[i].income, expected[i].income);
      ASSERT_EQ(incomes[i].persons, expected[i].persons);
    }
  }
}

TEST(IncomeBins, AHigherIncomeIsInNoLowerBin) {
  const IncomeScale scale(1500);
  std::vector<RankedIncome> incomes = drawn_incomes(5000);
  for (RankedIncome& one : incomes) one.income *= 1000;
  const float infinity = std::numeric_limits<float>::infinity();
  for (const float extreme : {-infinity, -1e30F, -1e-30F, 0.0F, -0.0F, 1e-30F, 1e30F, infinity}) incomes.push_back({extreme, 1});
  sort_incomes(incomes);
  std::size_t before = 0;
  for (const RankedIncome& one : incomes) {
    const std::size_t bin = scale.bin_of(one.income);
    EXPECT_GE(bin, before);
    before = bin;
  }
  EXPECT_EQ(scale.bin_of(-infinity), 0u);
  EXPECT_EQ(scale.bin_of(infinity), IncomeScale::bins - 1);
}

TEST(IncomeBins, BinsMeetAtTheirEdgesAndHaveTheWidthsTheySay) {
  for (const double typical : {1e-12, 0.7, 1.0, 1500.0, 1e12}) {
    const IncomeScale scale(typical);
    for (std::size_t bin = 1; bin + 1 < IncomeScale::bins; ++bin) {
      ASSERT_EQ(scale.lower(bin + 1) - scale.lower(bin), scale.width(bin)) << bin;
      const double middle = (scale.lower(bin) + scale.lower(bin + 1)) / 2;
      ASSERT_EQ(scale.bin_of(static_cast<float>(middle)), bin);
      if (middle > typical) {
        ASSERT_LE(scale.width(bin), middle / 1000);
      }
    }
  }
}

TEST(IncomeBins, PlacesABlockAsOneByOneAndCountsQuanta) {
  const IncomeScale scale(1.3);
  std::vector<float> incomes;
  for (const RankedIncome& one : drawn_incomes(1000)) incomes.push_back(one.income);
  std::vector<std::uint32_t> bin(incomes.size());
  std::vector<std::int64_t> quanta(incomes.size());
  scale.place(incomes, bin.data(), quanta.data());
  for (std::size_t i = 0; i < incomes.size(); ++i) {
    EXPECT_EQ(bin[i], scale.bin_of(incomes[i]));
    if (!IncomeScale::is_open(bin[i])) {
      EXPECT_NEAR(static_cast<double>(quanta[i]) * scale.quantum(), static_cast<double>(incomes[i]), scale.quantum() / 2);
    }
  }
}

}  // namespace
}  // namespace povtrap
