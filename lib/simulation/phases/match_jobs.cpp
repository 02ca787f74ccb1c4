#include <algorithm>
#include <array>
#include <atomic>
#include <vector>

#include "core/kernel.hpp"
#include "core/places.hpp"
#include "simulation/phases/job_search.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// Workers of a block, and whose job goes on here or elsewhere.
struct BlockWorkers {
  std::array<std::uint32_t, block_size> place, id = {}, some;
  std::array<std::int32_t, block_size> employed, firm, ends, home, away;
  std::array<float, block_size> efficiency;  // of everybody
  std::array<double, block_size> draw;
};

POVTRAP_KERNEL void find_employed(std::size_t n, const std::int32_t* POVTRAP_RESTRICT employer,
                                  std::int32_t* POVTRAP_RESTRICT employed) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) employed[i] = employer[i] >= 0 ? 1 : 0;
}

/// The firms of a region.
struct FirmsHere {
  std::int32_t first, count;
};

/// One number for each worker: 1 or 0.
struct Fates {
  std::int32_t *ends, *home, *away;
};

/// A job ends if the draw is below the firm's risk; else it goes on at home or away.
POVTRAP_KERNEL void end_or_go_on(std::size_t n, FirmsHere firms, const double* POVTRAP_RESTRICT draw,
                                 const double* POVTRAP_RESTRICT risk, const std::int32_t* POVTRAP_RESTRICT firm, Fates fates) {
  std::int32_t *POVTRAP_RESTRICT ends = fates.ends, *POVTRAP_RESTRICT home = fates.home, *POVTRAP_RESTRICT away = fates.away;
  POVTRAP_IVDEP
  for (std::size_t k = 0; k < n; ++k) {
    const std::int32_t number = firm[k] - firms.first, goes_on = draw[k] < risk[firm[k]] ? 0 : 1;
    const std::int32_t here = (number >= 0 ? 1 : 0) & (number < firms.count ? 1 : 0);
    ends[k] = 1 - goes_on;
    home[k] = here & goes_on;
    away[k] = (1 - here) & goes_on;
  }
}

void add_worker(Crew& crew, float efficiency) {
  crew.labour += labour_parts(efficiency);
  crew.workers += 1;
}

/// Several threads may count people from elsewhere at a time.
void add_migrant(Crew& crew, float efficiency, bool alone) {
  if (alone) return add_worker(crew, efficiency);
  std::atomic_ref(crew.labour).fetch_add(labour_parts(efficiency), std::memory_order_relaxed);
  std::atomic_ref(crew.workers).fetch_add(1, std::memory_order_relaxed);
}

/// Jobs of one block end; what is left at each firm is counted: people of the firm's region in the slab's own table, people
/// from elsewhere in that of the nation. Returns the number of those.
std::int64_t end_jobs_in_block(Stage& stage, const Block& block, SlabJobs& slab) {
  Households& h = stage.economy.households;
  const Region& region = stage.economy.regions[block.region];
  std::int32_t* employer = h.employer.data() + block.first;
  BlockWorkers all;
  find_employed(block.size, employer, all.employed.data());
  const std::size_t count = find_places(all.employed.data(), block.size, all.place.data());
  take_places(all.place.data(), count, h.id.data() + block.first, all.id.data());
  take_places(all.place.data(), count, employer, all.firm.data());
  fill_uniform(stage.streams.separations, all.id.data(), count, static_cast<std::uint32_t>(stage.economy.calendar.period), 0,
               all.draw.data());
  const FirmsHere firms{static_cast<std::int32_t>(region.first_firm), static_cast<std::int32_t>(region.firms)};
  end_or_go_on(count, firms, all.draw.data(), stage.jobs->risk.data(), all.firm.data(),
               {all.ends.data(), all.home.data(), all.away.data()});
  offer_labour(stage, block, all.efficiency.data());
  const auto for_those = [&](const auto& flags, auto body) {
    const std::size_t found = find_places(flags.data(), count, all.some.data());
    for (std::size_t j = 0; j < found; ++j) body(all.place[all.some[j]], static_cast<std::size_t>(all.firm[all.some[j]]));
    return found;
  };
  for_those(all.ends, [&](std::size_t i, std::size_t) { employer[i] = -1; });
  for_those(all.home,
            [&](std::size_t i, std::size_t firm) { add_worker(slab.crews[firm - region.first_firm], all.efficiency[i]); });
  const bool alone = stage.workers.threads() == 1;
  return static_cast<std::int64_t>(for_those(all.away, [&](std::size_t i, std::size_t firm) {
    add_migrant(stage.jobs->from_elsewhere[firm], all.efficiency[i], alone);
  }));
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
    for (std::size_t b = slab.first_block; b < slab.first_block + slab.blocks; ++b)
      here.migrants += end_jobs_in_block(stage, e.blocks[b], here);
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
