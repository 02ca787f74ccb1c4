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

void PrintTo(const Planted& planted, std::ostream* out) {
  *out << planted.fault << " in " << planted.flow;
}

class PlantedFault : public testing::TestWithParam<Planted> {};

TEST_P(PlantedFault, StopsTheRunInItsPeriodWithTheNameOfTheFlow) {
  const auto [fault, flow] = GetParam();
  Simulation simulation(test::small_economy({{"audit.fault", fault},
                                             {"audit.flow", flow},
                                             {"audit.period", "5"},
                                             {"government.east_west", "0.5"},
                                             {"grants.reach", "0.5"}}),
                        1);
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
    testing::Values(Planted{"step_in_one_leg", "wages"}, Planted{"step_in_one_leg", "taxes"},
                    Planted{"step_in_one_leg", "donations"}, Planted{"step_in_one_leg", "trade"},
                    Planted{"step_in_one_leg", "household_capital"}, Planted{"step_in_one_leg", "change_in_bonds"},
                    Planted{"skipped_posting", "consumption"}, Planted{"skipped_posting", "public_purchases"},
                    Planted{"skipped_posting", "intergovernmental_transfers"}, Planted{"skipped_posting", "change_in_loans"},
                    Planted{"skipped_deposit", "farm_sales"}, Planted{"skipped_deposit", "consumption"},
                    Planted{"skipped_deposit", "firm_investment"}, Planted{"skipped_deposit", "ngo_purchases"},
                    Planted{"dropped_remainder", "dividends"}, Planted{"double_posting", "social_transfers"},
                    Planted{"double_posting", "loan_interest"}, Planted{"double_posting", "deposit_interest"},
                    Planted{"off_grid_amount", "capital_transfers"}, Planted{"off_grid_amount", "wages"}));

TEST(PlantedFaults, OfEveryKindAreNoticedInEveryFlowThatHouseholdsTakePartIn) {
  for (const char* flow :
       {"consumption", "household_capital", "farm_sales", "wages", "taxes", "social_transfers", "capital_transfers", "donations",
        "loan_interest", "deposit_interest", "dividends", "change_in_loans"}) {
    for (const char* fault : {"step_in_one_leg", "skipped_posting", "skipped_deposit", "double_posting", "off_grid_amount"}) {
      Simulation simulation(test::small_economy({{"population.households", "500"},
                                                 {"audit.fault", fault},
                                                 {"audit.flow", flow},
                                                 {"audit.period", "5"},
                                                 {"grants.reach", "0.5"},
                                                 {"grants.candidates", "1"}}),
                            1);
      try {
        simulation.run();
        ADD_FAILURE() << "nobody noticed " << fault << " in " << flow;
      } catch (const ModelError& error) {
        EXPECT_NE(std::string(error.what()).find(std::string("'") + flow + "'"), std::string::npos)
            << fault << ": " << error.what();
      }
    }
  }
}

TEST(PlantedFaults, AreNoticedInWhatSchoolsBondsAndLeviesPay) {
  for (const char* flow : {"change_in_bonds", "farm_sales", "consumption", "change_in_loans", "social_transfers", "taxes",
                           "subsidies", "deposit_interest", "trade"}) {
    for (const char* fault : {"step_in_one_leg", "skipped_posting", "skipped_deposit", "double_posting"}) {
      test::Settings settings = test::everything_on();
      for (const auto& more :
           test::Settings{{"population.households", "500"}, {"audit.fault", fault}, {"audit.flow", flow}, {"audit.period", "8"}})
        settings.push_back(more);
      Simulation simulation(test::small_economy(settings), 1);
      try {
        simulation.run();
        ADD_FAILURE() << "nobody noticed " << fault << " in " << flow;
      } catch (const ModelError& error) {
        EXPECT_NE(std::string(error.what()).find(std::string("'") + flow + "'"), std::string::npos)
            << fault << ": " << error.what();
      }
    }
  }
}

TEST(PlantedFaults, AreNoticedInTheFlowsOfProgrammes) {
  for (const char* flow : {"insurance", "interest_subsidy", "subsidies", "intergovernmental_transfers", "ngo_purchases"}) {
    for (const char* fault : {"step_in_one_leg", "skipped_posting", "skipped_deposit", "double_posting"}) {
      test::Settings settings = test::everything_on();
      settings.insert(settings.end(), {{"population.households", "500"},
                                       {"audit.fault", fault},
                                       {"audit.flow", flow},
                                       {"audit.period", "9"},
                                       {"insurance.take_up", "1"}});
      Simulation simulation(test::small_economy(settings), 1);
      try {
        simulation.run();
        ADD_FAILURE() << "nobody noticed " << fault << " in " << flow;
      } catch (const ModelError& error) {
        EXPECT_NE(std::string(error.what()).find(std::string("'") + flow + "'"), std::string::npos)
            << fault << ": " << error.what();
      }
    }
  }
}

TEST(PlantedFaults, LeaveARunAloneUntilTheirPeriodComes) {
  EXPECT_NO_THROW(test::result_of(
      test::small_economy({{"audit.fault", "skipped_posting"}, {"audit.flow", "wages"}, {"audit.period", "16"}})));
}

}  // namespace
}  // namespace povtrap
