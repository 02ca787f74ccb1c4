#pragma once

namespace povtrap {

class Fields;

/// How people and places change in the long run: skill by work, aspiration and effort, public capital.
/// Source: docs/model/development.md.
struct DevelopmentParameters {
  bool skill = true;                          ///< skill depends on having a job
  double learning = 0;                        ///< [1/year] of the distance to the ceiling, while employed
  double forgetting = 0;                      ///< [1/year] of what exceeds the floor, while not
  double skill_floor = 0, skill_ceiling = 0;  ///< relative to the starting mean of the region kind [1]
  bool aspiration = false;                    ///< effort depends on the distance to one's goal
  double adaptation = 0;                      ///< of the goal to what neighbours have [1/year]
  double effort_loss = 0;                     ///< of effort without a goal, or with a hopeless one [share]
  double best_gap = 0;                        ///< goal over own income that motivates most [log]
  double public_elasticity = 0;               ///< eta: productivity with respect to public capital [1]
  double public_depreciation = 0;             ///< [1/year]
  double neighbourhood_elasticity = 0;        ///< psi: productivity with respect to mean private capital [1]

  void describe(Fields& fields);
};

}  // namespace povtrap
