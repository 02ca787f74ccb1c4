#include "simulation/phases/job_search.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "core/places.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// A region is cut into no more slabs than this, each with a table of the region's firms, and into none smaller.
constexpr std::size_t most_slabs = 16, least_blocks = 32;

/// Home markets of so many households, and at least of one region, are held at a time: what seekers want takes room.
constexpr std::size_t households_at_once = std::size_t{1} << 20;

POVTRAP_KERNEL void offer_unschooled(std::size_t n, double regional, const double* POVTRAP_RESTRICT skill,
                                     float* POVTRAP_RESTRICT efficiency) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) efficiency[i] = static_cast<float>(skill[i] * regional);
}

POVTRAP_KERNEL void offer_schooled(std::size_t n, double regional, double premium, const double* POVTRAP_RESTRICT skill,
                                   const std::uint8_t* POVTRAP_RESTRICT schooling, float* POVTRAP_RESTRICT efficiency) {
  constexpr auto worker = static_cast<std::int32_t>(Schooled::worker);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double went = static_cast<double>(std::int32_t{schooling[i]} & worker);  // the lowest bit: 1 or 0
    efficiency[i] = static_cast<float>(skill[i] * regional * (went > 0 ? premium : 1.0));
  }
}

/// Those of a block who look for a job, with room for all.
struct BlockSeekers {
  std::array<float, block_size> efficiency_of_all, asking_of_all, efficiency, asking;
  std::array<std::uint32_t, block_size> household, place;
  std::array<std::int32_t, block_size> looks, idle;
  std::size_t n = 0;

  [[nodiscard]] Seekers view() const { return {n, household.data(), place.data(), efficiency.data(), asking.data()}; }
};

/// Parts of a head that a job would be worth.
POVTRAP_ALWAYS_INLINE std::int32_t idle_parts(float asking, double per_wage) {
  const double gain = math::max(1.0 - static_cast<double>(asking) * per_wage, 0.0);
  return static_cast<std::int32_t>(math::min(gain, 1.0) * labour_grid + 0.5);
}

/// What a unit of labour adds at home. Without any labour to offer it is infinite or no number: nobody applies.
POVTRAP_KERNEL void ask_wages(std::size_t n, double best, const std::int32_t* POVTRAP_RESTRICT employer,
                              const float* POVTRAP_RESTRICT worth, const float* POVTRAP_RESTRICT efficiency,
                              float* POVTRAP_RESTRICT asking, std::int32_t* POVTRAP_RESTRICT looks) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    asking[i] = worth[i] / efficiency[i];
    looks[i] = (employer[i] < 0 ? 1 : 0) & (static_cast<double>(asking[i]) < best ? 1 : 0);
  }
}

POVTRAP_KERNEL void find_idle(std::size_t n, double per_wage, const float* POVTRAP_RESTRICT asking,
                              std::int32_t* POVTRAP_RESTRICT idle) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) idle[i] = idle_parts(asking[i], per_wage);
}

POVTRAP_KERNEL Jobless add_jobless(std::size_t n, const std::int32_t* POVTRAP_RESTRICT employer,
                                   const std::int32_t* POVTRAP_RESTRICT idle) {
  std::int32_t heads = 0, parts = 0;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const std::int32_t none = employer[i] >> 31;  // all bits, or none
    heads -= none;
    parts += none & idle[i];
  }
  return {heads, parts};
}

/// Of a block, what everybody asks, and who asks less than the best wage there is and has no job.
void see_who_asks(const Stage& stage, const Block& block, double best, BlockSeekers& seekers) {
  const Households& h = stage.economy.households;
  offer_labour(stage, block, seekers.efficiency_of_all.data());
  ask_wages(block.size, best, h.employer.data() + block.first, h.home_worth.data() + block.first,
            seekers.efficiency_of_all.data(), seekers.asking_of_all.data(), seekers.looks.data());
}

