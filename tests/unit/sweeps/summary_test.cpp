#include <povtrap/sweep_summary.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <povtrap/error.hpp>

namespace povtrap {
namespace {

/// A merged sweep of one point and two lines, with one value for each run, and its tenfold at the second line.
Dataset merged(const std::vector<double>& values) {
  const std::size_t runs = values.size();
  std::vector<std::int64_t> point(runs, 0), replicate;
  std::vector<std::uint8_t> completed;
  std::vector<double> headcount;
  for (const double value : values) {
    replicate.push_back(std::ssize(replicate));
    completed.push_back(std::isnan(value) ? 0 : 1);
    headcount.insert(headcount.end(), {value, 10 * value});
  }
  Dataset all;
  all.dimensions = {{"run", runs, false}, {"time", 1, false}, {"line", 2, false}};
  all.variables = {{"point", {"run"}, "1", "", point, {}},
                   {"replicate", {"run"}, "1", "", replicate, {}},
                   {"run_completed", {"run"}, "1", "", completed, {}},
                   {"year", {"time"}, "1", "", std::vector<std::int64_t>{2030}, {}},
                   {"line", {"line"}, "1", "", std::vector<double>{2.15, 3.65}, {}},
                   {"headcount", {"run", "time", "line"}, "1", "", headcount, {}},
                   {"gini", {"run", "time"}, "1", "", values, {}}};
  return all;
}

double enough(const std::vector<double>& values, double precision, double confidence = 0.95) {
  return summarise_sweep(merged(values), {.series = {"gini"}, .confidence = confidence, .precision = precision})
      .rows.at(0)
      .enough;
}

/// By hand, with tables of t: for sd = sqrt(2) and 5 % of 10, t(n - 1) / sqrt(n) <= .35355, and 2.0369 / sqrt(33) = .35458,
/// 2.0345 / sqrt(34) = .34891. For sd = 1 and 5 of 100, 12.706 / sqrt(2) = 8.98 and 4.3027 / sqrt(3) = 2.48.
TEST(SweepSummary, EnoughReplicatesAreCountedWithStudentsT) {
  EXPECT_EQ(enough({9, 11}, 0.05), 34);
  EXPECT_EQ(enough({-9, -11}, 0.05), 34);
  EXPECT_EQ(enough({99, 100, 101}, 0.05), 3);
  EXPECT_EQ(enough({99, 100, 101}, 0.09), 2);
  EXPECT_EQ(enough({99, 100, 101}, 0.05, 0.8), 2);
  EXPECT_EQ(enough({5, 5, 5}, 0.05), 2);
  EXPECT_TRUE(std::isnan(enough({5}, 0.05)));
  EXPECT_TRUE(std::isnan(enough({-1, 1}, 0.05)));
}

/// 1.96 sqrt(2) / 1e-6 of 10, squared: t is z.
TEST(SweepSummary, EnoughMayBeMoreThanAnybodyRuns) {
  const double z = 1.959963984540054;
  EXPECT_NEAR(enough({9, 11}, 1e-6) / (2 * z * z * 1e10), 1, 1e-9);
}

TEST(SweepSummary, SaysThatNoRunIsDone) {
  const double missing = std::numeric_limits<double>::quiet_NaN();
  Dataset none = merged({missing, missing});
  std::erase_if(none.variables,
                [](const Variable& v) { return v.name != "point" && v.name != "replicate" && v.name != "run_completed"; });
  const auto refusal = [](const auto& act) -> std::string {
    try {
      act();
    } catch (const DataError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_NE(refusal([&] { static_cast<void>(summarise_sweep(none)); }).find("no run of the sweep is done yet"),
            std::string::npos);
  EXPECT_NE(refusal([&] { static_cast<void>(sweep_outcomes(none, "gini")); }).find("no run of the sweep is done yet"),
            std::string::npos);
}

TEST(SweepSummary, RefusesOptionsOutOfRange) {
  EXPECT_THROW(static_cast<void>(summarise_sweep(merged({1, 2}), {.confidence = 1})), ConfigError);
  EXPECT_THROW(static_cast<void>(summarise_sweep(merged({1, 2}), {.confidence = 0})), ConfigError);
  EXPECT_THROW(static_cast<void>(summarise_sweep(merged({1, 2}), {.precision = 0})), ConfigError);
}

TEST(SweepSummary, OutcomesAreThoseOfOneLine) {
  const Dataset all = merged({1, 2});
  EXPECT_EQ(sweep_outcomes(all, "headcount"), (std::vector<double>{1, 2}));
  EXPECT_EQ(sweep_outcomes(all, "headcount", 2030, 1), (std::vector<double>{10, 20}));
  EXPECT_EQ(sweep_outcomes(all, "gini", 2030, 1), (std::vector<double>{1, 2}));
  const OutcomePlace place = outcome_place(all, "headcount", {}, 1);
  EXPECT_EQ(place.where, "line=3.65");
  EXPECT_EQ(place.places, 2u);
  EXPECT_EQ(place.year, 2030);
  EXPECT_EQ(outcome_place(all, "gini").where, "");
  EXPECT_THROW(static_cast<void>(sweep_outcomes(all, "headcount", {}, 2)), DataError);
}

}  // namespace
}  // namespace povtrap
