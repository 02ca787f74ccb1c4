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
void end_jobs_in_block(Stage& stage, const Block& block, const std::vector<double>& risk, std::vector<Crew>& crews) {
  Households& h = stage.economy.households;
  const Region& region = stage.economy.regions[block.region];
  std::vector<Seeker>& seekers = stage.seekers[block.region];
  std::array<double, block_size> draw;
  fill_uniform(stage.streams.separations, h.id.data() + block.first, block.size,
               static_cast<std::uint32_t>(stage.economy.calendar.period), 0, draw.data());
  for (std::size_t k = 0; k < block.size; ++k) {
    const std::size_t i = block.first + k;
    const auto units = static_cast<float>(h.skill[i] * region.labour_efficiency * school_efficiency(stage.model, h, i));
    const std::int32_t employer = h.employer[i];
    const auto firm = static_cast<std::size_t>(employer);
    if (employer >= 0 && draw[k] >= risk[firm]) {
      count_worker(crews[firm], firm - region.first_firm < region.firms, units);
    } else {
      h.employer[i] = -1;
      seekers.push_back({h.id[i], units, h.home_worth[i]});
    }
  }
}

/// Jobs end by separation or layoff.
void end_jobs(Stage& stage, std::vector<Crew>& crews) {
  std::vector<double> risk;  // of losing the job, by firm
  for (const Firm& firm : stage.economy.firms) risk.push_back(stage.model.labour.separations * stage.dt() + firm.layoff_share);
  stage.workers.for_each(stage.economy.regions.size(), [&](std::size_t r) {
    const Region& region = stage.economy.regions[r];
    stage.seekers[r].clear();
    for (std::size_t b = region.first_block; b < region.first_block + region.blocks; ++b)
      end_jobs_in_block(stage, stage.economy.blocks[b], risk, crews);
  });
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

/// Who was hired starts; seekers without a place weigh on wages only by what work would have added.
void start_jobs(Stage& stage, std::size_t r) {
  Economy& e = stage.economy;
  Region& region = e.regions[r];
  const std::span<const Firm> firms(e.firms.data() + region.first_firm, region.firms);
  double jobs = 0, vacancies = 0, wages = 0, idle = 0;
  for (const Firm& firm : firms) {
    jobs += static_cast<double>(firm.workers);
    vacancies += static_cast<double>(firm.vacancies);
    wages += firm.wage;
  }
  const double wage = firms.empty() ? 0.0 : wages / static_cast<double>(firms.size());
  double placed = static_cast<double>(region.households);
  for (const Seeker& seeker : stage.seekers[r]) {
    if (seeker.firm >= 0) {
      e.households.employer[seeker.household] = seeker.firm;
      continue;
    }
    placed -= 1;
    const double pay = wage * seeker.efficiency;
    idle += pay > seeker.worth ? 1.0 - seeker.worth / pay : 0.0;
  }
  region.unemployment = placed + idle > 0 ? idle / (placed + idle) : 0.0;
  region.vacancy_rate = jobs + vacancies > 0 ? vacancies / (jobs + vacancies) : 0.0;
}

}  // namespace

void match_jobs(Stage& stage) {
  Economy& e = stage.economy;
  if (e.firms.empty()) return;
  const MatchingDraws draws{stage.streams.applications, stage.streams.ranks, static_cast<std::uint32_t>(e.calendar.period)};
  std::vector<Crew> crews(e.firms.size());
  plan_layoffs(stage);
  end_jobs(stage, crews);
  open_vacancies(stage, crews);
  stage.workers.for_each(e.regions.size(), [&](std::size_t r) {
    const Region& region = e.regions[r];
    match_at_home(stage.seekers[r], {e.firms.data() + region.first_firm, region.firms}, region.first_firm,
                  stage.model.labour.applications, draws);
  });
  if (stage.model.labour.elsewhere) match_elsewhere(stage.seekers, e.firms, stage.model.labour.migration_cost, draws);
  stage.workers.for_each(e.regions.size(), [&](std::size_t r) { start_jobs(stage, r); });
}

}  // namespace povtrap
