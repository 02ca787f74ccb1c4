#include <algorithm>

#include "core/kernel.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// Persons who live in some blocs.
double persons_in(const Economy& e, const std::vector<std::string>& blocs) {
  double persons = 0;
  for (const Region& region : e.regions) persons += covers(blocs, e.bloc_names[region.bloc]) ? region.persons : 0.0;
  return persons;
}

POVTRAP_KERNEL void give_cash(std::size_t n, double per_head, std::uint8_t listed, const std::uint8_t* POVTRAP_RESTRICT marks,
                              const float* POVTRAP_RESTRICT persons, double* POVTRAP_RESTRICT amount) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i)
    amount[i] = (marks[i] & listed) == listed ? round_to_grid(per_head * static_cast<double>(persons[i])) : 0.0;
}

/// A levy takes no more than there is.
POVTRAP_KERNEL void take_levy(std::size_t n, double per_head, const double* POVTRAP_RESTRICT deposits,
                              const float* POVTRAP_RESTRICT persons, double* POVTRAP_RESTRICT amount) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double due = per_head * static_cast<double>(persons[i]), money = deposits[i] > 0.0 ? deposits[i] : 0.0;
    amount[i] = floor_to_grid(due < money ? due : money);
  }
}

POVTRAP_KERNEL void count_support(std::size_t n, const double* POVTRAP_RESTRICT amount, double* POVTRAP_RESTRICT cash_income,
                                  float* POVTRAP_RESTRICT support) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    cash_income[i] += amount[i];
    support[i] += static_cast<float>(amount[i]);
  }
}

POVTRAP_KERNEL void bear_levy(std::size_t n, const double* POVTRAP_RESTRICT levy, double* POVTRAP_RESTRICT cash_income) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) cash_income[i] -= levy[i];
}

}  // namespace

void set_cash(Stage& stage) {
  Economy& e = stage.economy;
  const CashParameters& p = stage.model.programmes.cash;
  const Calendar& calendar = e.calendar;
  const double now = static_cast<double>(calendar.period - calendar.burn_in_periods) * calendar.length();
  stage.nation.cash_per_head = p.now(now) ? p.amount * stage.model.poverty.line * stage.dt() : 0.0;
  stage.nation.levy_per_head = p.provider == "levy" && stage.nation.cash_per_head > 0
                                   ? stage.nation.cash_per_head * persons_in(e, p.blocs) / persons_in(e, p.levy_blocs)
                                   : 0.0;
}

void pay_cash(HouseholdPass& pass) {
  const CashParameters& p = pass.model.programmes.cash;
  if (!p.active) return;
  Households& h = pass.households;
  const std::string& bloc = pass.economy.bloc_names[pass.region.bloc];
  if (!pass.nation.top_up_now) std::fill_n(pass.of(h.support), pass.n, 0.0F);
  if (pass.nation.cash_per_head > 0 && covers(p.blocs, bloc)) {
    double* cash = pass.scratch.row();
    const auto listed = p.targeting == "universal" ? std::uint8_t{0} : static_cast<std::uint8_t>(Mark::supported);
    give_cash(pass.n, pass.nation.cash_per_head, listed, pass.of(h.marks), pass.of(h.persons), cash);
    pass.tally.cash = pass.books.receive(Flow::social_transfers, cash);
    count_support(pass.n, cash, pass.rows.cash_income, pass.of(h.support));
  }
  if (pass.nation.levy_per_head <= 0 || !covers(p.levy_blocs, bloc)) return;
  double* levy = pass.scratch.row();
  take_levy(pass.n, pass.nation.levy_per_head, pass.of(h.deposits), pass.of(h.persons), levy);
  pass.tally.levy = pass.books.spend(Flow::taxes, levy);
  bear_levy(pass.n, levy, pass.rows.cash_income);
}

void settle_cash(Stage& stage) {
  if (!stage.model.programmes.cash.active) return;
  Economy& e = stage.economy;
  const Steps cash = national_sum(stage, &BlockTally::cash), levy = national_sum(stage, &BlockTally::levy);
  if (stage.model.programmes.cash.provider == "world") {
    e.ledger.settle(e.world.account, -cash, Flow::social_transfers);
    return;
  }
  e.ledger.settle(e.government.account, -cash, Flow::social_transfers);
  e.ledger.settle(e.government.account, levy, Flow::taxes);
  e.government.transfers += to_lcu(cash - levy);
}

}  // namespace povtrap
