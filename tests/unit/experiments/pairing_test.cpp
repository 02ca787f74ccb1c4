#include "experiments/pairing.hpp"

#include <gtest/gtest.h>

#include "unit/experiments/two_arms.hpp"

namespace povtrap {
namespace {

using testing::base_run;
using testing::has_note;
using testing::refusal;

Dataset seeds_run(std::initializer_list<std::int64_t> seeds) {
  Replicates all;
  for (const std::int64_t seed : seeds) all.add(seed, base_run(seed));
  return all.take();
}

/// Keeps the first half-years only.
Dataset first_year(Dataset run) {
  for (Dimension& dimension : run.dimensions) {
    if (dimension.name == "time") dimension.length = 2;
  }
  for (Variable& variable : run.variables) {
    if (variable.dimensions.front() != "time") continue;
    std::visit([](auto& values) { values.resize(values.size() / 2); }, variable.values);
  }
  return run;
}

TEST(Pairing, SharedSeedsAreComparedAndTheOthersNamed) {
  const Comparison both = compare(seeds_run({1, 2, 3, 4, 7}), seeds_run({9, 3, 2}));
  EXPECT_EQ(both.seeds, (std::vector<std::int64_t>{2, 3}));
  EXPECT_TRUE(has_note(both, "the base alone has the seeds 1,4,7"));
  EXPECT_TRUE(has_note(both, "the reform alone has the seeds 9"));
  EXPECT_TRUE(has_note(compare(base_run(3), seeds_run({2, 3})), "no intervals")) << "a single run pairs with a replicate";
}

TEST(Pairing, WithoutASharedSeedThereIsNothingToCompare) {
  const std::string said = refusal<DataError>([] { (void)compare(seeds_run({1, 2}), base_run(5)); });
  EXPECT_NE(said.find("share no seed, 1,2 there and 5 here"), std::string::npos) << said;
}

TEST(Pairing, SharedYearsAreComparedAndTheOthersNamed) {
  Dataset shorter = first_year(base_run());
  testing::remove(shorter, "panel_income");
  const Comparison both = compare(base_run(), shorter);
  EXPECT_EQ(both.years, (std::vector<std::int64_t>{2012}));
  EXPECT_TRUE(has_note(both, "the base alone has the years 2013"));
}

TEST(Pairing, UnfinishedYearsDoNotCount) {
  Dataset open = base_run();
  testing::find(open, "period_of_year").values = std::vector<std::int32_t>{1, 2, 1, 1};
  EXPECT_EQ(compare(base_run(), open).years, (std::vector<std::int64_t>{2012}));
}

TEST(Pairing, WhatMakesRunsIncomparableIsRefused) {
  const auto said = [](auto change) {
    Dataset other = base_run();
    change(other);
    return refusal<DataError>([&] { (void)compare(base_run(), other); });
  };
  using testing::find;
  using testing::reals;
  EXPECT_NE(said([](Dataset& d) {
              find(d, "year").values = std::vector<std::int32_t>{2013, 2013, 2014, 2014};
            }).find("begin in 2012 and 2013"),
            std::string::npos);
  EXPECT_NE(said([](Dataset& d) {
              find(d, "period_of_year").values = std::vector<std::int32_t>{1, 1, 1, 1};
            }).find("no whole year"),
            std::string::npos);
  EXPECT_NE(said([](Dataset& d) { reals(d, "line")[0] = 900; }).find("1000 and 900"), std::string::npos);
  EXPECT_NE(said([](Dataset& d) { reals(d, "region_persons")[1] = 3; }).find("8 and 9 persons"), std::string::npos);
  EXPECT_NE(said([](Dataset& d) {
              find(d, "region_kind").values = std::vector<std::uint8_t>{0, 0};
            }).find("region_kind"),
            std::string::npos);
  EXPECT_NE(said([](Dataset& d) { testing::remove(d, "year"); }).find("no result of a run"), std::string::npos);
  EXPECT_NE(said([](Dataset& d) { reals(d, "headcount").pop_back(); }).find("ask for 8"), std::string::npos);
  EXPECT_NE(said([](Dataset& d) { reals(d, "mean_income") = {150, 160, 165, 170}; }).find("villages only"), std::string::npos);
}

TEST(Pairing, PersonsMayMoveBetweenRegions) {
  Dataset moved = base_run();
  testing::reals(moved, "region_persons") = {5, 3};
  EXPECT_EQ(compare(base_run(), moved).seeds.size(), 1u);
}

}  // namespace
}  // namespace povtrap
