#pragma once

#include <string>

namespace povtrap {

class Fields;

/// Public works at a wage below that of firms, so that only who has nothing better comes.   Source: docs/model/work-relief.md.
struct WorkReliefParameters {
  bool active = false;
  double wage = 0;            ///< of a worker for full time [poverty lines/year]
  double season = 0;          ///< part of a period that a post takes [share]
  double budget = 0;          ///< for wages [poverty lines/rural head/year]
  double works = 0;           ///< public works that a unit of wages brings [1]
  std::string provider;       ///< "central_government" or "provinces"
  double start = 0, end = 0;  ///< years since the base year

  void describe(Fields& fields);
  [[nodiscard]] bool offered(double now) const;
};

}  // namespace povtrap
