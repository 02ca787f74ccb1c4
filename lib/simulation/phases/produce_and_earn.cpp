#include <algorithm>
#include <array>
#include <atomic>
#include <vector>

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "core/sums.hpp"
#include "simulation/ask_rules.hpp"
#include "simulation/own_work.hpp"
#include "simulation/phases/phases.hpp"

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

/// Part of own labour that is left, as it is and with one worker less.
POVTRAP_KERNEL void share_labour(std::size_t n, const double* POVTRAP_RESTRICT table, const std::uint8_t* POVTRAP_RESTRICT workers,
                                 const std::int32_t* POVTRAP_RESTRICT employer, double* POVTRAP_RESTRICT share,
                                 double* POVTRAP_RESTRICT less) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double one_less = table[workers[i]];
    less[i] = one_less;
    share[i] = employer[i] < 0 ? 1.0 : one_less;
  }
}

struct OwnWork {
  double line, dt, mu, level, farm_price, farm_weather, services_price, services_use;
};

/// Value of own output, of capital at home, and of a worker at home.
POVTRAP_KERNEL void produce(std::size_t n, OwnWork o, const double* POVTRAP_RESTRICT unit, const double* POVTRAP_RESTRICT f,
                            const double* POVTRAP_RESTRICT phi, const double* POVTRAP_RESTRICT share,
                            const double* POVTRAP_RESTRICT share_less, const float* POVTRAP_RESTRICT ability,
                            const float* POVTRAP_RESTRICT luck, const std::uint8_t* POVTRAP_RESTRICT trade,
                            double* POVTRAP_RESTRICT farm, double* POVTRAP_RESTRICT services, double* POVTRAP_RESTRICT scale,
                            float* POVTRAP_RESTRICT worth) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const bool sells_services = trade[i] != 0;
    const double price = sells_services ? o.services_price : o.farm_price;
    const double use = sells_services ? o.services_use : 1.0;
    const double effort = math::pow(phi[i], o.mu);
    const double full = price * o.level * static_cast<double>(ability[i]) * effort;  // with all workers at home, normal luck
    const double value = full * share[i] * static_cast<double>(luck[i]) * unit[i] * f[i] * o.dt;
    farm[i] = sells_services ? 0.0 : round_to_grid(value * o.farm_weather);
    services[i] = sells_services ? static_cast<double>(static_cast<float>(value)) : 0.0;
    scale[i] = full * share[i] * use;
    worth[i] = static_cast<float>(full * (1.0 - share_less[i]) * use * unit[i] * f[i]);
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

POVTRAP_KERNEL void effective_work(std::size_t n, double illness_loss, const std::uint8_t* POVTRAP_RESTRICT marks,
                                   double* POVTRAP_RESTRICT phi) {
  constexpr auto ill = static_cast<std::uint8_t>(Mark::ill);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) phi[i] *= (marks[i] & ill) != 0 ? 1.0 - illness_loss : 1.0;
}

struct Rates {
  double line_period, loan, tax, tax_free, donation, donor_line;
};

/// Tax, donations and interest out of what was earned. Everything on the grid.
POVTRAP_KERNEL void deduct(std::size_t n, Rates r, const double* POVTRAP_RESTRICT earnings, const float* POVTRAP_RESTRICT persons,
                           const double* POVTRAP_RESTRICT debt, double* POVTRAP_RESTRICT tax, double* POVTRAP_RESTRICT donation,
                           double* POVTRAP_RESTRICT loan_interest, double* POVTRAP_RESTRICT cash) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double line = r.line_period * static_cast<double>(persons[i]);
    tax[i] = floor_to_grid(r.tax * math::max(0.0, earnings[i] - r.tax_free * line));
    donation[i] = floor_to_grid(r.donation * math::max(0.0, earnings[i] - r.donor_line * line));
    loan_interest[i] = floor_to_grid(r.loan * debt[i]);
    cash[i] = earnings[i] - tax[i] - donation[i] - loan_interest[i];
  }
}

POVTRAP_KERNEL void interest_on_deposits(std::size_t n, double rate, const double* POVTRAP_RESTRICT opening,
                                         double* POVTRAP_RESTRICT interest) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) interest[i] = floor_to_grid(rate * math::max(0.0, opening[i]));
}

