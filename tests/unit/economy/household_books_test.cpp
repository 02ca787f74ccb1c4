#include "economy/household_books.hpp"

#include <gtest/gtest.h>

#include <povtrap/error.hpp>
#include <string>
#include <vector>

#include "economy/households.hpp"

namespace povtrap {
namespace {

/// Three households with their books.
struct ThreeHouseholds {
  explicit ThreeHouseholds(Fault fault = {}, std::size_t first_household = 0)
      : ledger(fault), books(deposits.data(), opening.data(), 3, ledger, {first_household, to_steps(60)}) {}

  Steps close() { return books.close(); }

  std::vector<double> deposits{10, 20, 30}, opening = std::vector<double>(3);
  Ledger ledger;
  HouseholdBooks books;
};

std::string complaint(ThreeHouseholds& three) {
  try {
    static_cast<void>(three.close());
  } catch (const ModelError& error) {
    return error.what();
  }
  return "";
}

TEST(HouseholdBooks, MoveMoneyAndAddItUpByFlow) {
  ThreeHouseholds three;
  const std::vector<double> wages{1, 0, 2.5}, food{0.5, 0.25, 0.125};
  three.books.receive(Flow::wages, wages.data());
  three.books.spend(Flow::consumption, food.data());
  three.books.spend(Flow::consumption, food.data());
  EXPECT_EQ(three.deposits, (std::vector<double>{10, 19.5, 32.25}));
  EXPECT_EQ(three.books.totals()[Flow::wages], to_steps(3.5));
  EXPECT_EQ(three.books.totals()[Flow::consumption], -to_steps(1.75));
  EXPECT_EQ(three.books.opening()[1], 20);
  EXPECT_NO_THROW(static_cast<void>(three.close()));
}

TEST(HouseholdBooks, AddTotalsOfBlocks) {
  FlowTotals one, other;
  one.net[2] = 5;
  other.net[2] = -7;
  other.net[3] = 1;
  one += other;
  EXPECT_EQ(one.net[2], -2);
  EXPECT_EQ(one.net[3], 1);
}

TEST(HouseholdBooks, AddDepositsUpWhenTheyClose) {
  ThreeHouseholds idle, three;
  EXPECT_EQ(idle.close(), to_steps(60));
  const std::vector<double> wages{1, 0, 2.5};
  three.books.receive(Flow::wages, wages.data());
  EXPECT_EQ(three.close(), to_steps(63.5));
}

TEST(HouseholdBooks, NoticeDepositsThatChangedBeforeTheFirstPayment) {
  ThreeHouseholds idle, three;
  idle.deposits[1] += lcu_per_step;
  EXPECT_NE(complaint(idle), "");
  three.deposits[1] += lcu_per_step;
  const std::vector<double> wages{1, 0, 2.5};
  const auto pay_and_close = [&] {
    three.books.receive(Flow::wages, wages.data());
    return three.close();
  };
  EXPECT_THROW(static_cast<void>(pay_and_close()), ModelError);
}

TEST(HouseholdBooks, RefusePaymentsWhereNoneAreMade) {
  const Ledger ledger;
  HouseholdBooks shut(nullptr, nullptr, 0, ledger, {});
  const std::vector<double> wages{1};
  EXPECT_THROW(shut.receive(Flow::wages, wages.data()), ModelError);
}

TEST(HouseholdBooks, NoticeMoneyThatNobodyPosted) {
  ThreeHouseholds three;
  EXPECT_EQ(three.books.opening()[1], 20);
  three.deposits[1] += lcu_per_step;
  EXPECT_NE(complaint(three).find("household 1 "), std::string::npos);
}

TEST(HouseholdBooks, NoticeARowThatChangedAfterItWasPaid) {
  ThreeHouseholds three;
  std::vector<double> wages{1, 2, 3};
  three.books.receive(Flow::wages, wages.data());
  wages[2] = 4;
  EXPECT_NE(complaint(three), "");
}

TEST(HouseholdBooks, NameTheFlowOfASkippedDeposit) {
  ThreeHouseholds three({.kind = FaultKind::skipped_deposit, .flow = Flow::taxes, .period = 0});
  const std::vector<double> wages{1, 2, 3}, taxes{0, 0.5, 0.25};
  three.books.receive(Flow::wages, wages.data());
  three.books.spend(Flow::taxes, taxes.data());
  EXPECT_NE(complaint(three).find("'taxes'"), std::string::npos);
}

TEST(HouseholdBooks, NameTheFlowOfAnAmountOffTheGrid) {
  ThreeHouseholds three;
  const std::vector<double> wages{1, 2, 3}, gift{0.1, 0, 0};
  three.books.receive(Flow::wages, wages.data());
  three.books.receive(Flow::donations, gift.data());
  EXPECT_EQ(three.deposits[0], 11.1);
  three.deposits[0] = round_to_grid(three.deposits[0]);
  EXPECT_NE(complaint(three).find("'donations'"), std::string::npos);
}

TEST(HouseholdBooks, PlantFaultsOnlyWhereTheyShould) {
  const Fault fault{.kind = FaultKind::double_posting, .flow = Flow::wages, .period = 0};
  ThreeHouseholds bearer(fault), other(fault, block_size);
  const std::vector<double> wages{1, 2, 3};
  bearer.books.receive(Flow::wages, wages.data());
  other.books.receive(Flow::wages, wages.data());
  EXPECT_EQ(bearer.books.totals()[Flow::wages], to_steps(12));
  EXPECT_EQ(other.books.totals()[Flow::wages], to_steps(6));
}

}  // namespace
}  // namespace povtrap
