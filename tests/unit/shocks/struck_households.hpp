#pragma once

#include <algorithm>
#include <numeric>
#include <vector>

#include "shocks/shared_luck.hpp"
#include "shocks/shock.hpp"
#include "unit/described.hpp"

namespace povtrap::test {

/// Households that a shock strikes, period by period.
struct StruckHouseholds {
  StruckHouseholds(std::size_t n, std::int64_t periods_per_year)
      : id(n), capital(n, 1.0), skill(n, 1.0), marks(n, 0), age(n, 40), employer(n, 3), luck(n, 1.0F) {
    std::iota(id.begin(), id.end(), 0u);
    calendar.periods_per_year = periods_per_year;
  }

  void strike(const Shock& shock, std::int64_t periods = 1) {
    for (std::int64_t period = 0; period < periods; ++period, ++calendar.period) {
      for (std::size_t first = 0; first < id.size(); first += block_size)
        strike_block(shock, first, std::min(block_size, id.size() - first));
    }
  }

  void strike_block(const Shock& shock, std::size_t first, std::size_t n) {
    SharedLuck words(make_stream(1, "shocks"), id.data() + first, n, calendar.period);
    shock.strike({n, id.data() + first, calendar, capital.data() + first, marks.data() + first, employer.data() + first,
                  age.data() + first, skill.data() + first, luck.data() + first, words, capital_lost});
  }

  template <class Predicate>
  [[nodiscard]] double share_of(Predicate is_true) const {
    double count = 0;
    for (std::size_t i = 0; i < id.size(); ++i) count += is_true(i) ? 1 : 0;
    return count / static_cast<double>(id.size());
  }

  std::vector<std::uint32_t> id;
  std::vector<double> capital, skill;
  std::vector<std::uint8_t> marks, age;
  std::vector<std::int32_t> employer;
  std::vector<float> luck;
  double capital_lost = 0;
  Calendar calendar;
};

[[nodiscard]] inline std::unique_ptr<Shock> shock_with(std::unique_ptr<Shock> shock, Parameters values = {},
                                                       std::uint64_t seed = 1) {
  describe(*shock, values);
  shock->seed(seed);
  return shock;
}

}  // namespace povtrap::test
