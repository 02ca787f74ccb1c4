#pragma once

#include "mechanisms/technique.hpp"

namespace povtrap {

/// The household's own enterprise, farm or service stall:
/// y = U A_r ability luck f(k / U) (own labour / workers)^mu, with own labour = members at work there x work capacity x effort.
/// Source: docs/model/techniques.md.
struct EnterpriseParameters {
  Slot<Technique> technique;
  double level = 0;            ///< [1]
  double growth = 0;           ///< [1/year]
  double labour_exponent = 0;  ///< mu [1]
  double depreciation = 0;     ///< [1/year]
  double luck = 0;             ///< sd of the log of the yearly multiplier [1]
  bool incentive = true;       ///< invest only if it pays at expected sales

  void describe(Fields& fields);
};

}  // namespace povtrap
