#include "markets/credit.hpp"

#include <algorithm>
#include <array>

#include "core/contracts.hpp"

namespace povtrap {

Rationing ration_pot(Steps pot, std::span<const Steps> requests) {
  Rationing result;
  Steps left = std::max<Steps>(0, pot);
  for (std::size_t c = requests.size(); c-- > 0;) {
    const Steps served = std::min(left, requests[c]);
    result.total += served;
    left -= served;
    result.cutoff = c;
    result.rest = served;
    if (served < requests[c]) break;
  }
  return result;
}

void add_by_class(const double* requests, const std::uint8_t* ranks, std::size_t n, std::span<Steps> by_class) {
  // Neighbours count into different rows, so that none waits for the sum of the one before.
  constexpr std::size_t rows = 4, most_classes = 64;
  POVTRAP_REQUIRE(by_class.size() <= most_classes);
  std::array<std::array<Steps, most_classes>, rows> sums = {};
  for (std::size_t i = 0; i < n; ++i) sums[i % rows][ranks[i] % most_classes] += to_steps(requests[i]);
  for (std::size_t c = 0; c < by_class.size(); ++c) by_class[c] += sums[0][c] + sums[1][c] + sums[2][c] + sums[3][c];
}

}  // namespace povtrap
