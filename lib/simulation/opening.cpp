#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/math.hpp"
#include "core/sums.hpp"
#include "simulation/phases/job_search.hpp"
#include "simulation/phases/phases.hpp"
#include "simulation/profile.hpp"

namespace povtrap {

namespace {

constexpr double slack = 1.05;  ///< capital of the opening day over what expected sales need, so that nobody starts rationed

/// Households of a bloc, by kind of region; 0 where there is no such region.
struct BlocHouseholds {
  double villagers = 0, townspeople = 0;
};

std::vector<BlocHouseholds> count_households(const Economy& e) {
  std::vector<BlocHouseholds> blocs(e.bloc_names.size());
  for (const Region& region : e.regions) {
    (region.kind == RegionKind::urban ? blocs[region.bloc].townspeople : blocs[region.bloc].villagers) +=
        static_cast<double>(region.households);
  }
  return blocs;
}

/// Jobs of a region on the opening day: those of its bloc, divided over towns and villages and then by households.
double jobs_in(const FirmParameters& p, const BlocHouseholds& bloc, const Region& region) {
  const bool urban = region.kind == RegionKind::urban, both = bloc.villagers > 0 && bloc.townspeople > 0;
  const double share = !both ? 1.0 : urban ? p.town_share : 1.0 - p.town_share;
  const double all = bloc.villagers + bloc.townspeople, same_kind = urban ? bloc.townspeople : bloc.villagers;
  return p.jobs * all * share * static_cast<double>(region.households) / same_kind;
}

/// Founds the firms of a region: the first ones make services, the others manufactures.
void found_firms(Stage& stage, std::size_t r, const std::vector<BlocHouseholds>& blocs) {
  Economy& e = stage.economy;
  const FirmParameters& p = stage.model.firms;
  Region& region = e.regions[r];
  region.first_firm = e.firms.size();
  if (p.households_per_firm <= 0) return;
  const double services_share = region.kind == RegionKind::urban ? p.town_services_share : p.services_share;
  const auto count = std::max<std::size_t>(
      2, static_cast<std::size_t>(std::llround(static_cast<double>(region.households) / p.households_per_firm)));
  const std::size_t services =
      std::clamp<std::size_t>(static_cast<std::size_t>(std::llround(static_cast<double>(count) * services_share)), 1, count - 1);
  const Stream niche = make_stream(static_cast<std::uint64_t>(stage.model.run.seed), "firms.niche");
  const double jobs = jobs_in(p, blocs[region.bloc], region);
  for (std::size_t k = 0; k < count; ++k) {
    Firm firm;
    firm.region = r;
    firm.industry = k < services ? Industry::services : Industry::manufactures;
    const double part = k < services ? services_share / static_cast<double>(services)
                                     : (1.0 - services_share) / static_cast<double>(count - services);
    firm.vacancies = std::llround(jobs * part);
    firm.niche = math::exp(p.niche * draw_normal(niche, static_cast<std::uint32_t>(e.firms.size()), 0));
    firm.wage = p.wage * stage.model.poverty.line;
    firm.productivity = (1.0 + p.markup) * firm.wage;
    e.firms.push_back(firm);
  }
  region.firms = count;
  e.firms_founded = static_cast<std::uint32_t>(e.firms.size());
}

/// Fills the first jobs by the rules of the labour market, with everybody looking and asking nothing.
void fill_first_jobs(Stage& stage) {
  constexpr std::uint32_t before_time = 0xFFFFFF00;
  constexpr std::uint32_t rounds = 12;
  open_job_market(stage);
  search_at_home(stage, before_time);
  for (std::uint32_t round = 0; round < rounds && stage.model.labour.elsewhere; ++round)
    search_elsewhere(stage, {}, before_time + round);
  *stage.jobs = {};  // never again does everybody look at once
}

/// Firms reckon with the sales of the labour that they found, and hold the capital and money for it.
void equip_firms(Stage& stage) {
  const FirmParameters& p = stage.model.firms;
  for (Firm& firm : stage.economy.firms) {
    firm.vacancies = 0;
    firm.expected_sales = firm.labour * firm.productivity;
    firm.target_labour = firm.labour;
    firm.niche *=
        std::max(1.0, firm.expected_sales / stage.model.poverty.line);  // so that first orders are in proportion to size
    firm.capital = slack * p.capital_output * firm.expected_sales;
    firm.debt = to_steps(floor_to_grid(p.debt * firm.capital));
    firm.wage_bill = to_steps(floor_to_grid(firm.labour * firm.wage * stage.dt()));
    firm.account.balance = to_steps(floor_to_grid(2.0 * p.wage_fund * firm.labour * firm.wage));
  }
}

/// The bank's assets are loans and bonds; its account is minus all deposits.
void open_bank(Stage& stage) {
  Economy& e = stage.economy;
  const PovertyParameters& poverty = stage.model.poverty;
  double sales = 0, makers = 0, persons = 0;
  Steps deposits = sum_steps(e.households.deposits.data(), e.households.size());
  for (const Firm& firm : e.firms) {
    sales += firm.expected_sales;
    makers += firm.industry == Industry::manufactures ? firm.expected_sales : 0.0;
    deposits += firm.account.balance;
  }
  for (const Region& region : e.regions) persons += region.persons;
  const double income = sales + 1.5 * poverty.line * persons;
  constexpr double taxes_over_income = 0.12;
  e.government.smoothed_income = e.world.smoothed_income = income;
  e.government.smoothed_taxes = taxes_over_income * income;
  e.government.bonds = to_steps(floor_to_grid(stage.model.programmes.government.initial_debt * income));
  e.government.initial_debt_ratio = stage.model.programmes.government.initial_debt;
  e.world.export_demand = stage.model.goods.export_share * makers;
  const double household_deposits = to_lcu(sum_steps(e.households.deposits.data(), e.households.size()));
  e.world.account.balance = -to_steps(round_to_grid(stage.model.credit.foreign_claims * household_deposits));
  e.bank.account.balance = -(deposits + e.world.account.balance);
}

}  // namespace

Stage::Stage(const Model& configured, int threads) : model(configured), workers(threads), jobs(std::make_unique<JobMarket>()) {
  const auto seed = static_cast<std::uint64_t>(model.run.seed);
  streams = {make_stream(seed, "separations"), make_stream(seed, "applications"), make_stream(seed, "ranks"),
             make_stream(seed, "rounding"),    make_stream(seed, "score"),        make_stream(seed, "founding")};
  const RunParameters& run = model.run;
  economy.calendar = {.periods_per_year = run.periods_per_year,
                      .burn_in_periods = run.burn_in_years * run.periods_per_year,
                      .base_year = run.base_year};
  economy.ledger = Ledger(model.audit.planted());
}

Stage::~Stage() = default;

void open_own_work(Stage& stage) {
  const std::size_t households = stage.economy.households.size(), blocks = stage.economy.blocks.size();
  const OwnRules& rules = stage.model.own;
  if (stage.model.goods.planning_rounds > 1) {
    stage.rows_between_rounds.resize(PassRows::count);
    for (Column<double>& row : stage.rows_between_rounds) row.resize(households);  // written before read in each period
  }
  if (!rules.shocks.empty()) stage.own.output.resize(households, 1.0F);
  stage.own.instruments.clear();
  if (rules.instruments.empty()) return;
  stage.own.cash.resize(households);
  stage.own.assets.resize(households);
  for (std::size_t k = 0; k < rules.instruments.size(); ++k) {
    stage.own.instruments.push_back({Column<double>(rules.instruments[k].active ? households : 0), std::vector<Steps>(blocks),
                                     std::vector<Steps>(blocks), std::vector<double>(blocks)});
  }
}

void open_optional_columns(Stage& stage) {
  Households& h = stage.economy.households;
  const Model& model = stage.model;
  const ProgrammeParameters& programmes = model.programmes;
  if (model.development.aspiration) h.aspiration.resize(h.size(), 1.0);
  if (model.credit.households) h.loan_request.resize(h.size());
  if (model.credit.households || model.schooling.active) h.loan_rank.resize(h.size());
  if (model.labour.living_cost > 0) h.spent_away.resize(h.size());
  if (programmes.grants.active) h.grant.resize(h.size());
  if (programmes.top_up.active || programmes.cash.active) h.support.resize(h.size());
  if (model.portfolio.active) h.open_portfolios();
  open_funds(stage);
  open_insurer(stage);
  open_work_relief(stage);
  if (!model.schooling.active || h.have_schools()) return;
  h.open_schools();
  const Stream stream = make_stream(static_cast<std::uint64_t>(stage.model.run.seed), "schooling");
  for (std::size_t i = 0; i < h.size(); ++i) {
    if (draw_uniform(stream, h.id[i], 0) < stage.model.schooling.schooled)
      h.schooling[i] = static_cast<std::uint8_t>(Schooled::worker) | static_cast<std::uint8_t>(Schooled::child);
  }
}

void open_tallies(Stage& stage) {
  Economy& e = stage.economy;
  Households& h = e.households;
  stage.tallies.assign(e.blocks.size(), {});
  stage.shares.assign(e.blocks.size(), {});
  for (std::size_t b = 0; b < e.blocks.size(); ++b) {
    const Block& block = e.blocks[b];
    stage.tallies[b].deposits_at_close = sum_steps(h.deposits.data() + block.first, block.size);
    stage.tallies[b].debt = sum_steps(h.debt.data() + block.first, block.size);
    stage.tallies[b].capital = lane_sum(h.capital.data() + block.first, block.size);
    stage.shares[b].dividend_weight = lane_sum(h.ownership.data() + block.first, block.size);
  }
  open_own_work(stage);
}

void open_economy(Stage& stage) {
  Economy& e = stage.economy;
  if (stage.model.surveyed) {
    open_from_survey(stage);
  } else {
    settle_population(e, stage.model.regions, stage.model.population, stage.model.poverty.line,
                      static_cast<std::uint64_t>(stage.model.run.seed), stage.workers);
  }
  open_optional_columns(stage);
  const std::vector<BlocHouseholds> blocs = count_households(e);
  for (std::size_t r = 0; r < e.regions.size(); ++r) found_firms(stage, r, blocs);
  if (!e.firms.empty()) e.households.home_worth.resize(e.households.size());
  if (!e.firms.empty()) fill_first_jobs(stage);
  if (stage.model.surveyed) fit_opening(stage);
  equip_firms(stage);
  for (std::size_t b = 0; b < e.bloc_names.size(); ++b) {
    Ngo ngo;
    ngo.bloc = b;
    for (const Region& region : e.regions) {
      ngo.persons += region.bloc == b ? region.persons : 0.0;
      ngo.rural_persons += region.bloc == b && region.kind == RegionKind::rural ? region.persons : 0.0;
    }
    e.ngos.push_back(ngo);
  }
  for (Region& region : e.regions) region.food_price = 1.0;
  open_bank(stage);
  open_tallies(stage);
}

}  // namespace povtrap
