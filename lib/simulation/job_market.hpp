#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "markets/home_market.hpp"
#include "markets/national_market.hpp"

namespace povtrap {

/// Consecutive blocks of one region, which one thread works through: a town is many slabs, a village one.
struct Slab {
  std::size_t region = 0, first_block = 0, blocks = 0;
};

/// People at a firm, in parts of `labour_grid`.
struct Crew {
  std::int64_t labour = 0, workers = 0;
};

/// Those of a region without a job.
struct Jobless {
  std::int64_t heads = 0;
  std::int64_t idle = 0;  ///< heads weighted by what a job would add, in parts of `labour_grid`
};

/// What one slab adds to the labour market of its region.
struct SlabJobs {
  std::vector<Crew> crews;    ///< who keeps a job, by firm of the region
  std::int64_t migrants = 0;  ///< who keeps one elsewhere [households]
  Jobless jobless;
};

/// What the labour market hands on within a period; it keeps its room from period to period.
struct JobMarket {
  std::vector<Slab> slabs;              ///< sorted by region
  std::vector<std::size_t> slab_until;  ///< slabs of region r stand before slab_until[r]
  std::vector<SlabJobs> by_slab;
  std::vector<Crew> from_elsewhere;  ///< by firm of the nation
  std::vector<double> risk;          ///< of losing the job in this period, by firm [share]
  std::vector<std::int64_t> held;    ///< vacancies for which the nation competes, by firm
  std::vector<double> wages;         ///< mean of a region's open firms [LCU/efficiency unit/year]
  std::vector<Jobless> jobless;      ///< by region
  std::vector<HomeMarket> home;      ///< of regions whose turn it is
  NationalMarket nation;

  [[nodiscard]] std::size_t first_slab(std::size_t region) const { return region == 0 ? 0 : slab_until[region - 1]; }
};

}  // namespace povtrap