POVTRAP_KERNEL void add_up(std::size_t n, const double* POVTRAP_RESTRICT a, const double* POVTRAP_RESTRICT b,
                           const double* POVTRAP_RESTRICT c, const double* POVTRAP_RESTRICT d, double* POVTRAP_RESTRICT sum) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) sum[i] = a[i] + b[i] + c[i] + d[i];
}

POVTRAP_KERNEL void earn(std::size_t n, double efficiency, double dt, const double* POVTRAP_RESTRICT skill,
                         const double* POVTRAP_RESTRICT phi, double* POVTRAP_RESTRICT wage) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) wage[i] = round_to_grid(wage[i] * skill[i] * efficiency * phi[i] * dt);
}

/// Households of a block whose worker is in another region.
struct Away {
  std::array<std::uint32_t, block_size> place;
  std::size_t count = 0;
};

/// Wages by employer; who has none stands with a wage of zero. The firms' side is added up in whole grid steps, so the order of
/// blocks does not matter. Looking wages up comes before paying, so that many lookups are under way at a time.
void earn_wages(HouseholdPass& pass, const double* phi, double* wages, Away& away) {
  Households& h = pass.households;
  const std::int32_t* employer = pass.of(h.employer);
  const std::vector<Firm>& firms = pass.economy.firms;
  std::array<std::uint32_t, block_size> employed;
  std::size_t count = 0;
  for (std::size_t i = 0; i < pass.n; ++i) {
    employed[count] = static_cast<std::uint32_t>(i);
    count += employer[i] >= 0 ? 1 : 0;
  }
  std::fill_n(wages, pass.n, 0.0);
  if (count == 0) return;
  for (std::size_t k = 0; k < count; ++k) wages[employed[k]] = firms[static_cast<std::size_t>(employer[employed[k]])].wage;
  earn(pass.n, pass.region.labour_efficiency, pass.dt(), pass.of(h.skill), phi, wages);
  for (std::size_t k = 0; k < count; ++k) {
    const auto number = static_cast<std::size_t>(employer[employed[k]]);
    away.place[away.count] = employed[k];
    away.count += number - pass.region.first_firm < pass.region.firms ? 0 : 1;
    Firm& firm = const_cast<Firm&>(firms[number]);
    std::atomic_ref(firm.wage_bill).fetch_add(to_steps(wages[employed[k]]), std::memory_order_relaxed);
  }
  pass.tally.employed = static_cast<double>(count);
  pass.tally.migrants = static_cast<double>(away.count);
}

/// Who works in another region lives there on part of the pay, as far as taxes and interest leave it, and sends home the rest.
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

/// The government pays interest on the bonds that households hold.
void add_bond_interest(HouseholdPass& pass, double* interest) {
  double* on_bonds = pass.scratch.row();
  interest_on_deposits(pass.n, pass.model.credit.bond_rate * pass.dt(), pass.of(pass.households.bonds), on_bonds);
  for (std::size_t i = 0; i < pass.n; ++i) interest[i] += on_bonds[i];
  pass.tally.bond_interest = sum_steps(on_bonds, pass.n);
}

/// The block's part of distributed profits, by claims.
void receive_dividends(HouseholdPass& pass, double* dividends) {
  if (pass.shares.dividends == 0) {
    std::fill_n(dividends, pass.n, 0.0);
    return;
  }
  double* weights = pass.scratch.row();
  const float* claims = pass.of(pass.households.ownership);
  for (std::size_t i = 0; i < pass.n; ++i) weights[i] = static_cast<double>(claims[i]);
  split_in_block(pass.shares.dividends, pass.shares.dividend_weight, weights, dividends, pass.n);
}

/// Effort follows the gap between goal and own income, an inverted U: no goal and a hopeless goal both discourage.
POVTRAP_KERNEL void make_effort(std::size_t n, double best_gap, double loss, const double* POVTRAP_RESTRICT goal,
                                double* POVTRAP_RESTRICT phi) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double gap = math::max(0.0, goal[i] - 1.0) / best_gap;
    phi[i] *= 1.0 - loss * (1.0 - gap * math::exp(1.0 - gap));
  }
}

/// Luck of the year, worsened by users' shocks of this period.
const float* struck_luck(HouseholdPass& pass, float* room) {
  const float* luck = pass.of(pass.households.luck);
  if (pass.own.output.empty()) return luck;
  const float* output = pass.of(pass.own.output);
  for (std::size_t i = 0; i < pass.n; ++i) room[i] = luck[i] * output[i];
  return room;
}

