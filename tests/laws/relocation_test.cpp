#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "laws/small_economy.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {
namespace {

using test::numbers;
using test::OpenEconomy;
using test::Settings;

/// A tenth of the households of the poorer half of villages moves every year. Nobody else gives grants.
Settings moving(const Settings& more = {}) {
  Settings settings = {
      {"relocation.active", "true"}, {"relocation.share", "0.1"}, {"relocation.origins", "0.5"}, {"grants.active", "false"}};
  settings.insert(settings.end(), more.begin(), more.end());
  return settings;
}

TEST(Relocation, MovesPeopleAndLosesNobody) {
  const Dataset result = test::result_of(test::small_economy(moving()));
  const std::vector<double>&residents = numbers(result, "residents_region"), &relocated = numbers(result, "relocated");
  const std::size_t regions = result.length("region"), periods = result.length("time");
  double first = 0;
  bool changed = false;
  for (std::size_t t = 0; t < periods; ++t) {
    double living = 0;
    for (std::size_t r = 0; r < regions; ++r) {
      living += residents[t * regions + r];
      changed = changed || residents[t * regions + r] != residents[r];
    }
    if (t == 0) first = living;
    EXPECT_EQ(living, first) << "period " << t;
    EXPECT_GT(relocated[t], 0.0) << "period " << t;
  }
  EXPECT_TRUE(changed);
}

/// What the programme costs is what the ledger says that the government gave and households got.
TEST(Relocation, PaysItsGrantsThroughTheLedger) {
  for (const char* use : {"investment", "deposits"}) {
    const Dataset result = test::result_of(test::small_economy(moving({{"relocation.use", use}})));
    const std::vector<double>&ledger = numbers(result, "ledger"), &cost = numbers(result, "relocation_cost"),
          &relocated = numbers(result, "relocated");
    for (std::size_t t = 0; t < cost.size(); ++t) {
      const double* row = &ledger[(t * flow_count + index(Flow::capital_transfers)) * sector_count];
      const double paid = t % 4 == 0 ? cost[t] : 0.0;
      EXPECT_EQ(row[index(Sector::households)], paid) << use << ", period " << t;
      EXPECT_EQ(row[index(Sector::central_government)], -paid) << use << ", period " << t;
      EXPECT_NEAR(cost[t], 1000 * relocated[t], 0.01) << "one line a head";
    }
  }
}

TEST(Relocation, TakesMoneyAndDebtAlongAndLeavesPartOfTheCapital) {
  OpenEconomy one(test::small_economy(moving({{"relocation.grant", "0"}, {"relocation.capital_loss", "0.25"}}))),
      other(test::small_economy({{"grants.active", "false"}}));
  one.live(4);
  other.live(4);
  const Households &a = one.economy().households, &b = other.economy().households;
  ASSERT_TRUE(a.id == b.id && a.deposits == b.deposits && a.capital == b.capital) << "nobody has moved yet";
  move_households(one.stage());
  const std::vector<std::uint32_t>& newcomers = one.stage().nation.newcomers;
  ASSERT_GT(newcomers.size(), 10u);
  const Column<std::uint32_t> places = a.place_by_id();
  std::vector<bool> moved(a.size(), false);
  for (const std::uint32_t place : newcomers) moved[a.id[place]] = true;
  for (std::size_t id = 0; id < a.size(); ++id) {
    const std::size_t i = places[id];
    ASSERT_TRUE(a.deposits[i] == b.deposits[id] && a.debt[i] == b.debt[id] && a.skill[i] == b.skill[id]);
    ASSERT_EQ(a.capital[i], moved[id] ? b.capital[id] - 0.25 * b.capital[id] : b.capital[id]);
  }
}

/// Who leaves a village leaves a job there; who works elsewhere keeps the job, and everybody else theirs.
TEST(Relocation, EndsJobsInThePlaceThatIsLeft) {
  OpenEconomy one(test::small_economy(moving({{"relocation.share", "0.5"}, {"relocation.targeting", "whole_region"}}))),
      other(test::small_economy({{"grants.active", "false"}}));
  one.live(4);
  other.live(4);
  move_households(one.stage());
  const Households &a = one.economy().households, &b = other.economy().households;
  const Column<std::uint32_t> places = a.place_by_id();
  std::vector<bool> moved(a.size(), false);
  for (const std::uint32_t place : one.stage().nation.newcomers) moved[a.id[place]] = true;
  std::size_t ended = 0, kept = 0;
  for (const Block& block : other.economy().blocks) {
    for (std::size_t id = block.first; id < block.first + block.size; ++id) {
      if (b.employer[id] < 0) continue;
      const bool at_home = other.economy().firms[static_cast<std::size_t>(b.employer[id])].region == block.region;
      ASSERT_EQ(a.employer[places[id]], moved[id] && at_home ? -1 : b.employer[id]) << "household " << id;
      (moved[id] && at_home ? ended : kept) += 1;
    }
  }
  EXPECT_GT(ended, 10u);
  EXPECT_GT(kept, 10u);
}

/// Turned off it changes nothing, and where it changes places, bad luck still hits the same households.
TEST(Relocation, TouchesNobodysLuck) {
  OpenEconomy one(test::small_economy(moving())), other(test::small_economy());
  for (int period = 0; period < 12; ++period) {
    one.live();
    other.live();
    const Households &a = one.economy().households, &b = other.economy().households;
    const Column<std::uint32_t> places = a.place_by_id();
    for (std::size_t id = 0; id < a.size(); ++id) {
      ASSERT_TRUE(a.luck[places[id]] == b.luck[id] && a.age[places[id]] == b.age[id]) << "household " << id;
      ASSERT_EQ(a.has(places[id], Mark::ill), b.has(id, Mark::ill)) << "household " << id;
    }
  }
  EXPECT_FALSE(one.economy().households.id == other.economy().households.id);
}

TEST(Relocation, DoesNotDependOnThreads) {
  const Config config = test::small_economy(moving({{"population.households", "9000"}, {"run.years", "2"}}));
  EXPECT_EQ(digest(test::result_of(config, 3)), digest(test::result_of(config, 1)));
}

TEST(Relocation, FollowsTheSameHouseholdsInThePanel) {
  const Settings panel = {{"output.panel_households", "300"}, {"grants.active", "false"}};
  const Dataset still = test::result_of(test::small_economy(panel)), moved = test::result_of(test::small_economy(moving(panel)));
  for (const char* name : {"panel_persons", "panel_ability"}) EXPECT_EQ(numbers(still, name), numbers(moved, name)) << name;
  const auto place = [](const Dataset& result) {
    return std::get<std::vector<std::int32_t>>(result.variable("panel_region").values);
  };
  EXPECT_NE(place(still), place(moved));
}

/// A village that everybody has left has firms at most; the nation lives on.
TEST(Relocation, MayEmptyVillages) {
  const Dataset result = test::result_of(
      test::small_economy(moving({{"relocation.targeting", "whole_region"}, {"relocation.share", "1"}, {"run.years", "4"}})));
  const std::vector<double>&residents = numbers(result, "residents_region"), &income = numbers(result, "mean_income_region");
  std::size_t empty = 0;
  for (std::size_t k = residents.size() - result.length("region"); k < residents.size(); ++k) {
    empty += residents[k] == 0 ? 1 : 0;
    EXPECT_EQ(std::isnan(income[k]), residents[k] == 0);
  }
  EXPECT_GT(empty, 0u);
  for (const double value : numbers(result, "mean_income")) EXPECT_TRUE(std::isfinite(value));
}

TEST(Relocation, KeepsToItsYears) {
  const Dataset result = test::result_of(test::small_economy(moving({{"relocation.start", "1"}, {"relocation.end", "2"}})));
  const std::vector<double>& relocated = numbers(result, "relocated");
  ASSERT_EQ(relocated.size(), 12u);
  for (std::size_t t = 0; t < 12; ++t) EXPECT_EQ(relocated[t] > 0, t / 4 == 1) << "period " << t;
}

/// Households that move by themselves get no grant, and nobody is lost on the way.
TEST(MovingHouse, NeedsNoProgramme) {
  const Config config = test::small_economy({{"moving.active", "true"}, {"moving.share", "0.5"}, {"grants.active", "false"}});
  const Dataset result = test::result_of(config);
  const std::vector<double>&ledger = numbers(result, "ledger"), &moved = numbers(result, "moved"),
        &residents = numbers(result, "residents_region");
  const std::size_t regions = result.length("region");
  for (std::size_t t = 0; t < moved.size(); ++t) {
    EXPECT_GT(moved[t], 0.0) << "period " << t;
    EXPECT_EQ(numbers(result, "relocated")[t], 0.0);
    EXPECT_EQ(ledger[(t * flow_count + index(Flow::capital_transfers)) * sector_count + index(Sector::households)], 0.0);
    double before = 0, now = 0;
    for (std::size_t r = 0; r < regions; ++r) {
      before += residents[r];
      now += residents[t * regions + r];
    }
    EXPECT_EQ(now, before) << "period " << t;
  }
  EXPECT_EQ(digest(test::result_of(config, 3)), digest(result));
}

}  // namespace
}  // namespace povtrap
