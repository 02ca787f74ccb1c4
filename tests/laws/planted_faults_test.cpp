#include <gtest/gtest.h>

#include <povtrap/error.hpp>
#include <string>

#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

struct Planted {
  const char* fault;
  const char* flow;
};

void PrintTo(const Planted& planted, std::ostream* out) { *out << planted.fault << " in " << planted.flow; }

class PlantedFault : public testing::TestWithParam<Planted> {};

TEST_P(PlantedFault, StopsTheRunWithTheNameOfTheFlow) {
  const auto [fault, flow] = GetParam();
  Simulation simulation(test::small_economy({{"audit.fault", fault}, {"audit.flow", flow}, {"audit.period", "5"}, {"government.east_west", "0.5"}, {"grants.reach", "0.5"}}), 1);
  std::int64_t period = 0;
  try {
    for (; simulation.step(); ++period) {
    }
    ADD_FAILURE() << "nobody noticed";
  } catch (const ModelError& error) {
    EXPECT_NE(std::string(error.what()).find(std::string("'") + flow + "'"), std::string::npos) << error.what();
    EXPECT_EQ(error.exit_code(), 4);
    EXPECT_EQ(period, 5);
  }
}

INSTANTIATE_TEST_SUITE_P(
    OfEveryKind, PlantedFault,
    testing::Values(Planted{"step_in_one_leg", "wages"}, Planted{"step_in_one_leg", "taxes"}));

}  // namespace
}  // namespace povtrap
