/// povtrap_peers: the two models of bench/peers in C++. Usage: povtrap_peers MODEL AGENTS PERIODS, with MODEL update
/// (of households) or exchange (of wealth). Prints seconds and one number that shows what was computed.

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <string>

#include "core/normal.hpp"
#include "household_update.hpp"

namespace povtrap::peers {

Households::Households(std::size_t n)
    : cash(n, 0.0), capital(n), skill(n, 1.0), nutrition(n, 1.0), luck(n, 0.0), thrift(n), ability(n), spell(n, 0) {
  const Stream stream = make_stream(1, "opening");
  for (std::size_t i = 0; i < n; ++i) {
    const Words words = philox(stream, static_cast<std::uint32_t>(i), 0, 0);
    capital[i] = 0.5 + 2 * uniform(words[0]);
    thrift[i] = 0.1 + 0.3 * uniform(words[1]);
    ability[i] = 0.5 + uniform(words[2]);
  }
}

std::int64_t update_all(Households& h, Stream stream, std::uint32_t year) {
  std::array<std::uint32_t, block> ids;
  std::array<double, block> normal, uniform1, uniform2;
  std::int64_t poor = 0;
  for (std::size_t first = 0; first < h.size(); first += block) {
    const std::size_t n = std::min(block, h.size() - first);
    std::iota(ids.begin(), ids.end(), static_cast<std::uint32_t>(first));
    fill_uniform4(stream, ids.data(), n, year, 0, normal.data(), uniform1.data(), uniform2.data(), nullptr);
    to_normal(normal.data(), n);
    poor += update({h.cash.data() + first, h.capital.data() + first, h.skill.data() + first, h.nutrition.data() + first,
                    h.luck.data() + first, h.thrift.data() + first, h.ability.data() + first, h.spell.data() + first,
                    normal.data(), uniform1.data(), uniform2.data(), n});
  }
  return poor;
}

namespace {

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

int run(const std::string& model, std::size_t agents, std::uint32_t periods) {
  const Stream stream = make_stream(1, "peers");
  constexpr std::uint32_t warm_up = 2;
  double start = 0, shown = 0;
  if (model == "exchange") {
    WealthExchange exchange(agents);
    for (std::uint32_t t = 0; t < warm_up + periods; ++t) {
      if (t == warm_up) start = now();
      exchange.step(stream, t);
    }
    for (const std::int32_t wealth : exchange.wealth()) shown += wealth == 0 ? 1.0 : 0.0;
  } else {
    Households households(agents);
    for (std::uint32_t t = 0; t < warm_up + periods; ++t) {
      if (t == warm_up) start = now();
      shown = static_cast<double>(update_all(households, stream, t));
    }
  }
  std::printf("%.9f %.6f\n", now() - start, shown / static_cast<double>(agents));
  return EXIT_SUCCESS;
}

}  // namespace

}  // namespace povtrap::peers

int main(int argc, char** argv) {
  const std::string model = argc == 4 ? argv[1] : "";
  if (model != "exchange" && model != "update") {
    std::fputs("Usage: povtrap_peers update|exchange AGENTS PERIODS\n", stderr);
    return 2;
  }
  return povtrap::peers::run(model, static_cast<std::size_t>(std::atoll(argv[2])),
                             static_cast<std::uint32_t>(std::atol(argv[3])));
}
