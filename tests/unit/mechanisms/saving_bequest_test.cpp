#include <gtest/gtest.h>

#include <vector>

#include "mechanisms/saving.hpp"
#include "unit/described.hpp"

namespace povtrap {
namespace {

TEST(BequestSaving, EatsAShareOfAllWealthAfterDebts) {
  const auto rule = test::described(make_bequest_saving(), {{"share", 0.4}});
  const std::vector<double> income{100, 100, 100}, deposits{50, 0, 10}, debt{0, 20, 500}, line{1, 1, 1};
  std::vector<double> consumption(3), investing(3, 7.0);
  rule->decide({3, income.data(), deposits.data(), line.data(), 1.0, debt.data()}, {consumption.data(), investing.data()});
  EXPECT_DOUBLE_EQ(consumption[0], 0.6 * 150);
  EXPECT_DOUBLE_EQ(consumption[1], 0.6 * 80);
  EXPECT_EQ(consumption[2], 0.0) << "who owes more than there is leaves nothing and eats nothing";
  for (const double invested : investing) EXPECT_EQ(invested, 0.0);
}

}  // namespace
}  // namespace povtrap
