#include <cmath>

#include "core/math.hpp"

#define ARITHMETIC libm
namespace povtrap::peers::ARITHMETIC {
using std::exp;
using std::log;
using std::pow;
}  // namespace povtrap::peers::ARITHMETIC

#include "household_update.inc"
