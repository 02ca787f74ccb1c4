#include "core/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <povtrap/error.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace povtrap {
namespace {

TEST(Workers, VisitEveryIndexOnce) {
  for (const int threads : {1, 2, 4}) {
    const Workers workers(threads);
    EXPECT_EQ(workers.threads(), threads);
    for (const std::size_t count : {0u, 1u, 2u, 1000u, 100000u}) {
      std::vector<std::atomic<int>> visits(count);
      workers.for_each(count, [&](std::size_t index) { ++visits[index]; });
      for (const auto& visit : visits) ASSERT_EQ(visit, 1);
    }
  }
}

TEST(Workers, HandResultsOverInBothDirections) {
  const Workers workers(4);
  std::vector<int> numbers(10000, 1);
  for (int round = 0; round < 20; ++round) {
    for (int& number : numbers) number += 1;
    workers.for_each(numbers.size(), [&](std::size_t index) { numbers[index] *= 2; });
  }
  for (const int number : numbers) ASSERT_EQ(number, numbers[0]);
}

TEST(Workers, PassOnExceptionsAndStayUsable) {
  for (const int threads : {1, 3}) {
    const Workers workers(threads);
    const auto fail = [](std::size_t index) {
      if (index == 77) throw std::runtime_error("index 77");
    };
    EXPECT_THROW(workers.for_each(100, fail), std::runtime_error);
    std::atomic<int> calls = 0;
    workers.for_each(10, [&](std::size_t) { ++calls; });
    EXPECT_EQ(calls, 10);
  }
}

TEST(Workers, MayBeCalledFromABody) {
  const Workers workers(2);
  std::atomic<int> calls = 0;
  workers.for_each(20, [&](std::size_t) { workers.for_each(30, [&](std::size_t) { ++calls; }); });
  EXPECT_EQ(calls, 600);
}

TEST(Workers, OfOneThreadLeaveOthersTheirs) {
  const Workers alone(1), several(3);
  EXPECT_EQ(alone.threads(), 1);
  EXPECT_EQ(several.threads(), 3);
  std::atomic<int> calls = 0;
  several.for_each(8, [&](std::size_t) { alone.for_each(4, [&](std::size_t) { ++calls; }); });
  EXPECT_EQ(calls, 32);
}

TEST(Workers, RefuseANegativeNumberOfThreads) {
  try {
    const Workers workers(-3);
    FAIL();
  } catch (const ConfigError& error) {
    EXPECT_NE(std::string(error.what()).find("-3"), std::string::npos);
  }
}

TEST(Threads, FollowSlurmAndElseAreAtLeastOne) {
  ::setenv("SLURM_CPUS_PER_TASK", "3", 1);
  EXPECT_EQ(available_threads(), 3);
  EXPECT_EQ(Workers().threads(), 3);
  ::setenv("SLURM_CPUS_PER_TASK", "nonsense", 1);
  EXPECT_GE(available_threads(), 1);
  ::unsetenv("SLURM_CPUS_PER_TASK");
  EXPECT_GE(available_threads(), 1);
}

TEST(Threads, FollowTheQuotaOfTheContainerRoundedUp) {
  EXPECT_EQ(quota_threads("200000 100000"), 2);
  EXPECT_EQ(quota_threads("150000 100000"), 2);
  EXPECT_EQ(quota_threads("50000 100000"), 1);
  EXPECT_EQ(quota_threads("max 100000"), 0);
  EXPECT_EQ(quota_threads("-1 100000"), 0);
  EXPECT_EQ(quota_threads(""), 0);
  EXPECT_EQ(quota_threads("100000"), 0);
}

}  // namespace
}  // namespace povtrap
