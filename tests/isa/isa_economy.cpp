// Lives through small economies with the vector instructions that forget_features.cpp leaves and prints two lines: the level of
// x86-64 for which kernels were chosen, and a digest of all results. isa_test.py compares the digests of different levels.

#include <cstdio>
#include <povtrap/dataset.hpp>
#include <string>

#include "laws/small_economy.hpp"

namespace {

// Chosen by the same notes and in the same way as the clones of POVTRAP_KERNEL.
__attribute__((target("arch=x86-64-v4"))) int level() {
  return 4;
}
__attribute__((target("arch=x86-64-v3"))) int level() {
  return 3;
}
__attribute__((target("default"))) int level() {
  return 1;
}

}  // namespace

int main() {
  using namespace povtrap;
  const std::string whole = digest(test::result_of(test::small_economy(test::everything_on())));
  const std::string plain = digest(test::result_of(test::small_economy()));
  std::printf("%d\n%s %s\n", level(), whole.c_str(), plain.c_str());
}
