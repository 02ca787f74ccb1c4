#include <algorithm>
#include <array>
#include <atomic>
#include <vector>

#include "simulation/phases/job_search.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// Counts who stays at a firm: people of the firm's region in the slab's own table, people from elsewhere, whom several threads
/// may count at a time, in that of the nation.
struct CrewCount {
  Crew* local;
  Crew* from_elsewhere;
  std::size_t first_firm, firms;

  /// Is the worker a migrant?
  bool add(std::size_t firm, float efficiency) const {
    const std::int64_t labour = labour_parts(efficiency);
    const bool away = firm - first_firm >= firms;
    if (away) {
      std::atomic_ref(from_elsewhere[firm].labour).fetch_add(labour, std::memory_order_relaxed);
      std::atomic_ref(from_elsewhere[firm].workers).fetch_add(1, std::memory_order_relaxed);
    } else {
      local[firm - first_firm].labour += labour;
      local[firm - first_firm].workers += 1;
    }
    return away;
  }
};

/// Places in a block of who has a job; returns how many.
std::size_t find_workers(const std::int32_t* employer, std::size_t n, std::uint32_t* places) {
  std::size_t count = 0;
  for (std::size_t k = 0; k < n; ++k) {
    places[count] = static_cast<std::uint32_t>(k);
    count += employer[k] >= 0 ? 1 : 0;
  }
  return count;
}

/// Jobs of one block end; what is left at each firm is counted. Returns the number of those who work elsewhere.
std::int64_t end_jobs_in_block(Stage& stage, const Block& block, const CrewCount crews) {
  Households& h = stage.economy.households;
  std::int32_t* employer = h.employer.data() + block.first;
  std::array<std::uint32_t, block_size> workers, ids = {};
  std::array<float, block_size> efficiency;
  std::array<double, block_size> draw;
  const std::size_t count = find_workers(employer, block.size, workers.data());
  for (std::size_t k = 0; k < count; ++k) ids[k] = h.id[block.first + workers[k]];
  fill_uniform(stage.streams.separations, ids.data(), count, static_cast<std::uint32_t>(stage.economy.calendar.period), 0,
               draw.data());
  offer_labour(stage, block, efficiency.data());
  const double* risk = stage.jobs->risk.data();
  std::int64_t migrants = 0;
  for (std::size_t k = 0; k < count; ++k) {
    const std::size_t i = workers[k];
    const auto firm = static_cast<std::size_t>(employer[i]);
    if (draw[k] >= risk[firm]) {
      migrants += crews.add(firm, efficiency[i]) ? 1 : 0;
    } else {
      employer[i] = -1;
    }
  }
  return migrants;
}

/// Jobs end by separation or layoff. Returns the share of each region's households that work elsewhere: its network.
std::vector<double> end_jobs(Stage& stage) {
  const Economy& e = stage.economy;
  JobMarket& jobs = *stage.jobs;
  jobs.from_elsewhere.assign(e.firms.size(), {});
  stage.workers.for_each(jobs.slabs.size(), [&](std::size_t s) {
    const Slab& slab = jobs.slabs[s];
    SlabJobs& here = jobs.by_slab[s];
    const Region& region = e.regions[slab.region];
    here.crews.assign(region.firms, {});
    here.migrants = 0;
    const CrewCount crews{here.crews.data(), jobs.from_elsewhere.data(), region.first_firm, region.firms};
    for (std::size_t b = slab.first_block; b < slab.first_block + slab.blocks; ++b)
      here.migrants += end_jobs_in_block(stage, e.blocks[b], crews);
  });
  std::vector<double> network(e.regions.size(), 0.0);
  for (std::size_t r = 0; r < network.size(); ++r) {
    std::int64_t migrants = 0;
    for (std::size_t s = jobs.first_slab(r); s < jobs.slab_until[r]; ++s) migrants += jobs.by_slab[s].migrants;
    if (e.regions[r].households > 0) network[r] = static_cast<double>(migrants) / static_cast<double>(e.regions[r].households);
  }
  return network;
}

template <class Body>
void for_each_firm(Stage& stage, const Region& region, Body body) {
  for (std::size_t f = region.first_firm; f < region.first_firm + region.firms; ++f) body(f, stage.economy.firms[f]);
}

