#include <algorithm>
#include <array>
#include <atomic>

#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// Labour is added up in units of 2^-20, so that the sum does not depend on the order of threads.
constexpr double labour_grid = 1048576.0;

/// Who works at a firm after jobs have ended: people of the firm's region, whom only that region counts, and people from
/// elsewhere, whom several may count at a time.
struct Crew {
  std::int64_t labour = 0, labour_from_elsewhere = 0;  ///< [2^-20 efficiency units]
  std::int64_t workers = 0, workers_from_elsewhere = 0;
};

void count_worker(Crew& crew, bool local, double units) {
  const auto labour = static_cast<std::int64_t>(units * labour_grid + 0.5);
  if (local) {
    crew.labour += labour;
    crew.workers += 1;
  } else {
    std::atomic_ref(crew.labour_from_elsewhere).fetch_add(labour, std::memory_order_relaxed);
    std::atomic_ref(crew.workers_from_elsewhere).fetch_add(1, std::memory_order_relaxed);
  }
}

/// Jobs of one block end; what is left at each firm is counted, and who has no job becomes a seeker.
/// Returns the number of those who work elsewhere.
std::size_t end_jobs_in_block(Stage& stage, const Block& block, const std::vector<double>& risk, std::vector<Crew>& crews) {
  Households& h = stage.economy.households;
  const Region& region = stage.economy.regions[block.region];
  std::vector<Seeker>& seekers = stage.seekers[block.region];
  std::array<double, block_size> draw;
  fill_uniform(stage.streams.separations, h.id.data() + block.first, block.size,
               static_cast<std::uint32_t>(stage.economy.calendar.period), 0, draw.data());
  std::size_t migrants = 0;
  for (std::size_t k = 0; k < block.size; ++k) {
    const std::size_t i = block.first + k;
    const auto units = static_cast<float>(h.skill[i] * region.labour_efficiency * school_efficiency(stage.model, h, i));
    const std::int32_t employer = h.employer[i];
    const auto firm = static_cast<std::size_t>(employer);
    if (employer >= 0 && draw[k] >= risk[firm]) {
      const bool local = firm - region.first_firm < region.firms;
      count_worker(crews[firm], local, units);
      migrants += local ? 0 : 1;
    } else {
      h.employer[i] = -1;
      seekers.push_back({h.id[i], units, h.home_worth[i], -1, static_cast<std::uint32_t>(i)});
    }
  }
  return migrants;
}

/// Jobs end by separation or layoff. Returns the share of each region's households that work elsewhere: its network.
std::vector<double> end_jobs(Stage& stage, std::vector<Crew>& crews) {
  std::vector<double> risk;  // of losing the job, by firm
  for (const Firm& firm : stage.economy.firms) risk.push_back(stage.model.labour.separations * stage.dt() + firm.layoff_share);
  std::vector<double> network(stage.economy.regions.size(), 0.0);
  stage.workers.for_each(network.size(), [&](std::size_t r) {
    const Region& region = stage.economy.regions[r];
    stage.seekers[r].clear();
    std::size_t migrants = 0;
    for (std::size_t b = region.first_block; b < region.first_block + region.blocks; ++b)
      migrants += end_jobs_in_block(stage, stage.economy.blocks[b], risk, crews);
    if (region.households > 0) network[r] = static_cast<double>(migrants) / static_cast<double>(region.households);
  });
  return network;
}

/// Workers too many for the plan are laid off in the coming sweep; workers missing are sought as vacancies.
void plan_layoffs(Stage& stage) {
  const double staying = 1.0 - stage.model.labour.separations * stage.dt();
  for (Firm& firm : stage.economy.firms) {
    const double kept = firm.labour * staying;
    firm.layoff_share = kept > firm.target_labour && firm.labour > 0 ? (kept - firm.target_labour) / firm.labour : 0.0;
  }
}

