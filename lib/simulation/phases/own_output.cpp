#include <algorithm>
#include <array>

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "core/sums.hpp"
#include "simulation/ask_rules.hpp"
#include "simulation/own_work.hpp"
#include "simulation/phases/earnings.hpp"

namespace povtrap {

namespace {

constexpr std::size_t most_workers = 32;

/// (own labour / workers)^mu for every number of workers, with one of them in a wage job.
using LabourTable = std::array<double, most_workers>;

POVTRAP_KERNEL void fill_table(double mu, double* POVTRAP_RESTRICT one_less) {
  one_less[0] = 0.0;
  POVTRAP_IVDEP
  for (std::int32_t w = 1; w < static_cast<std::int32_t>(most_workers); ++w)
    one_less[w] = math::pow(static_cast<double>(w - 1) / static_cast<double>(w), mu);
}

/// Work capacity and what it makes of own labour, where illness alone limits it: two values of each.
struct Illness {
  double capacity, effort;
};

POVTRAP_KERNEL void note_illness(std::size_t n, Illness ill, const std::uint8_t* POVTRAP_RESTRICT marks,
                                 double* POVTRAP_RESTRICT phi, double* POVTRAP_RESTRICT effort) {
  constexpr auto is_ill = static_cast<std::uint8_t>(Mark::ill);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const bool weak = (marks[i] & is_ill) != 0;
    phi[i] = weak ? ill.capacity : 1.0;
    effort[i] = weak ? ill.effort : 1.0;
  }
}

struct EffortRates {
  double ill_capacity, mu, best_gap, loss;
};

POVTRAP_KERNEL void make_effort(std::size_t n, EffortRates r, const std::uint8_t* POVTRAP_RESTRICT marks,
                                double* POVTRAP_RESTRICT phi, double* POVTRAP_RESTRICT effort) {
  constexpr auto is_ill = static_cast<std::uint8_t>(Mark::ill);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double able = phi[i] * ((marks[i] & is_ill) != 0 ? r.ill_capacity : 1.0);
    phi[i] = able;
    effort[i] = math::pow(able, r.mu);
  }
}

/// Effort follows the gap between goal and own income, an inverted U: no goal and a hopeless goal both discourage.
POVTRAP_KERNEL void make_effort_for_goals(std::size_t n, EffortRates r, const std::uint8_t* POVTRAP_RESTRICT marks,
                                          const double* POVTRAP_RESTRICT goal, double* POVTRAP_RESTRICT phi,
                                          double* POVTRAP_RESTRICT effort) {
  constexpr auto is_ill = static_cast<std::uint8_t>(Mark::ill);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double gap = math::max(0.0, goal[i] - 1.0) / r.best_gap;
    const double drive = 1.0 - r.loss * (1.0 - gap * math::exp(1.0 - gap));
    const double able = phi[i] * ((marks[i] & is_ill) != 0 ? r.ill_capacity : 1.0) * drive;
    phi[i] = able;
    effort[i] = math::pow(able, r.mu);
  }
}

POVTRAP_KERNEL void unit_and_capital(std::size_t n, double line, const float* POVTRAP_RESTRICT persons,
                                     const double* POVTRAP_RESTRICT capital, double* POVTRAP_RESTRICT unit,
                                     double* POVTRAP_RESTRICT x) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    unit[i] = line * static_cast<double>(persons[i]);
    x[i] = capital[i] / unit[i];
  }
}

/// What does not differ between the households of a block. Prices include the region's productivity.
struct Enterprise {
  double dt, farm_price, farm_weather, services_price, services_use;
};

/// Who works in it, and on what.
struct Workforce {
  const double* one_less;  ///< LabourTable
  const std::uint8_t* workers;
  const std::int32_t* employer;
  const float* away;  ///< share of the period on public works
};

/// Columns of the enterprise, and rows that are known.
struct Means {
  const float *ability, *luck;
  const std::uint8_t* trade;
  const double *unit, *f, *effort;
};

