#include <algorithm>
#include <atomic>

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "core/places.hpp"
#include "simulation/phases/earnings.hpp"

namespace povtrap {

namespace {

POVTRAP_KERNEL void earn(std::size_t n, double efficiency, double dt, const double* POVTRAP_RESTRICT skill,
                         const double* POVTRAP_RESTRICT phi, double* POVTRAP_RESTRICT wage) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) wage[i] = round_to_grid(wage[i] * skill[i] * efficiency * phi[i] * dt);
}

/// Adds to what several threads may add to.
POVTRAP_ALWAYS_INLINE void add(Steps& sum, Steps amount, bool shared) {
  if (shared) {
    std::atomic_ref(sum).fetch_add(amount, std::memory_order_relaxed);
  } else {
    sum += amount;
  }
}

/// The wage of everybody's employer, zero where there is none.
POVTRAP_KERNEL void look_up_wages(std::size_t n, const double* POVTRAP_RESTRICT of_firm,
                                  const std::int32_t* POVTRAP_RESTRICT employer, double* POVTRAP_RESTRICT wage) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const std::int32_t firm = employer[i];
    const double paid = of_firm[firm < 0 ? 0 : firm];
    wage[i] = firm < 0 ? 0.0 : paid;
  }
}

/// Who of a block works for a firm, and who of them in another region.
POVTRAP_KERNEL void find_employed(std::size_t n, const Region& region, const std::int32_t* POVTRAP_RESTRICT employer,
                                  std::int32_t* POVTRAP_RESTRICT employed, std::int32_t* POVTRAP_RESTRICT away) {
  const auto first = static_cast<std::int32_t>(region.first_firm), firms = static_cast<std::int32_t>(region.firms);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const std::int32_t number = employer[i] - first;
    employed[i] = employer[i] >= 0 ? 1 : 0;
    away[i] = (employer[i] >= 0 ? 1 : 0) & ((number < 0 ? 1 : 0) | (number >= firms ? 1 : 0));
  }
}

/// Adds wages to the bills of employers. Returns the number of workers.
std::size_t charge_employers(const HouseholdPass& pass, const double* wages, Away& away) {
  const std::int32_t* employer = pass.of(pass.households.employer);
  std::array<std::int32_t, block_size> works, works_away;
  std::array<std::uint32_t, block_size> employed;
  find_employed(pass.n, pass.region, employer, works.data(), works_away.data());
  away.count = find_places(works_away.data(), pass.n, away.place.data());
  const std::size_t count = find_places(works.data(), pass.n, employed.data());
  // Where they live is asked for now and read when they spend there.
  const Firm* firms = pass.economy.firms.data();
  for (std::size_t k = 0; k < away.count; ++k) __builtin_prefetch(&firms[employer[away.place[k]]].region);
  Steps* bill = pass.payroll.bill.data();
  const bool shared = pass.payroll.shared;
  for (std::size_t k = 0; k < count; ++k) add(bill[employer[employed[k]]], to_steps(wages[employed[k]]), shared);
  return count;
}

}  // namespace

void open_payroll(Stage& stage) {
  Payroll& payroll = stage.payroll;
  const std::vector<Firm>& firms = stage.economy.firms;
  payroll.shared = stage.workers.threads() > 1;
  payroll.wage.resize(firms.size());
  payroll.bill.resize(firms.size());
  payroll.bill.fill(0);
  for (std::size_t f = 0; f < firms.size(); ++f) payroll.wage[f] = firms[f].wage;
}

void close_payroll(Stage& stage) {
  std::vector<Firm>& firms = stage.economy.firms;
  for (std::size_t f = 0; f < firms.size(); ++f) firms[f].wage_bill = stage.payroll.bill[f];
}

bool earn_wages(HouseholdPass& pass, const double* phi, double* wages, Away& away) {
  if (pass.payroll.wage.empty()) return false;
  const Households& h = pass.households;
  look_up_wages(pass.n, pass.payroll.wage.data(), pass.of(h.employer), wages);
  earn(pass.n, pass.region.labour_efficiency, pass.dt(), pass.of(h.skill), phi, wages);
  const std::size_t count = charge_employers(pass, wages, away);
  pass.tally.employed = static_cast<double>(count);
  pass.tally.migrants = static_cast<double>(away.count);
  return count > 0;
}

namespace {

/// What is spent away, of the pay: at most what there is.   Shape: those who are away, with their pay and cash.
POVTRAP_KERNEL void spend_away(std::size_t n, double share, const double* POVTRAP_RESTRICT pay, double* POVTRAP_RESTRICT cash,
                               double* POVTRAP_RESTRICT spent) {
  POVTRAP_IVDEP
  for (std::size_t k = 0; k < n; ++k) {
    spent[k] = math::min(floor_to_grid(share * pay[k]), math::max(0.0, cash[k]));
    cash[k] -= spent[k];
  }
}

}  // namespace

/// What regions get is added up in whole grid steps, so the order of blocks does not matter.
void live_away(HouseholdPass& pass, const Away& away, const double* wages, double* cash) {
  Households& h = pass.households;
  const double share = pass.model.labour.living_cost;
  const std::int32_t* employer = pass.of(h.employer);
  const Firm* firms = pass.economy.firms.data();
  std::array<double, block_size> pay = {}, left, bought;
  for (std::size_t k = 0; k < away.count; ++k) {
    const std::uint32_t i = away.place[k];
    pay[k] = wages[i];
    left[k] = cash[i];
  }
  pass.tally.remittances = sum_steps(pay.data(), away.count);
  if (share == 0) return;
  spend_away(away.count, share, pay.data(), left.data(), bought.data());
  double* spent = pass.scratch.row();
  float* kept = pass.of(h.spent_away);
  std::fill_n(spent, pass.n, 0.0);
  std::fill_n(kept, pass.n, 0.0F);
  for (std::size_t k = 0; k < away.count; ++k) {
    const std::uint32_t i = away.place[k];
    cash[i] = left[k];
    spent[i] = bought[k];
    kept[i] = static_cast<float>(bought[k]);
    Region& host = const_cast<Region&>(pass.economy.regions[firms[employer[i]].region]);
    add(host.migrant_spending, to_steps(bought[k]), pass.payroll.shared);
  }
  pass.tally.remittances -= pass.books.spend(Flow::consumption, spent);
}

}  // namespace povtrap