void run_own_enterprise(HouseholdPass& pass, const double* phi, double* farm) {
  Households& h = pass.households;
  const EnterpriseParameters& p = pass.model.enterprise;
  const PassRows& rows = pass.rows;
  double *share = pass.scratch.row(), *less = pass.scratch.row();
  unit_and_capital(pass.n, pass.model.poverty.line, pass.of(h.persons), pass.of(h.capital), rows.unit, rows.x);
  ask_technique(pass, rows.x, rows.f);
  LabourTable table;
  fill_table(p.labour_exponent, table.data());
  share_labour(pass.n, table.data(), pass.of(h.workers), pass.of(h.employer), share, less);
  leave_for_relief_work(pass, less, share);
  const OwnWork own{
      pass.model.poverty.line, pass.dt(),           p.labour_exponent,          pass.region.output_factor * pass.region.disaster,
      pass.region.food_price,  pass.region.weather, pass.region.services_price, pass.region.expected_utilisation};
  std::array<float, block_size> struck, nobodys_worth;
  float* worth = h.home_worth.empty() ? nobodys_worth.data() : pass.of(h.home_worth);
  produce(pass.n, own, rows.unit, rows.f, phi, share, less, pass.of(h.ability), struck_luck(pass, struck.data()), pass.of(h.trade), farm,
          rows.services_capacity, rows.return_scale, worth);
  pass.tally.services_capacity = lane_sum(rows.services_capacity, pass.n);
}

}  // namespace

void produce_and_earn(HouseholdPass& pass) {
  Households& h = pass.households;
  BlockTally& tally = pass.tally;
  const PassRows& rows = pass.rows;
  if (rows.grant != nullptr) std::fill_n(rows.grant, pass.n, 0.0);
  double* phi = pass.scratch.row();
  ask_work_capacity(pass, pass.of(h.nutrition), phi);
  effective_work(pass.n, pass.model.labour.illness_loss, pass.of(h.marks), phi);
  apply_schooling(pass, phi);
  const DevelopmentParameters& development = pass.model.development;
  if (development.aspiration) make_effort(pass.n, development.best_gap, development.effort_loss, pass.of(h.aspiration), phi);

  double *farm = pass.scratch.row(), *wages = pass.scratch.row(), *interest = pass.scratch.row(), *dividends = pass.scratch.row();
  run_own_enterprise(pass, phi, farm);
  Away away;
  earn_wages(pass, phi, wages, away);
  interest_on_deposits(pass.n, pass.economy.bank.deposit_rate * pass.dt(), pass.books.opening(), interest);
  receive_dividends(pass, dividends);
  tally.farm_sales = pass.books.receive(Flow::farm_sales, farm);
  tally.wage_income = to_lcu(pass.books.receive(Flow::wages, wages));
  if (pass.model.portfolio.active) add_bond_interest(pass, interest);
  tally.deposit_interest = pass.books.receive(Flow::deposit_interest, interest) - tally.bond_interest;
  pass.books.receive(Flow::dividends, dividends);
  add_up(pass.n, farm, wages, interest, dividends, rows.earnings);
  earn_relief_wages(pass);

  const GovernmentParameters& government = pass.model.programmes.government;
  const NgoParameters& ngos = pass.model.programmes.ngos;
  double *tax = pass.scratch.row(), *donation = pass.scratch.row(), *loan_interest = pass.scratch.row();
  const bool rural = pass.region.kind == RegionKind::rural;
  const Rates rates{pass.model.poverty.line * pass.dt(),
                    (pass.model.credit.household_rate() - (rural ? pass.nation.bank_discount : 0.0)) * pass.dt(),
                    government.income_tax,
                    government.income_threshold,
                    ngos.donations,
                    ngos.donor_line};
  deduct(pass.n, rates, rows.earnings, pass.of(h.persons), pass.of(h.debt), tax, donation, loan_interest, rows.cash_income);
  count_child_earnings(pass);
  tally.tax = pass.books.spend(Flow::taxes, tax);
  tally.donations = pass.books.spend(Flow::donations, donation);
  tally.loan_interest = pass.books.spend(Flow::loan_interest, loan_interest);
  live_away(pass, away, wages, rows.cash_income);
  buy_shares(pass);  // after dividends, which go to the old claims
  find_bank_discount(pass);
  service_fund_debts(pass);
}

}  // namespace povtrap
