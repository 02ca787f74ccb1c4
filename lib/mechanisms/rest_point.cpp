#include "mechanisms/rest_point.hpp"

#include <algorithm>
#include <cmath>

namespace povtrap {

namespace {

constexpr double most_years = 20;  ///< of income that anybody holds as deposits
constexpr int halvings = 48;       ///< to the last bits that matter
constexpr int rounds = 200;        ///< a share invested of .9 is halved every seven
constexpr double close = 1e-12;    ///< change of income that ends the search [share]

/// A rule's answers to many households in one year.
struct Answers {
  std::vector<double> consumption, investing;

  explicit Answers(std::size_t n) : consumption(n), investing(n) {}

  void ask(const SavingRule& rule, std::span<const double> income, std::span<const double> line,
           const std::vector<double>& deposits) {
    rule.decide({income.size(), income.data(), deposits.data(), line.data(), 1.0}, {consumption.data(), investing.data()});
  }
};

}  // namespace

RestPoint rest_point(const SavingRule& rule, std::span<const double> income, std::span<const double> line) {
  const std::size_t n = income.size();
  Answers answers(n);
  std::vector<double> low(n, 0.0), high(n), middle(n, 0.0);
  answers.ask(rule, income, line, middle);
  const double tiny = 1e-12;
  for (std::size_t i = 0; i < n; ++i) {
    const bool wants_more = income[i] - answers.consumption[i] - answers.investing[i] > tiny * income[i];
    high[i] = wants_more ? most_years * income[i] : 0.0;
  }
  for (int step = 0; step < halvings; ++step) {
    for (std::size_t i = 0; i < n; ++i) middle[i] = 0.5 * (low[i] + high[i]);
    answers.ask(rule, income, line, middle);
    for (std::size_t i = 0; i < n; ++i) {
      const bool wants_more = income[i] - answers.consumption[i] - answers.investing[i] > tiny * income[i];
      (wants_more ? low : high)[i] = middle[i];
    }
  }
  answers.ask(rule, income, line, high);
  return {std::move(high), std::move(answers.investing)};
}

std::vector<double> income_for_consumption(const SavingRule& rule, std::span<const double> consumption,
                                           std::span<const double> line) {
  std::vector<double> income(consumption.begin(), consumption.end());
  for (int round = 0; round < rounds; ++round) {
    const RestPoint rest = rest_point(rule, income, line);
    double change = 0;
    for (std::size_t i = 0; i < income.size(); ++i) {
      const double next = std::min(consumption[i] + rest.investing[i], 1e3 * consumption[i]);
      change = std::max(change, income[i] > 0 ? std::abs(next - income[i]) / income[i] : 0.0);
      income[i] = next;
    }
    if (change < close) break;
  }
  return income;
}

double line_for_consumption(const SavingRule& rule, double line) {
  double found = line;
  for (int round = 0; round < rounds; ++round) {
    const double next = income_for_consumption(rule, {&line, 1}, {&found, 1}).front();
    const bool done = std::abs(next - found) < close * found;
    found = next;
    if (done) break;
  }
  return found;
}

}  // namespace povtrap