/// Missing labour becomes whole vacancies, rounded at random so that small firms hire too.
void open_vacancies(Stage& stage, const std::vector<Crew>& crews) {
  Economy& e = stage.economy;
  const auto period = static_cast<std::uint32_t>(e.calendar.period);
  for (std::size_t f = 0; f < e.firms.size(); ++f) {
    Firm& firm = e.firms[f];
    firm.labour = static_cast<double>(crews[f].labour + crews[f].labour_from_elsewhere) / labour_grid;
    firm.workers = crews[f].workers + crews[f].workers_from_elsewhere;
    const double typical =
        firm.workers > 0 ? firm.labour / static_cast<double>(firm.workers) : e.regions[firm.region].labour_efficiency;
    const double missing = std::max(0.0, firm.target_labour - firm.labour) / typical;
    firm.vacancies =
        static_cast<std::int64_t>(missing + draw_uniform(stage.streams.rounding, static_cast<std::uint32_t>(f), period));
  }
}

/// Takes the vacancies for which people of all regions compete out of the home markets, rounded at random. Returns them by firm.
std::vector<std::int64_t> hold_back_vacancies(Stage& stage) {
  std::vector<std::int64_t> held(stage.economy.firms.size(), 0);
  const double share = stage.model.labour.elsewhere ? stage.model.labour.open_to_all : 0.0;
  if (share == 0) return held;
  const auto period = static_cast<std::uint32_t>(stage.economy.calendar.period);
  for (std::size_t f = 0; f < held.size(); ++f) {
    Firm& firm = stage.economy.firms[f];
    const double luck = draw_uniform(stage.streams.rounding, static_cast<std::uint32_t>(f), period, 1);
    held[f] = std::min(firm.vacancies, static_cast<std::int64_t>(share * static_cast<double>(firm.vacancies) + luck));
    firm.vacancies -= held[f];
  }
  return held;
}

/// Who was hired starts; seekers without a place weigh on wages only by what work would have added.
void start_jobs(Stage& stage, std::size_t r) {
  Economy& e = stage.economy;
  Region& region = e.regions[r];
  const std::span<const Firm> firms(e.firms.data() + region.first_firm, region.firms);
  double jobs = 0, vacancies = 0, wages = 0, idle = 0, open = 0;
  for (const Firm& firm : firms) {
    if (!firm.open) continue;
    open += 1;
    jobs += static_cast<double>(firm.workers);
    vacancies += static_cast<double>(firm.vacancies);
    wages += firm.wage;
  }
  const double wage = open > 0 ? wages / open : 0.0;
  double placed = static_cast<double>(region.households);
  for (const Seeker& seeker : stage.seekers[r]) {
    if (seeker.firm >= 0) {
      e.households.employer[seeker.place] = seeker.firm;
      continue;
    }
    placed -= 1;
    const double pay = wage * seeker.efficiency;
    idle += pay > seeker.worth ? 1.0 - seeker.worth / pay : 0.0;
  }
  region.unemployment = placed + idle > 0 ? idle / (placed + idle) : 0.0;
  region.vacancy_rate = jobs + vacancies > 0 ? vacancies / (jobs + vacancies) : 0.0;
}

void fill_jobs(Stage& stage) {
  Economy& e = stage.economy;
  const MatchingDraws draws{stage.streams.applications, stage.streams.ranks, static_cast<std::uint32_t>(e.calendar.period)};
  std::vector<Crew> crews(e.firms.size());
  plan_layoffs(stage);
  const std::vector<double> network = end_jobs(stage, crews);
  open_vacancies(stage, crews);
  const std::vector<std::int64_t> held = hold_back_vacancies(stage);
  stage.workers.for_each(e.regions.size(), [&](std::size_t r) {
    const Region& region = e.regions[r];
    match_at_home(stage.seekers[r], {e.firms.data() + region.first_firm, region.firms}, region.first_firm,
                  stage.model.labour.applications, draws);
  });
  for (std::size_t f = 0; f < held.size(); ++f) e.firms[f].vacancies += held[f];
  if (stage.model.labour.elsewhere)
    match_elsewhere(stage.seekers, e.firms, prospects_elsewhere(stage.model.labour, e.firms, e.regions, network), draws);
  stage.workers.for_each(e.regions.size(), [&](std::size_t r) { start_jobs(stage, r); });
}

}  // namespace

void match_jobs(Stage& stage) {
  if (!stage.economy.firms.empty()) fill_jobs(stage);
  offer_relief_work(stage);
}

}  // namespace povtrap
