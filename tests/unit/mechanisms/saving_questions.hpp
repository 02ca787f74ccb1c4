#pragma once

#include <vector>

#include "core/random.hpp"
#include "mechanisms/saving.hpp"

namespace povtrap::test {

/// Households with incomes and deposits of every size, some of them zero or negative, and what a rule answers.
struct ManySavers {
  explicit ManySavers(std::size_t n = 1000) {
    const Stream stream = make_stream(3, "savers");
    for (std::uint32_t i = 0; i < n; ++i) {
      const Words words = philox(stream, i, 0, 0);
      income.push_back(i % 10 == 0 ? -100 * uniform(words[0]) : math::exp(12 * uniform(words[0]) - 3));
      deposits.push_back(i % 7 == 0 ? 0 : math::exp(12 * uniform(words[1]) - 3));
      line.push_back(1000.0 * (1 + i % 6));
    }
    consumption.resize(n);
    investing.resize(n);
  }

  void ask(const SavingRule& rule, double dt = 0.25) {
    rule.decide({income.size(), income.data(), deposits.data(), line.data(), dt}, {consumption.data(), investing.data()});
  }

  std::vector<double> income, deposits, line, consumption, investing;
};

}  // namespace povtrap::test
