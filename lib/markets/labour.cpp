#include "markets/labour.hpp"

#include "core/math.hpp"

namespace povtrap {

Prospects prospects_elsewhere(const LabourParameters& p, std::span<const Firm> firms, std::span<const Region> regions,
                              std::span<const double> migrants) {
  Prospects prospects;
  for (const double share : migrants)
    prospects.kept.push_back(1.0 - (p.network > 0 ? p.migration_cost * math::exp(-p.network * share) : p.migration_cost));
  if (p.job_risk == 0) return prospects;
  for (const Firm& firm : firms) prospects.chance.push_back(1.0 - p.job_risk * regions[firm.region].unemployment);
  return prospects;
}

double next_wage(double wage, double unemployment, double vacancy_rate, double trend, double dt, const LabourParameters& p) {
  const double pressure = p.wage_response * (vacancy_rate - (unemployment - p.natural_unemployment));
  return wage * (1.0 + (trend + math::clamp(pressure, -p.wage_fall, p.wage_rise)) * dt);
}

}  // namespace povtrap
