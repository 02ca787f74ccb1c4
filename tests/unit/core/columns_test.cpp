#include "core/columns.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <numeric>

namespace povtrap {
namespace {

template <class T>
std::size_t misalignment(const Column<T>& column, std::size_t alignment) {
  return reinterpret_cast<std::uintptr_t>(column.data()) % alignment;
}

TEST(Column, StartsOnACacheLineAndLargeOnesOnAHugePage) {
  EXPECT_EQ(misalignment(Column<std::uint8_t>(3), 64), 0u);
  EXPECT_EQ(misalignment(Column<double>(1001), 64), 0u);
  EXPECT_EQ(misalignment(Column<double>(1u << 18), 2u << 20), 0u);
}

TEST(Column, MayBeReadAndWrittenUpToItsLastCacheLine) {
  Column<double> column(9, 1.0);
  for (std::size_t i = 9; i < 16; ++i) column.data()[i] = 5.0;
  EXPECT_EQ(std::accumulate(column.begin(), column.end(), 0.0), 9.0);
}

TEST(Column, ResizeKeepsWhatStaysAndFillsWhatIsNew) {
  Column<int> column(3, 7);
  column.resize(5, 8);
  EXPECT_EQ(column[2], 7);
  EXPECT_EQ(column[3], 8);
  column.resize(100000, column[0]);
  EXPECT_EQ(column[4], 8);
  EXPECT_EQ(column[99999], 7);
  column.resize(1);
  column.resize(2);
  EXPECT_EQ(column[1], 0);
}

TEST(Column, PushBackGrowsIt) {
  Column<std::int32_t> column;
  EXPECT_TRUE(column.empty());
  for (std::int32_t i = 0; i < 1000; ++i) column.push_back(i);
  for (std::int32_t i = 0; i < 1000; ++i) EXPECT_EQ(column[static_cast<std::size_t>(i)], i);
  EXPECT_EQ(column.size(), 1000u);
}

TEST(Column, CopiesAreIndependentAndMovesTakeTheStorage) {
  Column<double> first(100, 1.5);
  Column<double> second = first;
  EXPECT_EQ(first, second);
  second[0] = 2.5;
  EXPECT_EQ(first[0], 1.5);
  EXPECT_FALSE(first == second);
  const double* storage = second.data();
  Column<double> third = std::move(second);
  EXPECT_EQ(third.data(), storage);
  first = third;
  EXPECT_EQ(first[0], 2.5);
  first = Column<double>();
  EXPECT_TRUE(first.empty());
}

}  // namespace
}  // namespace povtrap
