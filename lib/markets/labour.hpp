#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/random.hpp"
#include "economy/agents.hpp"
#include "markets/parameters.hpp"

namespace povtrap {

/// A household that looks for a wage job in this period.
struct Seeker {
  std::uint32_t household;  ///< its id, which draws are keyed by
  float efficiency;         ///< units of labour offered
  float worth;              ///< what the work adds at home [LCU/year]
  std::int32_t firm = -1;   ///< where it was hired, -1 while it looks
  std::uint32_t place = 0;  ///< where the household stands in its columns
};

/// Random order and choices of one period: draws are keyed by household and by (household, firm), so that one more applicant
/// changes the luck of few.
struct MatchingDraws {
  Stream applications, ranks;
  std::uint32_t period;
};

/// Home market: each seeker applies to a few firms of its region that still have vacancies, best wage first, as long as the
/// pay beats the worth at home; each firm takes its applicants in the order of a keyed rank until its vacancies are filled.
/// Changes: `firm` of seekers, vacancies, workers and labour of firms.   Cost: O(seekers x applications).
/// Source: urn protocol M1-M2 of the reference values; docs/model/labour.md.
void match_at_home(std::vector<Seeker>& seekers, std::span<Firm> firms, std::size_t first_firm, std::int64_t applications,
                   const MatchingDraws& draws);

/// What seekers expect of work outside their region. Empty: all of the pay.
struct Prospects {
  std::vector<double> kept;    ///< of the pay after the burden of being away, by home region [share]
  std::vector<double> chance;  ///< of a job, by firm [share]
};

/// Expected gain net of cost. Equation: kept = 1 - cost exp(-network m), m the share of the home region's households that work
/// elsewhere; chance = 1 - risk u, u unemployment in the firm's region.   Shape: `migrants` has one m for each region.
/// Source: Harris and Todaro (1970); Carrington, Detragiache and Vishwanath (1996); docs/model/labour.md.
[[nodiscard]] Prospects prospects_elsewhere(const LabourParameters& parameters, std::span<const Firm> firms,
                                            std::span<const Region> regions, std::span<const double> migrants);

/// One application elsewhere: a vacancy of the nation is drawn, each open place being equally likely. The seeker applies if
/// wage x efficiency x kept x chance exceeds what the work adds at home.   `seekers`: all regions' unplaced ones.
void match_elsewhere(std::vector<std::vector<Seeker>>& seekers, std::span<Firm> firms, const Prospects& prospects,
                     const MatchingDraws& draws);

/// New wage of a firm from the state of its region's labour market.   Units: [LCU/efficiency unit/year].
[[nodiscard]] double next_wage(double wage, double unemployment, double vacancy_rate, double trend, double period_length,
                               const LabourParameters& parameters);

}  // namespace povtrap
