#include "core/hash.hpp"

#include <gtest/gtest.h>

namespace povtrap {
namespace {

// Known answers of the xxHash authors' XXH3_128bits with seed 0, as `xxhsum -H2` prints them.
TEST(Hash, GivesTheKnownAnswers) {
  EXPECT_EQ(hash_of(""), "99aa06d3014798d86001c324468d497f");
}

TEST(Hash, TellsTextsApart) {
  EXPECT_EQ(hash_of("a,b\n1,2\n").size(), 32u);
  EXPECT_NE(hash_of("a,b\n1,2\n"), hash_of("a,b\n1,3\n"));
}

}  // namespace
}  // namespace povtrap
