#include "indicators/ranked_measures.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numeric>
#include <povtrap/error.hpp>

#include "core/random.hpp"
#include "indicators/inequality.hpp"

namespace povtrap {
namespace {

const RankQuestions questions{{0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95}, 0.6};

/// Draws of everybody's income; the mean is about 1000.
using Draw = std::function<double(Stream, std::uint32_t)>;

struct Shape {
  const char* name;
  Draw income;
};

double normal(Stream stream, std::uint32_t id) {
  return draw_normal(stream, id, 0);
}

std::vector<Shape> shapes() {
  return {{"lognormal", [](Stream s, std::uint32_t i) { return 800 * std::exp(0.7 * normal(s, i)); }},
          {"with losses", [](Stream s, std::uint32_t i) { return 1000 + 1500 * normal(s, i); }},
          {"nearly equal", [](Stream s, std::uint32_t i) { return 1000 * (1 + 1e-5 * normal(s, i)); }},
          {"all equal", [](Stream, std::uint32_t) { return 1000.0; }},
          {"two clubs", [](Stream s, std::uint32_t i) { return (i % 3 == 0 ? 2000 : 500) * (1 + 1e-6 * normal(s, i)); }},
          {"most have nothing", [](Stream s, std::uint32_t i) { return i % 10 == 0 ? 1e4 * std::exp(normal(s, i)) : 0.0; }},
          {"a few own all", [](Stream s, std::uint32_t i) { return i % 1000 == 0 ? 1e6 : std::exp(normal(s, i)); }},
          {"whole numbers", [](Stream s, std::uint32_t i) { return std::round(1000 * std::exp(0.3 * normal(s, i))); }}};
}

std::vector<RankedIncome> drawn(const Shape& shape, std::size_t n) {
  const Stream stream = make_stream(7, shape.name);
  std::vector<RankedIncome> people(n);
  for (std::size_t i = 0; i < n; ++i) {
    const auto id = static_cast<std::uint32_t>(i);
    people[i] = {static_cast<float>(shape.income(stream, id)), 1 + static_cast<std::uint32_t>(draw_below(stream, id, 1, 0, 6))};
  }
  return people;
}

RankedMeasures measure_with_bins(const std::vector<RankedIncome>& people, double& share_looked_into) {
  const IncomeScale scale(1000);
  IncomeBins bins(IncomeScale::bins);
  for (const RankedIncome& one : people) {
    std::uint32_t bin = 0;
    std::int64_t quanta = 0;
    scale.place({&one.income, 1}, &bin, &quanta);
    bins[bin].persons += one.persons;
    bins[bin].quanta += one.persons * quanta;
  }
  const std::vector<std::uint8_t> opened = bins_to_open(scale, bins, questions);
  std::vector<RankedIncome> inside;
  for (const RankedIncome& one : people) {
    if (opened[scale.bin_of(one.income)] != 0) inside.push_back(one);
  }
  share_looked_into = static_cast<double>(inside.size()) / static_cast<double>(people.size());
  return measure_opened(scale, bins, opened, inside, questions);
}

TEST(RankedMeasures, BinsGiveTheExactQuantilesAndTheGiniWithinItsTolerance) {
  for (const Shape& shape : shapes()) {
    const std::vector<RankedIncome> people = drawn(shape, 60000);
    double looked_into = 0;
    const RankedMeasures exact = measure_ranks(people, questions), binned = measure_with_bins(people, looked_into);
    EXPECT_EQ(binned.quantiles, exact.quantiles) << shape.name;
    EXPECT_EQ(binned.median, exact.median) << shape.name;
    EXPECT_NEAR(binned.below_line, exact.below_line, 1e-14) << shape.name;
    EXPECT_NEAR(binned.gini, exact.gini, gini_tolerance) << shape.name;
    if (std::isinf(exact.palma)) {
      EXPECT_EQ(binned.palma, exact.palma) << shape.name;
    } else {
      EXPECT_NEAR(binned.palma / exact.palma, 1, 1e-7) << shape.name;
    }
  }
}

TEST(RankedMeasures, OfSmoothIncomesFewAreLookedIntoAndTheGiniIsMuchCloser) {
  double looked_into = 0;
  const std::vector<RankedIncome> people = drawn(shapes().front(), 60000);
  const RankedMeasures exact = measure_ranks(people, questions), binned = measure_with_bins(people, looked_into);
  EXPECT_LT(looked_into, 0.03);
  EXPECT_NEAR(binned.gini, exact.gini, 3e-9);
}

TEST(RankedMeasures, SinglePrecisionHardlyMovesTheGini) {
  const Shape smooth = shapes().front();
  const std::vector<RankedIncome> people = drawn(smooth, 60000);
  const Stream stream = make_stream(7, smooth.name);
  std::vector<double> incomes, persons;
  for (std::size_t i = 0; i < people.size(); ++i) {
    incomes.push_back(smooth.income(stream, static_cast<std::uint32_t>(i)));
    persons.push_back(static_cast<double>(people[i].persons));
  }
  const Distribution exact(incomes, persons);
  const RankedMeasures single = measure_ranks(people, questions);
  EXPECT_NEAR(single.gini, exact.gini(), 1e-9);
  for (std::size_t q = 0; q < questions.shares.size(); ++q)
    EXPECT_NEAR(single.quantiles[q] / exact.quantile(questions.shares[q]), 1, 6e-8);
}

TEST(RankedMeasures, AGroupOfNobodyIsRefused) {
  EXPECT_THROW(static_cast<void>(measure_ranks({}, questions)), DataError);
}

}  // namespace
}  // namespace povtrap
