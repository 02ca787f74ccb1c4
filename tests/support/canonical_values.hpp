#pragma once

#include <map>
#include <string>
#include <vector>

#include "support/theory.hpp"

namespace povtrap::theory {

/// What one canonical configuration shows: values by id, read off the engine. A value that does not exist, such as the threshold
/// of an economy without a trap, is `none`.
using Values = std::map<std::string, double>;

[[nodiscard]] Values measure_solow(const Config& config);              ///< G1
[[nodiscard]] Values measure_savings_trap(const Config& config);       ///< G2
[[nodiscard]] Values measure_step_technology(const Config& config);    ///< G3
[[nodiscard]] Values measure_logistic(const Config& config);           ///< G4
[[nodiscard]] Values measure_east_west(const Config& config);          ///< G7
[[nodiscard]] Values measure_nutrition_trap(const Config& config);     ///< N3
[[nodiscard]] Values measure_schooling_trap(const Config& config);     ///< C1
[[nodiscard]] Values measure_sim(const Config& config);                ///< B2
[[nodiscard]] Values measure_portfolio(const Config& config);          ///< B3
[[nodiscard]] Values measure_two_regions(const Config& config);        ///< B6
[[nodiscard]] Values measure_village_fund(const Config& config);       ///< P3
[[nodiscard]] Values measure_interest_discount(const Config& config);  ///< P4

/// A canonical configuration and how it is measured.
struct Canonical {
  std::string name;                                           ///< as one asks for it
  std::string prefix;                                         ///< of its ids
  std::string file;                                           ///< of configs/canonical, without .toml
  std::vector<std::pair<std::string, std::string>> settings;  ///< on top of the file
  Values (*measure)(const Config&);
};
[[nodiscard]] const std::vector<Canonical>& all_canonical();

/// A published or derived value.
struct Expected {
  std::string id;
  double value = 0, tolerance = 0;
  bool relative = false;

  /// In units of the tolerance's kind.
  [[nodiscard]] double error(double measured) const;
  [[nodiscard]] bool holds(double measured) const;
};

/// All entries of tests/theory/expected.json whose id begins with prefix and a dot.
[[nodiscard]] std::vector<Expected> expected_values(const std::string& prefix);

}  // namespace povtrap::theory
