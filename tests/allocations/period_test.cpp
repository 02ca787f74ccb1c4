#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include "laws/small_economy.hpp"

/// Counts every allocation of this program, which is why it is one of its own.
namespace {

std::atomic<long> allocations{0};

void* allocated(std::size_t bytes, std::size_t alignment) {
  ++allocations;
  const std::size_t whole = (bytes + alignment - 1) / alignment * alignment;
  if (void* storage = std::aligned_alloc(alignment, whole == 0 ? alignment : whole)) return storage;
  throw std::bad_alloc();
}

}  // namespace

// Not inlined, else the compiler takes them for mismatched pairs.
[[gnu::noinline]] void* operator new(std::size_t bytes) {
  return allocated(bytes, alignof(std::max_align_t));
}
[[gnu::noinline]] void* operator new(std::size_t bytes, std::align_val_t alignment) {
  return allocated(bytes, static_cast<std::size_t>(alignment));
}
[[gnu::noinline]] void operator delete(void* storage) noexcept {
  std::free(storage);
}
[[gnu::noinline]] void operator delete(void* storage, std::size_t) noexcept {
  std::free(storage);
}
[[gnu::noinline]] void operator delete(void* storage, std::align_val_t) noexcept {
  std::free(storage);
}
[[gnu::noinline]] void operator delete(void* storage, std::size_t, std::align_val_t) noexcept {
  std::free(storage);
}

namespace povtrap {
namespace {

/// Allocations of each period, the recording included.
std::vector<long> allocations_of(const Config& config) {
  Simulation simulation(config, 1);
  std::vector<long> counts;
  bool more = true;
  while (more) {
    const long before = allocations;
    more = simulation.step();
    counts.push_back(allocations - before);
  }
  return counts;
}

Config minimal_economy() {
  const Config config = Config::load(std::string(POVTRAP_SOURCE_DIR) + "/configs/minimal.toml");
  return test::with(config, {{"population.households", "3000"},
                             {"run.burn_in_years", "1"},
                             {"run.growth_burn_in_years", "1"},
                             {"run.years", "8"},
                             {"output.panel_households", "0"}});
}

TEST(Allocations, OfAPeriodAreAsManyInEveryYearFromTheThirdOn) {
  const std::vector<long> counts = allocations_of(minimal_economy());
  for (std::size_t t = 12; t < counts.size(); ++t) EXPECT_EQ(counts[t], counts[t - 4]) << "period " << t;
}

}  // namespace
}  // namespace povtrap
