#pragma once

#include <cstddef>
#include <memory>

#include "core/rule.hpp"

namespace povtrap {

/// How capital becomes output in a household's own enterprise: y = U f(k / U) times everything else (own_enterprise.hpp),
/// with U = poverty line x persons a year, so that thresholds do not scatter with household size.
class Technique : public Rule {
 public:
  /// f(x) for capital x in units U. Shape: n households. Units: U/year.
  virtual void output(const double* x, double* f, std::size_t n) const = 0;
};

[[nodiscard]] std::unique_ptr<Technique> make_solow_technique();
[[nodiscard]] std::unique_ptr<Technique> make_step_technique();
[[nodiscard]] std::unique_ptr<Technique> make_logistic_technique();
[[nodiscard]] std::unique_ptr<Technique> make_two_technique();

}  // namespace povtrap
