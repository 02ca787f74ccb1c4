#pragma once

#include <cstddef>

namespace povtrap {

/// Turns uniforms into standard normals in place, as math::normal_quantile32() of each, bit for bit; the dearer formula of the
/// tails is left to those who need it.   Requires: they lie in (0, 1), not within 1e-10 of its ends.
void to_normal(double* uniforms, std::size_t n);

}  // namespace povtrap
