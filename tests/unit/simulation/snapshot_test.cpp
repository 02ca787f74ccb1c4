#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <povtrap/simulation.hpp>

#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

template <class T>
const std::vector<T>& column(const Dataset& snapshot, const std::string& name) {
  return std::get<std::vector<T>>(snapshot.variable(name).values);
}

/// Share of persons below the line, by the snapshot alone.
double headcount_of(const Dataset& snapshot) {
  const auto& persons = column<float>(snapshot, "persons");
  const auto& income = column<double>(snapshot, "income_per_head");
  const double line = column<double>(snapshot, "poverty_line").front();
  double poor = 0, all = 0;
  for (std::size_t i = 0; i < persons.size(); ++i) {
    all += static_cast<double>(persons[i]);
    if (income[i] < line) poor += static_cast<double>(persons[i]);
  }
  return poor / all;
}

TEST(Snapshot, CountsThePoorAsTheResultDoes) {
  Simulation simulation(test::small_economy({{"poverty.towns_count", "true"}}), 2);
  simulation.run();
  const Dataset result = simulation.result();
  const double recorded = yearly_series(result, "headcount").back();
  EXPECT_GT(recorded, 0.02);
  EXPECT_LT(recorded, 0.98);
  EXPECT_NEAR(headcount_of(simulation.snapshot()), recorded, 1e-9);
}

TEST(Snapshot, HasEveryHouseholdAtItsNumberWhoeverHasMoved) {
  Simulation simulation(test::small_economy(test::everything_on()), 2);
  const Dataset before = simulation.snapshot();
  simulation.run();
  const Dataset after = simulation.snapshot();
  std::vector<std::int32_t> numbers(before.length("household"));
  std::iota(numbers.begin(), numbers.end(), 0);
  EXPECT_EQ(column<std::int32_t>(before, "household"), numbers);
  EXPECT_EQ(column<std::int32_t>(after, "household"), numbers);
  EXPECT_EQ(column<float>(before, "persons"), column<float>(after, "persons")) << "a household's size never changes";
  EXPECT_NE(column<std::int32_t>(before, "region"), column<std::int32_t>(after, "region")) << "some have moved";
}

TEST(Snapshot, AddsUpToTheBalancesOfTheNation) {
  Simulation simulation(test::small_economy(), 1);
  simulation.run();
  const Dataset snapshot = simulation.snapshot();
  const auto& deposits = column<double>(snapshot, "deposits");
  EXPECT_EQ(std::accumulate(deposits.begin(), deposits.end(), 0.0), simulation.series("household_deposits").back());
}

TEST(Snapshot, ChangesNothingAndIsTheSameForAnyNumberOfThreads) {
  Simulation watched(test::small_economy(), 1), alone(test::small_economy(), 3);
  while (watched.step()) static_cast<void>(watched.snapshot());
  alone.run();
  EXPECT_EQ(digest(watched.result()), digest(alone.result()));
  EXPECT_EQ(digest(watched.snapshot()), digest(alone.snapshot()));
}

TEST(Snapshot, SaysUnitsAndMeaningOfEverything) {
  const Dataset opening = Simulation(test::small_economy(), 1).snapshot();
  for (const Variable& variable : opening.variables) {
    EXPECT_FALSE(variable.units.empty()) << variable.name;
    EXPECT_FALSE(variable.long_name.empty()) << variable.name;
  }
  const auto& income = column<double>(opening, "income_per_head");
  EXPECT_TRUE(std::ranges::all_of(income, [](double value) { return value == 0; })) << "nothing was earned yet";
}

}  // namespace
}  // namespace povtrap
