#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

using test::numbers;
using test::OpenEconomy;
using test::Settings;

/// Aid that could reach many people, grants to a fifth of the villagers a year.
Config with_ngos(const Settings& more = {}) {
  Settings settings = {
      {"grants.reach", "0.2"}, {"grants.candidates", "0.3"}, {"ngos.foreign_aid", "0.05"}, {"run.burn_in_years", "2"}};
  settings.insert(settings.end(), more.begin(), more.end());
  return test::small_economy(settings);
}

/// One value a period and bloc.
double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0, [](double all, double x) { return std::isnan(x) ? all : all + x; });
}

TEST(Ngos, LoseForeignAidAbruptlyWhenAProjectEnds) {
  const Dataset result =
      test::result_of(with_ngos({{"ngos.project", "1"}, {"ngos.pause", "1"}, {"ngos.donations", "0"}, {"firms.donations", "0"}}));
  const std::vector<double>& receipts = numbers(result, "ngo_receipts_bloc");
  for (std::size_t t = 0; t < result.length("time"); ++t) {
    const bool project = t / 4 % 2 == 0;
    for (std::size_t bloc = 0; bloc < 2; ++bloc) EXPECT_EQ(receipts[2 * t + bloc] > 0, project) << "period " << t;
  }
}

TEST(Ngos, ReachNoMoreThanTheirStaffCan) {
  const double capacity = 0.02;
  OpenEconomy open(with_ngos({{"ngos.capacity", "0.02"}}));
  std::vector<double> reached(2, 0.0);
  constexpr int periods = 20;
  for (int period = 0; period < periods; ++period) {
    open.live();
    for (const Ngo& ngo : open.economy().ngos) {
      EXPECT_LE(to_lcu(ngo.given), capacity / 4 * ngo.rural_persons * 0.5 * 1000);
      for (const Region& region : open.economy().regions)
        reached[ngo.bloc] += region.bloc == ngo.bloc ? region_sum(open.stage(), region, &BlockTally::grant_persons) : 0.0;
    }
  }
  for (const Ngo& ngo : open.economy().ngos) {
    const double most = capacity / 4 * (periods - 4) * ngo.rural_persons;  // the first year has no candidates
    EXPECT_GT(reached[ngo.bloc], 0.3 * most);
    EXPECT_LT(reached[ngo.bloc], most + 5 * std::sqrt(4 * most));  // a lottery of households of about four persons
  }
}

TEST(Ngos, ErrLessWithABetterSignal) {
  const auto error = [](const char* signal) {
    const Dataset result =
        test::result_of(with_ngos({{"ngos.signal", signal}, {"grants.reach", "0.05"}, {"population.households", "6000"}}));
    const std::vector<double>&reached = numbers(result, "ngo_reached_bloc"), &wrong = numbers(result, "ngo_inclusion_error_bloc");
    double persons = 0;
    for (std::size_t k = 0; k < wrong.size(); ++k) persons += reached[k] > 0 ? reached[k] * wrong[k] : 0.0;
    EXPECT_GT(sum(reached), 100.0);
    return persons / sum(reached);
  };
  const double blind = error("0.05"), sharp = error("1");
  EXPECT_GT(blind, sharp + 0.1);
}

TEST(Ngos, AreOrderedAndPaidByTheGovernment) {
  const Dataset result = test::result_of(with_ngos({{"ngos.procurement", "0.01"}}));
  const std::vector<double>& ledger = numbers(result, "ledger");
  for (std::size_t t = 0; t < result.length("time"); ++t) {
    const auto cell = [&](Sector s) { return ledger[(t * flow_count + index(Flow::subsidies)) * sector_count + index(s)]; };
    EXPECT_GT(cell(Sector::ngos), 0.0);
    EXPECT_EQ(cell(Sector::ngos), -cell(Sector::central_government));
  }
}

TEST(Ngos, KeepTheirBooksApartFromOthersLuck) {
  OpenEconomy one(with_ngos()), other(with_ngos({{"ngos.signal", "0.9"}}));
  one.live(8);
  other.live(8);
  EXPECT_TRUE(one.economy().households.luck == other.economy().households.luck);
}

TEST(Ngos, CountTheVillagersOfTheirBlocAgainAfterMoves) {
  OpenEconomy open(test::small_economy({{"relocation.active", "true"},
                                        {"relocation.share", "0.5"},
                                        {"relocation.origins", "1"},
                                        {"relocation.targeting", "whole_region"},
                                        {"relocation.destination", "towns"}}));
  const Economy& e = open.economy();
  double at_first = 0, now = 0;
  for (const Ngo& ngo : e.ngos) at_first += ngo.rural_persons;
  open.live(8);
  for (const Ngo& ngo : e.ngos) {
    double villagers = 0;
    for (const Region& region : e.regions)
      villagers += region.bloc == ngo.bloc && region.kind == RegionKind::rural ? region.persons : 0.0;
    EXPECT_EQ(ngo.rural_persons, villagers);
    now += ngo.rural_persons;
  }
  EXPECT_LT(now, at_first);
}

}  // namespace
}  // namespace povtrap
