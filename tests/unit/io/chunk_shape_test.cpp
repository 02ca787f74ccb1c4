#include "io/chunk_shape.hpp"

#include <gtest/gtest.h>

namespace povtrap {
namespace {

using Shape = std::vector<hsize_t>;

TEST(ChunkShape, IsTheWholeArrayIfThatIsSmall) {
  EXPECT_EQ(chunk_shape({{480, true}, {3, false}, {2, false}}, 8), (Shape{480, 3, 2}));
}

TEST(ChunkShape, KeepsAllHouseholdsOfAFewPeriodsTogether) {
  EXPECT_EQ(chunk_shape({{480, true}, {20'000, false}}, 4), (Shape{13, 20'000}));
}

TEST(ChunkShape, CutsTheHouseholdsIfOnePeriodIsTooLarge) {
  const Shape shape = chunk_shape({{12, true}, {1'000'000, false}}, 4);
  EXPECT_EQ(shape, (Shape{1, 250'000}));
}

TEST(ChunkShape, HoldsHalfAMegabyteToOneOfALargeArray) {
  for (const hsize_t households : {100'000ULL, 333'333ULL, 7'654'321ULL}) {
    for (const std::size_t size : {std::size_t{1}, std::size_t{4}, std::size_t{8}}) {
      const Shape shape = chunk_shape({{1200, true}, {households, false}}, size);
      const hsize_t bytes = shape[0] * shape[1] * size;
      EXPECT_LE(bytes, hsize_t{1} << 20U);
      EXPECT_GE(bytes, (hsize_t{1} << 19U) - 4096) << shape[0] << " x " << shape[1];
    }
  }
}

TEST(ChunkShape, HasAlwaysAsManyPeriodsInAFullPiece) {
  for (const hsize_t periods : {13ULL, 14ULL, 100ULL, 480ULL})
    EXPECT_EQ(chunk_shape({{periods, true}, {20'000, false}}, 4), (Shape{13, 20'000})) << periods;
  EXPECT_EQ(chunk_shape({{12, true}, {20'000, false}}, 4), (Shape{12, 20'000}));
}

/// The chunks of an array follow each other without gaps and cover it once.
TEST(Cut, CoversTheArray) {
  const std::vector<std::vector<Axis>> arrays = {{{480, true}, {20'000, false}},
                                                 {{3, true}, {1'000'001, false}},
                                                 {{7, false}, {5, true}, {400'000, false}},
                                                 {{300'000, true}},
                                                 {{0, true}, {3, false}}};
  for (const auto& axes : arrays) {
    const Cut cut = cut_of(axes, chunk_shape(axes, 8));
    std::size_t all = 1, next = 0;
    for (const Axis& axis : axes) all *= axis.length;
    for (std::size_t chunk = 0; chunk < cut.chunks(); ++chunk) {
      EXPECT_EQ(cut.first(chunk), next);
      EXPECT_LE(cut.values_in(chunk), cut.values());
      next += cut.values_in(chunk);
    }
    EXPECT_EQ(next, all);
  }
}

TEST(ChunkShape, LeavesRoomToGrowAlongAnEmptyUnlimitedAxis) {
  EXPECT_EQ(chunk_shape({{0, true}, {3, false}}, 8), (Shape{1024, 3}));
  EXPECT_EQ(chunk_shape({{0, true}, {1'000'000, false}}, 1), (Shape{1, 1'000'000}));
  EXPECT_EQ(chunk_shape({{0, false}, {3, false}}, 8), (Shape{1, 3}));
}

}  // namespace
}  // namespace povtrap
