#include "core/math.hpp"

#define ARITHMETIC contracted
namespace povtrap::peers::ARITHMETIC {
using math::exp;
using math::log;
using math::pow;
}  // namespace povtrap::peers::ARITHMETIC

#include "household_update.inc"