/// From all of a block to those who look.
void leave_seekers(const Stage& stage, const Block& block, BlockSeekers& seekers) {
  const std::size_t n = seekers.n = find_places(seekers.looks.data(), block.size, seekers.place.data());
  take_places(seekers.place.data(), n, seekers.efficiency_of_all.data(), seekers.efficiency.data());
  take_places(seekers.place.data(), n, seekers.asking_of_all.data(), seekers.asking.data());
  take_places(seekers.place.data(), n, stage.economy.households.id.data() + block.first, seekers.household.data());
  for (std::size_t k = 0; k < n; ++k) seekers.place[k] += static_cast<std::uint32_t>(block.first);
}

/// Mean wage of the firms that are open in a region.
double mean_wage(const Economy& e, const Region& region) {
  double wages = 0, open = 0;
  for (std::size_t f = region.first_firm; f < region.first_firm + region.firms; ++f) {
    wages += e.firms[f].open ? e.firms[f].wage : 0.0;
    open += e.firms[f].open ? 1.0 : 0.0;
  }
  return open > 0 ? wages / open : 0.0;
}

template <class Body>
void for_each_block_of(const Stage& stage, const Slab& slab, Body body) {
  for (std::size_t b = slab.first_block; b < slab.first_block + slab.blocks; ++b) body(stage.economy.blocks[b]);
}

double per_mean_wage(const JobMarket& jobs, std::size_t region) {
  return jobs.wages[region] > 0 ? 1.0 / jobs.wages[region] : std::numeric_limits<double>::infinity();
}

/// Who is hired starts at once and is jobless no more.
void start(Stage& stage, const Hire& hire, std::size_t home) {
  Jobless& jobless = stage.jobs->jobless[home];
  stage.economy.households.employer[hire.place] = hire.firm;
  jobless.heads -= 1;
  jobless.idle -= idle_parts(hire.asking, per_mean_wage(*stage.jobs, home));
}

/// The region of the household at a place.
std::size_t home_of(const Economy& e, std::uint32_t place) {
  const auto after = std::upper_bound(e.blocks.begin(), e.blocks.end(), place,
                                      [](std::size_t p, const Block& block) { return p < block.first; });
  return std::prev(after)->region;
}

/// Everybody without a job in a slab draws firms of the region.
void apply_at_home(Stage& stage, std::size_t s, HomeMarket& market, const MatchingDraws& draws) {
  JobMarket& jobs = *stage.jobs;
  const Slab& slab = jobs.slabs[s];
  const double per_wage = per_mean_wage(jobs, slab.region);
  Jobless jobless;
  BlockSeekers seekers;
  for_each_block_of(stage, slab, [&](const Block& block) {
    see_who_asks(stage, block, static_cast<double>(market.best_wage()), seekers);
    find_idle(block.size, per_wage, seekers.asking_of_all.data(), seekers.idle.data());
    const Jobless here = add_jobless(block.size, stage.economy.households.employer.data() + block.first, seekers.idle.data());
    jobless.heads += here.heads;
    jobless.idle += here.idle;
    leave_seekers(stage, block, seekers);
    market.apply(s - jobs.first_slab(slab.region), seekers.view(), draws);
  });
  jobs.by_slab[s].jobless = jobless;
}

}  // namespace

void open_job_market(Stage& stage) {
  const std::vector<Region>& regions = stage.economy.regions;
  JobMarket& jobs = *stage.jobs;
  jobs.slabs.clear();
  jobs.slab_until.clear();
  for (std::size_t r = 0; r < regions.size(); ++r) {
    const std::size_t blocks = regions[r].blocks, first = regions[r].first_block;
    const std::size_t count = std::clamp<std::size_t>(blocks / least_blocks, blocks > 0 ? 1 : 0, most_slabs);
    for (std::size_t s = 0; s < count; ++s)
      jobs.slabs.push_back({r, first + s * blocks / count, (s + 1) * blocks / count - s * blocks / count});
    jobs.slab_until.push_back(jobs.slabs.size());
  }
  jobs.by_slab.resize(jobs.slabs.size());
  jobs.wages.resize(regions.size());
  jobs.jobless.resize(regions.size());
}

