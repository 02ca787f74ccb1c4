#include <algorithm>
#include <atomic>

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "simulation/phases/earnings.hpp"

namespace povtrap {

namespace {

POVTRAP_KERNEL void earn(std::size_t n, double efficiency, double dt, const double* POVTRAP_RESTRICT skill,
                         const double* POVTRAP_RESTRICT phi, double* POVTRAP_RESTRICT wage) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) wage[i] = round_to_grid(wage[i] * skill[i] * efficiency * phi[i] * dt);
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

/// Adds wages to the bills of employers.
template <class Add>
std::size_t charge_employers(const HouseholdPass& pass, const double* wages, Away& away, Add add) {
  const std::int32_t* employer = pass.of(pass.households.employer);
  std::array<std::uint32_t, block_size> employed;
  std::size_t count = 0;
  for (std::size_t i = 0; i < pass.n; ++i) {
    employed[count] = static_cast<std::uint32_t>(i);
    count += employer[i] >= 0 ? 1 : 0;
  }
  for (std::size_t k = 0; k < count; ++k) {
    const auto firm = static_cast<std::size_t>(employer[employed[k]]);
    away.place[away.count] = employed[k];
    away.count += firm - pass.region.first_firm < pass.region.firms ? 0 : 1;
    add(pass.payroll.bill[firm], to_steps(wages[employed[k]]));
  }
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
  const auto add_alone = [](Steps& bill, Steps wage) { bill += wage; };
  const auto add_shared = [](Steps& bill, Steps wage) { std::atomic_ref(bill).fetch_add(wage, std::memory_order_relaxed); };
  const std::size_t count = pass.payroll.shared ? charge_employers(pass, wages, away, add_shared)
                                                : charge_employers(pass, wages, away, add_alone);
  pass.tally.employed = static_cast<double>(count);
  pass.tally.migrants = static_cast<double>(away.count);
  return count > 0;
}

/// What regions get is added up in whole grid steps, so the order of blocks does not matter.
void live_away(HouseholdPass& pass, const Away& away, const double* wages, double* cash) {
  Households& h = pass.households;
  const double share = pass.model.labour.living_cost;
  Steps pay = 0;
  for (std::size_t k = 0; k < away.count; ++k) pay += to_steps(wages[away.place[k]]);
  pass.tally.remittances = pay;
  if (share == 0) return;
  double* spent = pass.scratch.row();
  float* kept = pass.of(h.spent_away);
  std::fill_n(spent, pass.n, 0.0);
  for (std::size_t k = 0; k < away.count; ++k) {
    const std::uint32_t i = away.place[k];
    spent[i] = math::min(floor_to_grid(share * wages[i]), math::max(0.0, cash[i]));
    cash[i] -= spent[i];
    const std::size_t host = pass.economy.firms[static_cast<std::size_t>(pass.of(h.employer)[i])].region;
    std::atomic_ref(const_cast<Region&>(pass.economy.regions[host]).migrant_spending)
        .fetch_add(to_steps(spent[i]), std::memory_order_relaxed);
  }
  for (std::size_t i = 0; i < pass.n; ++i) kept[i] = static_cast<float>(spent[i]);
  pass.tally.remittances -= pass.books.spend(Flow::consumption, spent);
}

}  // namespace povtrap