/// Workers too many for the plan are laid off in the coming sweep; workers missing are sought as vacancies.
void plan_layoffs(Stage& stage) {
  const double separations = stage.model.labour.separations * stage.dt(), staying = 1.0 - separations;
  stage.jobs->risk.resize(stage.economy.firms.size());
  stage.workers.for_each(stage.economy.regions.size(), [&](std::size_t r) {
    for_each_firm(stage, stage.economy.regions[r], [&](std::size_t f, Firm& firm) {
      const double kept = firm.labour * staying;
      firm.layoff_share = kept > firm.target_labour && firm.labour > 0 ? (kept - firm.target_labour) / firm.labour : 0.0;
      stage.jobs->risk[f] = separations + firm.layoff_share;
    });
  });
}

/// Missing labour becomes whole vacancies, rounded at random so that small firms hire too. A share of them is held back from the
/// home markets, again rounded at random: people of all regions compete for it.
void open_vacancies(Stage& stage) {
  Economy& e = stage.economy;
  JobMarket& jobs = *stage.jobs;
  const auto period = static_cast<std::uint32_t>(e.calendar.period);
  const double share = stage.model.labour.elsewhere ? stage.model.labour.open_to_all : 0.0;
  jobs.held.assign(e.firms.size(), 0);
  stage.workers.for_each(e.regions.size(), [&](std::size_t r) {
    const Region& region = e.regions[r];
    for_each_firm(stage, region, [&](std::size_t f, Firm& firm) {
      Crew crew = jobs.from_elsewhere[f];
      for (std::size_t s = jobs.first_slab(r); s < jobs.slab_until[r]; ++s) {
        crew.labour += jobs.by_slab[s].crews[f - region.first_firm].labour;
        crew.workers += jobs.by_slab[s].crews[f - region.first_firm].workers;
      }
      firm.labour = static_cast<double>(crew.labour) / labour_grid;
      firm.workers = crew.workers;
      const double typical = firm.workers > 0 ? firm.labour / static_cast<double>(firm.workers) : region.labour_efficiency;
      const double missing = std::max(0.0, firm.target_labour - firm.labour) / typical;
      const Words luck = philox(stage.streams.rounding, static_cast<std::uint32_t>(f), period, 0);
      firm.vacancies = static_cast<std::int64_t>(missing + uniform(luck[0]));
      if (share == 0) return;
      const double held = share * static_cast<double>(firm.vacancies) + uniform(luck[1]);
      jobs.held[f] = std::min(firm.vacancies, static_cast<std::int64_t>(held));
      firm.vacancies -= jobs.held[f];
    });
  });
}

void give_back_vacancies(Stage& stage) {
  for (std::size_t f = 0; f < stage.jobs->held.size(); ++f) stage.economy.firms[f].vacancies += stage.jobs->held[f];
}

/// Seekers without a place weigh on wages only by what work would have added.
void measure_slack(Stage& stage) {
  for (std::size_t r = 0; r < stage.economy.regions.size(); ++r) {
    Region& region = stage.economy.regions[r];
    const Jobless& jobless = stage.jobs->jobless[r];
    const double idle = static_cast<double>(jobless.idle) / labour_grid;
    const double placed = static_cast<double>(static_cast<std::int64_t>(region.households) - jobless.heads);
    double jobs = 0, vacancies = 0;
    for_each_firm(stage, region, [&](std::size_t, const Firm& firm) {
      if (!firm.open) return;
      jobs += static_cast<double>(firm.workers);
      vacancies += static_cast<double>(firm.vacancies);
    });
    region.unemployment = placed + idle > 0 ? idle / (placed + idle) : 0.0;
    region.vacancy_rate = jobs + vacancies > 0 ? vacancies / (jobs + vacancies) : 0.0;
  }
}

void fill_jobs(Stage& stage) {
  Economy& e = stage.economy;
  const auto period = static_cast<std::uint32_t>(e.calendar.period);
  open_job_market(stage);
  plan_layoffs(stage);
  const std::vector<double> network = end_jobs(stage);
  open_vacancies(stage);
  search_at_home(stage, period);
  give_back_vacancies(stage);
  if (stage.model.labour.elsewhere)
    search_elsewhere(stage, prospects_elsewhere(stage.model.labour, e.firms, e.regions, network), period);
  measure_slack(stage);
}

}  // namespace

void match_jobs(Stage& stage) {
  if (!stage.economy.firms.empty()) fill_jobs(stage);
  offer_relief_work(stage);
}

}  // namespace povtrap
