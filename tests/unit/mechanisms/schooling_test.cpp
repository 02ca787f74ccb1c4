#include "mechanisms/schooling.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "unit/described.hpp"

namespace povtrap {
namespace {

/// Parameters of the paper's example in thousands: one generation is one year.
SchoolingParameters paper(test::Parameters more = {}) {
  SchoolingParameters p;
  test::describe(p, more);
  p.generation = 1;
  p.premium = 21;
  return p;
}

struct Answer {
  std::vector<double> goes, loan;
};

Answer ask(const SchoolingParameters& p, const std::vector<double>& money, double earnings = 200.0) {
  const std::vector<double> work(money.size(), earnings);
  Answer answer{std::vector<double>(money.size()), std::vector<double>(money.size())};
  decide_on_school(p, {money.size(), money.data(), work.data(), 2000.0, 200.0, 0.5, 1.25}, answer.goes.data(),
                   answer.loan.data());
  return answer;
}

TEST(Schooling, PaysFromTheThresholdOfThePaperOn) {
  const Answer answer = ask(paper(), {0, 1066, 1067, 1999, 2000, 5000});
  EXPECT_EQ(answer.goes, (std::vector<double>{0, 0, 1, 1, 1, 1}));
  EXPECT_EQ(answer.loan, (std::vector<double>{0, 0, 933, 1, 0, 0}));
}

TEST(Schooling, NeedsMoneyIfThereIsNoCredit) {
  const Answer answer = ask(paper({{"schooling.loans", false}}), {1500, 1999.9, 2000});
  EXPECT_EQ(answer.goes, (std::vector<double>{0, 0, 1}));
}

TEST(Schooling, PaysForNobodyWhoEarnsTooLittle) {
  for (const double goes : ask(paper(), {1500, 2000, 1e9}, 100.0).goes) EXPECT_EQ(goes, 0.0);
}

TEST(Schooling, BorrowsForFamiliesThatOwe) {
  SchoolingParameters p = paper();
  p.premium = 100;
  EXPECT_EQ(ask(p, {-500}).loan.front(), 2000.0);
}

TEST(Schooling, ComesOnceInAGenerationAndNotToAllInTheSameYear) {
  SchoolingParameters p;
  test::describe(p);
  std::vector<int> in_year(25, 0);
  for (std::uint32_t household = 0; household < 100; ++household) {
    int turns = 0;
    for (std::int64_t year = 0; year < 25; ++year) {
      const bool turn = p.age_of_generation(household, year) == 0;
      turns += turn;
      in_year[static_cast<std::size_t>(year)] += turn;
    }
    EXPECT_EQ(turns, 1);
  }
  for (const int families : in_year) EXPECT_EQ(families, 4);
}

TEST(Schooling, FindsAGenerationAsItsAgeSays) {
  SchoolingParameters p;
  test::describe(p);
  const std::vector<std::uint32_t> households = {0,  1,  2,  3,           6,           7,           24,
                                                 25, 26, 99, 2147483647u, 2147483648u, 4294967294u, 4294967295u};
  for (const double generation : {1.0, 4.0, 25.0, 997.0}) {
    p.generation = generation;
    for (const std::int64_t year : {0, 1, 5, 240}) {
      for (const double age : {0.0, 1.0, 10.0, 30.0}) {
        std::vector<std::uint8_t> found(households.size());
        find_generation(p, age, year, households, found.data());
        const std::int64_t wanted = static_cast<std::int64_t>(age) % static_cast<std::int64_t>(generation);
        for (std::size_t i = 0; i < households.size(); ++i)
          EXPECT_EQ(found[i] != 0, p.age_of_generation(households[i], year) == wanted) << households[i];
      }
    }
  }
}

}  // namespace
}  // namespace povtrap
