#include "shards.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <povtrap/error.hpp>
#include <system_error>
#include <utility>

#include "arguments.hpp"

namespace povtrap::app {

namespace {

constexpr std::int64_t most_shards = 10'000'000;

/// How MPI and a step of Slurm (srun) count the processes of a job.
constexpr std::array ranks{std::pair("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"), std::pair("PMI_RANK", "PMI_SIZE"),
                           std::pair("SLURM_PROCID", "SLURM_STEP_NUM_TASKS")};

/// The number that a scheduler has put into the environment, if it has.
std::optional<std::int64_t> scheduled(const char* name) {
  const char* const text = std::getenv(name);
  if (text == nullptr) return std::nullopt;
  const std::string word = text;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
  return value;
}

/// The shard of a task in Slurm's array. Tasks count as they are numbered: 4-10:2 are four shards.
Shard shard_of_array() {
  const auto task = scheduled("SLURM_ARRAY_TASK_ID"), count = scheduled("SLURM_ARRAY_TASK_COUNT");
  if (!task || !count || *count < 1) return {};
  const std::int64_t first = scheduled("SLURM_ARRAY_TASK_MIN").value_or(0),
                     step = std::max<std::int64_t>(1, scheduled("SLURM_ARRAY_TASK_STEP").value_or(1)),
                     index = (*task - first) / step;
  if ((*task - first) % step != 0 || index < 0 || index >= *count)
    throw ConfigError("task " + std::to_string(*task) + " of a Slurm array of " + std::to_string(*count) + " tasks from " +
                      std::to_string(first) +
                      " on: the array has gaps (rows could be left out) number its tasks without gaps, or say --shard or --rows");
  return {index, *count};
}

/// The part of a process among those of its job.
Shard shard_of_rank() {
  for (const auto& [rank, size] : ranks) {
    const auto mine = scheduled(rank), all = scheduled(size);
    if (!mine || !all) continue;
    if (*mine >= 0 && *mine < *all) return {*mine, *all};
    throw ConfigError(std::string(rank) + " = " + std::to_string(*mine) + ", " + size + " = " + std::to_string(*all) +
                      ": there is no such rank (rows could be left out) say --shard");
  }
  return {};
}

}  // namespace

Shard shard_of(const std::optional<std::string>& text) {
  if (!text) {  // each task of an array may have several ranks
    const Shard array = shard_of_array(), rank = shard_of_rank();
    return {array.index * rank.count + rank.index, array.count * rank.count};
  }
  const std::size_t slash = text->find('/');
  if (slash == std::string::npos)
    throw ConfigError("--shard \"" + *text +
                      "\": this is no part of a whole (rows could be left out) write it as in --shard 3/16");
  const auto count = whole_number("--shard", text->substr(slash + 1), 1, most_shards);
  const auto number = whole_number("--shard", text->substr(0, slash), 1, *count);
  return {*number - 1, *count};
}

}  // namespace povtrap::app
