#include "economy/account.hpp"

#include <gtest/gtest.h>

namespace povtrap {
namespace {

TEST(Account, ForgetsThePastPeriodButNotItsMoney) {
  Account account;
  account.balance = 12;
  account.posted[3] = account.moved[3] = 12;
  account.open_period();
  EXPECT_EQ(account.opening, 12);
  EXPECT_EQ(account.balance, 12);
  for (std::size_t f = 0; f < flow_count; ++f) {
    EXPECT_EQ(account.posted[f], 0);
    EXPECT_EQ(account.moved[f], 0);
  }
}

}  // namespace
}  // namespace povtrap
