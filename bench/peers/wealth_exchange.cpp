#include <algorithm>
#include <array>
#include <numeric>

#include "core/kernel.hpp"
#include "household_update.hpp"

namespace povtrap::peers {

namespace {

/// Who gives pays, and whom it goes to: a word times the number of agents is uniform below that number.
POVTRAP_KERNEL void give(std::int32_t* POVTRAP_RESTRICT wealth, const std::uint32_t* POVTRAP_RESTRICT words,
                         std::uint32_t* POVTRAP_RESTRICT receiver, std::uint32_t agents, std::size_t n) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const std::int32_t gift = wealth[i] > 0 ? 1 : 0;
    const auto drawn = static_cast<std::uint32_t>((std::uint64_t{words[i]} * agents) >> 32);
    wealth[i] -= gift;
    receiver[i] = gift == 1 ? drawn : agents;
  }
}

}  // namespace

void WealthExchange::step(Stream stream, std::uint32_t period) {
  const auto agents = static_cast<std::uint32_t>(wealth_.size());
  std::array<std::uint32_t, block> ids;
  // Each call of the generator gives four words, so a block of its numbers serves four blocks of agents.
  std::array<std::array<std::uint32_t, block>, 4> drawn;
  for (std::size_t first = 0; first < agents; first += 4 * block) {
    std::iota(ids.begin(), ids.end(), static_cast<std::uint32_t>(first));
    fill_words(stream, ids.data(), block, period, 0, drawn[0].data(), drawn[1].data(), drawn[2].data(), drawn[3].data());
    for (std::size_t k = 0; k < 4 && first + k * block < agents; ++k) {
      const std::size_t start = first + k * block, n = std::min(block, agents - start);
      give(wealth_.data() + start, drawn[k].data(), receiver_.data() + start, agents, n);
    }
  }
  std::int32_t* wealth = wealth_.data();
  for (const std::uint32_t receiver : receiver_) {
    if (receiver < agents) ++wealth[receiver];
  }
}

}  // namespace povtrap::peers
