#include "economy/fault.hpp"

#include <gtest/gtest.h>

#include "core/fields.hpp"
#include "unit/described.hpp"

namespace povtrap {
namespace {

TEST(Fault, IsNoneUnlessOneIsPlanted) {
  AuditParameters parameters;
  Fields fields;
  parameters.describe(fields);
  EXPECT_EQ(parameters.planted().kind, FaultKind::none);
}

TEST(Fault, IsReadFromWords) {
  AuditParameters parameters;
  Fields fields;
  parameters.describe(fields);
  parameters.fault = "dropped_remainder";
  parameters.flow = "change_in_bonds";
  parameters.period = 7;
  const Fault fault = parameters.planted();
  EXPECT_EQ(fault.kind, FaultKind::dropped_remainder);
  EXPECT_EQ(fault.flow, Flow::bonds);
  EXPECT_TRUE(fault.hits(FaultKind::dropped_remainder, Flow::bonds, 7));
  EXPECT_FALSE(fault.hits(FaultKind::dropped_remainder, Flow::bonds, 6));
  EXPECT_FALSE(fault.hits(FaultKind::dropped_remainder, Flow::wages, 7));
  EXPECT_FALSE(fault.hits(FaultKind::skipped_posting, Flow::bonds, 7));
}

TEST(Fault, CanBePlantedIntoEveryFlow) {
  AuditParameters parameters;
  Fields fields;
  parameters.describe(fields);
  EXPECT_EQ(fields.find("audit.flow")->choices.size(), flow_count);
}

TEST(Fault, IsRefusedWhereItCannotHappen) {
  AuditParameters parameters;
  test::describe(parameters, {{"audit.fault", std::string("off_grid_amount")}, {"audit.flow", std::string("wages")}});
  EXPECT_TRUE(parameters.contradictions().empty());
  parameters.flow = "trade";
  EXPECT_EQ(parameters.contradictions().size(), 1u);
  parameters.fault = "dropped_remainder";
  EXPECT_EQ(parameters.contradictions().size(), 1u);
  parameters.flow = "dividends";
  EXPECT_TRUE(parameters.contradictions().empty());
}

}  // namespace
}  // namespace povtrap
