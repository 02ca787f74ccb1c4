#include "markets/credit.hpp"

#include <algorithm>

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

}  // namespace povtrap
