#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

namespace povtrap::test {

/// A population with ln y ~ N(0, s^2) of total weight 1, as cells of equal width in ln y. Each cell holds its exact mass and its
/// exact mean income, and one boundary lies at ln(line): headcount and gap are exact, the rest is right to the square of the cell
/// width.
struct Lognormal {
  std::vector<double> income, persons;
  double width = 0;

  Lognormal(double s, double line, std::size_t half_cells) : width(7 * s / static_cast<double>(half_cells)) {
    const double mean = std::exp(s * s / 2);
    const auto below = static_cast<std::size_t>((std::log(line) + 7 * s) / width);
    for (std::size_t k = 0; k < 2 * half_cells; ++k) {
      const double from = std::log(line) + (static_cast<double>(k) - static_cast<double>(below)) * width, to = from + width;
      persons.push_back(mass(from / s, to / s));
      income.push_back(mean * mass(from / s - s, to / s - s) / persons.back());
    }
  }

 private:
  /// P(a < Z < b), taken from the nearer tail so that small masses keep their digits.
  static double mass(double a, double b) {
    const double root = std::sqrt(2.0);
    return a > 0 ? (std::erfc(a / root) - std::erfc(b / root)) / 2 : (std::erfc(-b / root) - std::erfc(-a / root)) / 2;
  }
};

}  // namespace povtrap::test