/// Value of own output, of capital at home, and of a worker at home.
POVTRAP_KERNEL void produce(std::size_t n, Enterprise e, Workforce w, Means m, double* POVTRAP_RESTRICT farm,
                            double* POVTRAP_RESTRICT services, double* POVTRAP_RESTRICT scale, float* POVTRAP_RESTRICT worth) {
  const double* POVTRAP_RESTRICT one_less = w.one_less;
  const std::uint8_t *POVTRAP_RESTRICT workers = w.workers, *POVTRAP_RESTRICT trade = m.trade;
  const std::int32_t* POVTRAP_RESTRICT employer = w.employer;
  const float *POVTRAP_RESTRICT away = w.away, *POVTRAP_RESTRICT ability = m.ability, *POVTRAP_RESTRICT luck = m.luck;
  const double *POVTRAP_RESTRICT unit = m.unit, *POVTRAP_RESTRICT f = m.f, *POVTRAP_RESTRICT effort = m.effort;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double less = one_less[workers[i]];
    const double at_home = employer[i] < 0 ? 1.0 : less;
    const double share = at_home - static_cast<double>(away[i]) * (at_home - less);
    const bool sells_services = trade[i] != 0;
    const double price = sells_services ? e.services_price : e.farm_price;
    const double full = price * static_cast<double>(ability[i]) * effort[i];  // with all workers at home, normal luck
    const double usual = full * (sells_services ? e.services_use : 1.0);
    const double yield = unit[i] * f[i];
    const double value = full * share * static_cast<double>(luck[i]) * yield * e.dt;
    farm[i] = sells_services ? 0.0 : round_to_grid(value * e.farm_weather);
    services[i] = sells_services ? value : 0.0;
    scale[i] = usual * share;
    worth[i] = static_cast<float>(usual * (1.0 - less) * yield);
  }
}

/// Luck of the year, worsened by users' shocks of this period.
const float* struck_luck(const HouseholdPass& pass, float* room) {
  const float* luck = pass.of(pass.households.luck);
  if (pass.own.output.empty()) return luck;
  const float* output = pass.of(pass.own.output);
  for (std::size_t i = 0; i < pass.n; ++i) room[i] = luck[i] * output[i];
  return room;
}

}  // namespace

WorkRows find_work(HouseholdPass& pass) {
  const Households& h = pass.households;
  const DevelopmentParameters& development = pass.model.development;
  const WorkRows work{pass.scratch.row(), pass.scratch.row()};
  const double mu = pass.model.enterprise.labour_exponent, ill = 1.0 - pass.model.labour.illness_loss;
  const bool only_illness =
      pass.model.work_capacity.rule().never_limits() && !pass.model.schooling.active && !development.aspiration;
  if (only_illness) {
    note_illness(pass.n, {ill, math::pow(ill, mu)}, pass.of(h.marks), work.phi, work.effort);
    return work;
  }
  ask_work_capacity(pass, pass.of(h.nutrition), work.phi);
  apply_schooling(pass, work.phi);
  const EffortRates rates{ill, mu, development.best_gap, development.effort_loss};
  if (development.aspiration) {
    make_effort_for_goals(pass.n, rates, pass.of(h.marks), pass.of(h.aspiration), work.phi, work.effort);
  } else {
    make_effort(pass.n, rates, pass.of(h.marks), work.phi, work.effort);
  }
  return work;
}

void run_own_enterprise(HouseholdPass& pass, const double* effort, double* farm) {
  Households& h = pass.households;
  const PassRows& rows = pass.rows;
  const Region& r = pass.region;
  unit_and_capital(pass.n, pass.model.poverty.line, pass.of(h.persons), pass.of(h.capital), rows.unit, rows.x);
  ask_technique(pass, rows.x, rows.f);
  LabourTable table;
  fill_table(pass.model.enterprise.labour_exponent, table.data());
  static constexpr std::array<float, block_size> nobody_away = {};
  const float* away = h.relief_work.empty() ? nobody_away.data() : pass.of(std::as_const(h.relief_work));
  std::array<float, block_size> struck, nobodys_worth;
  const double level = r.output_factor * r.disaster;
  produce(pass.n, {pass.dt(), r.food_price * level, r.weather, r.services_price * level, r.expected_utilisation},
          {table.data(), pass.of(h.workers), pass.of(h.employer), away},
          {pass.of(h.ability), struck_luck(pass, struck.data()), pass.of(h.trade), rows.unit, rows.f, effort}, farm,
          rows.services_capacity, rows.return_scale, h.home_worth.empty() ? nobodys_worth.data() : pass.of(h.home_worth));
  pass.tally.services_capacity = lane_sum(rows.services_capacity, pass.n);
}

}  // namespace povtrap
