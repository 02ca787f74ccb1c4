#include "programmes/proxy_means_test.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace povtrap {
namespace {

constexpr std::size_t many = 200000;
constexpr double log_sd = 0.7;

/// Log-normal incomes of equally large households and what a test makes of them.
struct Survey {
  explicit Survey(double accuracy, std::uint32_t round = 0) : id(many), income(many), persons(many, 2.0F), score(many) {
    std::iota(id.begin(), id.end(), 0u);
    const Stream stream = make_stream(5, "incomes");
    for (std::uint32_t i = 0; i < many; ++i) income[i] = static_cast<float>(2000 * std::exp(log_sd * draw_normal(stream, i, 0)));
    const ProxyMeansTest rule{.stream = make_stream(1, "score"),
                              .round = round,
                              .error_sd = proxy_error(accuracy, log_sd * log_sd),
                              .least_income = 10};
    score_by_proxy(rule, many, id.data(), income.data(), persons.data(), score.data());
  }

  template <class T>
  static T cutoff(std::vector<T> values, double share) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(share * many), values.end());
    return values[static_cast<std::size_t>(share * many)];
  }

  /// Share of the poor (a share of all) who are not among the lowest scores (a share of all), and of those who are not poor.
  std::pair<double, double> errors(double poor_share, double coverage) const {
    const float line = cutoff(income, poor_share);
    const double bar = cutoff(score, coverage);
    double poor = 0, missed = 0, served = 0, wrongly = 0;
    for (std::size_t i = 0; i < many; ++i) {
      const bool is_poor = income[i] < line, gets = score[i] < bar;
      poor += is_poor, served += gets;
      missed += is_poor && !gets, wrongly += gets && !is_poor;
    }
    return {missed / poor, wrongly / served};
  }

  std::vector<std::uint32_t> id;
  std::vector<float> income, persons;
  std::vector<double> score;
};

/// Reference values P1: errors of exclusion and inclusion of a test of given R2, within .01 at 200,000 households.
TEST(ProxyMeansTest, ErrsAsTheoryTells) {
  const auto [missed_half, wrong_half] = Survey(0.5).errors(0.2, 0.2);
  EXPECT_NEAR(missed_half, 0.43024020184, 0.01);
  EXPECT_NEAR(wrong_half, 0.43024020184, 0.01);
  const Survey weak(0.3);
  EXPECT_NEAR(weak.errors(0.1, 0.1).first, 0.645626292462, 0.01);
  EXPECT_NEAR(weak.errors(0.1, 0.2).first, 0.446572715124, 0.01);
  EXPECT_NEAR(weak.errors(0.1, 0.2).second, 0.723286357562, 0.01);
  EXPECT_NEAR(weak.errors(0.2, 0.2).first, 0.536229560534, 0.01);
  const Survey good(0.7);
  EXPECT_NEAR(good.errors(0.1, 0.1).first, 0.396377844681, 0.01);
  EXPECT_NEAR(good.errors(0.1, 0.2).second, 0.581941201977, 0.01);
  EXPECT_NEAR(Survey(0.9).errors(0.2, 0.2).second, 0.179126237805, 0.01);
}

TEST(ProxyMeansTest, SeesTheWholeTruthWithAnAccuracyOfOne) {
  EXPECT_EQ(proxy_error(1.0, 0.5), 0.0);
  EXPECT_EQ(Survey(1.0).errors(0.2, 0.2).first, 0.0);
}

TEST(ProxyMeansTest, ExplainsTheShareR2OfTheScore) {
  EXPECT_NEAR(proxy_error(0.5, 0.49), 0.7, 1e-12);
  EXPECT_NEAR(proxy_error(0.2, 0.49), 1.4, 1e-12);
}

TEST(ProxyMeansTest, KeepsAHouseholdsErrorWithinARound) {
  const Survey one(0.5, 3), same(0.5, 3), next(0.5, 4);
  EXPECT_EQ(one.score, same.score);
  EXPECT_NE(one.score, next.score);
}

TEST(ProxyMeansTest, GivesThoseWithoutIncomeAScore) {
  const std::uint32_t id[] = {0, 0, 0};
  const float income[] = {0.0F, -50.0F, 10.0F}, persons[] = {1.0F, 1.0F, 1.0F};
  double score[3];
  score_by_proxy({.stream = make_stream(1, "score"), .round = 0, .error_sd = 0.0, .least_income = 10}, 3, id, income, persons,
                 score);
  for (const double s : score) EXPECT_NEAR(s, std::log(10.0), 1e-12);
}

}  // namespace
}  // namespace povtrap