void offer_labour(const Stage& stage, const Block& block, float* efficiency) {
  const Households& h = stage.economy.households;
  const double regional = stage.economy.regions[block.region].labour_efficiency;
  const double* skill = h.skill.data() + block.first;
  if (!stage.model.schooling.active) return offer_unschooled(block.size, regional, skill, efficiency);
  offer_schooled(block.size, regional, stage.model.schooling.premium, skill, h.schooling.data() + block.first, efficiency);
}

namespace {

/// Home markets of some regions, from the first to before the last.
void match_in_regions(Stage& stage, std::size_t first, std::size_t last, const MatchingDraws& draws) {
  Economy& e = stage.economy;
  JobMarket& jobs = *stage.jobs;
  const auto applications = static_cast<std::size_t>(stage.model.labour.applications);
  const auto firms_of = [&](const Region& region) { return std::span(e.firms.data() + region.first_firm, region.firms); };
  if (jobs.home.size() < last - first) jobs.home.resize(last - first);
  stage.workers.for_each(last - first, [&](std::size_t k) {
    const std::size_t r = first + k;
    jobs.wages[r] = mean_wage(e, e.regions[r]);
    jobs.home[k].open(firms_of(e.regions[r]), e.regions[r].first_firm, applications, jobs.slab_until[r] - jobs.first_slab(r));
  });
  const std::size_t first_slab = jobs.first_slab(first);
  stage.workers.for_each(jobs.slab_until[last - 1] - first_slab, [&](std::size_t s) {
    apply_at_home(stage, first_slab + s, jobs.home[jobs.slabs[first_slab + s].region - first], draws);
  });
  stage.workers.for_each(last - first, [&](std::size_t k) {
    Jobless& jobless = jobs.jobless[first + k] = {};
    for (std::size_t s = jobs.first_slab(first + k); s < jobs.slab_until[first + k]; ++s) {
      jobless.heads += jobs.by_slab[s].jobless.heads;
      jobless.idle += jobs.by_slab[s].jobless.idle;
    }
    for (const Hire& hire : jobs.home[k].hire(firms_of(e.regions[first + k]))) start(stage, hire, first + k);
  });
}

}  // namespace

void search_at_home(Stage& stage, std::uint32_t period) {
  const std::vector<Region>& regions = stage.economy.regions;
  const MatchingDraws draws{stage.streams.applications, stage.streams.ranks, period};
  for (std::size_t first = 0, last = 0; first < regions.size(); first = last) {
    std::size_t households = 0;
    do {
      households += regions[last++].households;
    } while (last < regions.size() && households + regions[last].households <= households_at_once);
    match_in_regions(stage, first, last, draws);
  }
}

void search_elsewhere(Stage& stage, const Prospects& prospects, std::uint32_t period) {
  JobMarket& jobs = *stage.jobs;
  const MatchingDraws draws{stage.streams.applications, stage.streams.ranks, period};
  std::int64_t jobless = 0;
  for (const Jobless& here : jobs.jobless) jobless += here.heads;
  jobs.nation.open(stage.economy.firms, prospects, static_cast<std::size_t>(jobless), jobs.slabs.size());
  if (!jobs.nation.has_places()) return;
  do {
    stage.workers.for_each(jobs.slabs.size(), [&](std::size_t s) {
      const Slab& slab = jobs.slabs[s];
      BlockSeekers seekers;
      for_each_block_of(stage, slab, [&](const Block& block) {
        see_who_asks(stage, block, jobs.nation.best_wage(slab.region), seekers);
        leave_seekers(stage, block, seekers);
        jobs.nation.apply(s, slab.region, seekers.view(), draws);
      });
    });
  } while (jobs.nation.wants_more(stage.workers));
  jobs.nation.hire(stage.economy.firms, stage.workers,
                   [&](const Hire& hire) { start(stage, hire, home_of(stage.economy, hire.place)); });
}

}  // namespace povtrap
