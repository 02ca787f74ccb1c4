#pragma once

#include <numeric>
#include <vector>

#include "shocks/shock.hpp"
#include "unit/described.hpp"

namespace povtrap::test {

/// Households that a shock strikes, period by period.
struct StruckHouseholds {
  StruckHouseholds(std::size_t n, std::int64_t periods_per_year)
      : id(n),
        capital(n, 1.0),
        skill(n, 1.0),
        marks(n, 0),
        employer(n, 3),
        age(n, 40),
        luck(n, 1.0F),
        draws(4, std::vector<double>(n)) {
    std::iota(id.begin(), id.end(), 0u);
    calendar.periods_per_year = periods_per_year;
  }

  void strike(const Shock& shock, std::int64_t periods = 1) {
    const ShockTarget target{id.size(),    id.data(),
                             calendar,     capital.data(),
                             marks.data(), employer.data(),
                             age.data(),   skill.data(),
                             luck.data(),  {draws[0].data(), draws[1].data(), draws[2].data(), draws[3].data()}};
    for (std::int64_t period = 0; period < periods; ++period, ++calendar.period) shock.strike(target);
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
  std::vector<std::vector<double>> draws;
  Calendar calendar;
};

[[nodiscard]] inline std::unique_ptr<Shock> shock_with(std::unique_ptr<Shock> shock, Parameters values = {},
                                                       std::uint64_t seed = 1) {
  describe(*shock, values);
  shock->seed(seed);
  return shock;
}

}  // namespace povtrap::test
