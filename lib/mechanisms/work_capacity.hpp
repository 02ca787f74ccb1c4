#pragma once

#include <cstddef>
#include <memory>

#include "core/rule.hpp"

namespace povtrap {

/// How well a household can work, given what it has eaten.
class WorkCapacity : public Rule {
 public:
  /// phi for the nutrition stock n (average food intake over the requirement). Shape: n households. Ensures: 0 <= phi <= 1.
  virtual void capacity(const double* nutrition, double* phi, std::size_t n) const = 0;
};

[[nodiscard]] std::unique_ptr<WorkCapacity> make_constant_capacity();
[[nodiscard]] std::unique_ptr<WorkCapacity> make_hill_capacity();

}  // namespace povtrap
