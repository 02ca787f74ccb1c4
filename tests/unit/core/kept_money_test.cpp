#include "core/kept_money.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace povtrap {
namespace {

constexpr double line = 2300;

TEST(KeptMoney, IsOnTheGridAndNearlyWhatItWas) {
  for (const double amount : {0.0, 0.25, 12.5, 20000.0 + lcu_per_step, 123456.789, 1e9}) {
    const double found = found_money(keep_money(amount, line), line);
    EXPECT_TRUE(on_grid(found)) << amount;
    EXPECT_NEAR(found, amount, 1e-7 * amount + lcu_per_step);
  }
}

TEST(KeptMoney, IsTheSameInEveryUnitOfMoney) {
  for (const double amount : {777.7, 123456.789})
    EXPECT_EQ(keep_money(amount, line), keep_money(1000.0 * amount, 1000.0 * line)) << amount;
}

}  // namespace
}  // namespace povtrap
