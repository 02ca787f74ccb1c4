#include "economy/fault.hpp"

#include <gtest/gtest.h>

#include "core/fields.hpp"

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

}  // namespace
}  // namespace povtrap
