#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "core/kernel.hpp"
#include "markets/hiring.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// Households and their lots, which decide if too many would come: the lot above the place.
using Lots = std::vector<std::uint64_t>;

struct Lottery {
  Stream stream;
  std::uint32_t period;
};

constexpr std::uint32_t highest_lot = std::numeric_limits<std::uint32_t>::max();

/// Who is willing: they have no wage job and earn less at home than on public works.
struct Candidates {
  std::size_t n;
  const std::uint32_t* id;
  const std::int32_t* employer;
  const std::uint8_t* workers;
  const float* home_worth;
};

Candidates candidates_of(const Households& h, const Block& block) {
  return {block.size, h.id.data() + block.first, h.employer.data() + block.first, h.workers.data() + block.first,
          h.home_worth.data() + block.first};
}

/// Pay below which a float lies exactly if it lies below the double.
float bound_of(double yearly_pay) {
  const auto near = static_cast<float>(yearly_pay);
  return static_cast<double>(near) < yearly_pay ? std::nextafter(near, std::numeric_limits<float>::infinity()) : near;
}

POVTRAP_KERNEL std::uint32_t count_willing(const Candidates& c, float pay) {
  const std::int32_t* POVTRAP_RESTRICT employer = c.employer;
  const std::uint8_t* POVTRAP_RESTRICT workers = c.workers;
  const float* POVTRAP_RESTRICT worth = c.home_worth;
  const std::size_t n = c.n;
  std::uint32_t count = 0;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) count += (employer[i] < 0) & (std::int32_t{workers[i]} >= 1) & (worth[i] < pay) ? 1u : 0u;
  return count;
}

/// Flags of those whose lot lets them hope for a post.
POVTRAP_KERNEL void draw_lots(const Candidates& c, float pay, Lottery lottery, std::uint32_t highest,
                              std::int32_t* POVTRAP_RESTRICT hopes) {
  const std::uint32_t* POVTRAP_RESTRICT id = c.id;
  const std::int32_t* POVTRAP_RESTRICT employer = c.employer;
  const std::uint8_t* POVTRAP_RESTRICT workers = c.workers;
  const float* POVTRAP_RESTRICT worth = c.home_worth;
  const std::size_t n = c.n;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const bool willing = (employer[i] < 0) & (std::int32_t{workers[i]} >= 1) & (worth[i] < pay);
    hopes[i] = willing & (luck_of(lottery.stream, id[i], lottery.period) <= highest) ? 1 : 0;
  }
}

std::size_t count_willing(const Stage& stage, const Region& region, float pay) {
  const Economy& e = stage.economy;
  std::size_t count = 0;
  for (std::size_t b = region.first_block; b < region.first_block + region.blocks; ++b)
    count += count_willing(candidates_of(e.households, e.blocks[b]), pay);
  return count;
}

void draw_lots(const Stage& stage, const Region& region, float pay, std::uint32_t highest, Lots& lots) {
  const Economy& e = stage.economy;
  const Lottery lottery{make_stream(static_cast<std::uint64_t>(stage.model.run.seed), "work_relief"),
                        static_cast<std::uint32_t>(e.calendar.period)};
  lots.clear();
  for (std::size_t b = region.first_block; b < region.first_block + region.blocks; ++b) {
    const Candidates here = candidates_of(e.households, e.blocks[b]);
    std::array<std::int32_t, block_size> hopes;
    draw_lots(here, pay, lottery, highest, hopes.data());
    for (std::size_t i = 0; i < here.n; ++i) {
      if (hopes[i] == 0) continue;
      lots.push_back(std::uint64_t{luck_of(lottery.stream, here.id[i], lottery.period)} << 32 | (e.blocks[b].first + i));
    }
  }
}

/// A lot below which so many of the willing are to be expected, and some standard deviations more.   Source: our choice.
std::uint32_t likely_limit(std::size_t posts, std::size_t willing) {
  constexpr double deviations = 6.0, few = 16.0;
  const double wanted = static_cast<double>(posts);
  const double share = (wanted + deviations * std::sqrt(wanted) + few) / static_cast<double>(willing);
  return share < 1.0 ? static_cast<std::uint32_t>(share * highest_lot) : highest_lot;
}

/// The posts of a region go to the lowest lots.
void fill_posts(Stage& stage, const Region& region, float pay, std::size_t posts, std::size_t willing) {
  Column<float>& work = stage.economy.households.relief_work;
  std::fill_n(work.data() + region.first_household, region.households, 0.0F);
  if (posts == 0) return;
  Lots lots;
  draw_lots(stage, region, pay, likely_limit(posts, willing), lots);
  if (lots.size() < posts) draw_lots(stage, region, pay, highest_lot, lots);
  const auto last = lots.begin() + static_cast<std::ptrdiff_t>(std::min(posts, lots.size()));
  if (last != lots.end()) std::nth_element(lots.begin(), last, lots.end());
  const auto season = static_cast<float>(stage.model.programmes.work_relief.season);
  for (auto lot = lots.begin(); lot != last; ++lot) work[static_cast<std::uint32_t>(*lot)] = season;
}

/// Posts that the money pays for, divided over the regions by those who would come.
void divide_posts(Steps money, Steps pay, const std::vector<std::size_t>& regions, const std::vector<std::size_t>& willing,
                  std::vector<Steps>& posts) {
  std::vector<double> wanted;
  Steps all = 0;
  for (const std::size_t r : regions) {
    wanted.push_back(static_cast<double>(willing[r]));
    all += static_cast<Steps>(willing[r]);
  }
  const Steps affordable = std::min(all, pay > 0 ? money / pay : all);
  std::vector<Steps> parts(regions.size(), 0);
  if (affordable > 0) split_steps(affordable, wanted, parts);
  for (std::size_t k = 0; k < regions.size(); ++k) posts[regions[k]] = parts[k];
}

/// Budgets of the payers and the villages for which each of them pays.
void divide_budgets(const Stage& stage, Steps pay, const std::vector<std::size_t>& willing, std::vector<Steps>& posts) {
  const Economy& e = stage.economy;
  const WorkReliefParameters& p = stage.model.programmes.work_relief;
  const double per_head = p.budget * stage.model.poverty.line * stage.nation.price_index * stage.dt();
  const bool central = p.provider == "central_government";
  for (std::size_t payer = 0; payer < (central ? 1 : e.provinces.size()); ++payer) {
    std::vector<std::size_t> regions;
    double persons = 0;
    for (std::size_t r = 0; r < e.regions.size(); ++r) {
      if (e.regions[r].kind == RegionKind::urban || !(central || e.regions[r].province == payer)) continue;
      regions.push_back(r);
      persons += e.regions[r].persons;
    }
    const Steps planned = to_steps(floor_to_grid(per_head * persons));
    const Steps money = central ? planned : std::clamp<Steps>(e.provinces[payer].account.balance, 0, planned);
    divide_posts(money, pay, regions, willing, posts);
  }
}

/// Wages of those who work there. Returns how many do.
POVTRAP_KERNEL std::size_t pay_relief(std::size_t n, double wage, const float* POVTRAP_RESTRICT away,
                                      double* POVTRAP_RESTRICT wages) {
  std::uint64_t workers = 0;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const bool works = static_cast<double>(away[i]) > 0.0;
    wages[i] = works ? wage : 0.0;
    workers += works ? 1 : 0;
  }
  return workers;
}

}  // namespace

void open_work_relief(Stage& stage) {
  Households& h = stage.economy.households;
  if (!stage.model.programmes.work_relief.active) return;
  h.relief_work.resize(h.size(), 0.0F);
  h.home_worth.resize(h.size());
}

void offer_relief_work(Stage& stage) {
  Economy& e = stage.economy;
  const WorkReliefParameters& p = stage.model.programmes.work_relief;
  if (!p.active) return;
  const double now = static_cast<double>(e.calendar.period - e.calendar.burn_in_periods) * e.calendar.length();
  stage.nation.relief_wage = stage.nation.relief_applicants = 0;
  if (!p.offered(now)) return e.households.relief_work.fill(0.0F);
  const double yearly_pay = p.wage * stage.model.poverty.line * stage.nation.price_index;
  stage.nation.relief_wage = floor_to_grid(yearly_pay * p.season * stage.dt());
  const float pay = bound_of(yearly_pay);
  std::vector<std::size_t> willing(e.regions.size(), 0);
  stage.workers.for_each(e.regions.size(), [&](std::size_t r) {
    if (e.regions[r].kind == RegionKind::rural) willing[r] = count_willing(stage, e.regions[r], pay);
  });
  std::vector<Steps> posts(e.regions.size(), 0);
  divide_budgets(stage, to_steps(stage.nation.relief_wage), willing, posts);
  stage.workers.for_each(
      posts.size(), [&](std::size_t r) { fill_posts(stage, e.regions[r], pay, static_cast<std::size_t>(posts[r]), willing[r]); });
  for (const std::size_t here : willing) stage.nation.relief_applicants += static_cast<double>(here);
}

const double* earn_relief_wages(HouseholdPass& pass) {
  if (!pass.model.programmes.work_relief.active) return nullptr;
  double* wages = pass.scratch.row();
  const std::size_t workers = pay_relief(pass.n, pass.nation.relief_wage, pass.of(pass.households.relief_work), wages);
  if (workers == 0) return nullptr;
  pass.tally.relief_workers = static_cast<double>(workers);
  pass.tally.relief_wages = pass.books.receive(Flow::wages, wages);
  return wages;
}

void settle_relief_wages(Stage& stage) {
  Economy& e = stage.economy;
  const WorkReliefParameters& p = stage.model.programmes.work_relief;
  if (!p.active) return;
  for (const Region& region : e.regions) {
    const Steps wages = region_sum(stage, region, &BlockTally::relief_wages);
    if (p.provider == "provinces") {
      e.ledger.settle(e.provinces[region.province].account, -wages, Flow::wages);
    } else {
      e.ledger.settle(e.government.account, -wages, Flow::wages);
      e.government.transfers += to_lcu(wages);
    }
  }
}

void add_relief_works(Stage& stage) {
  const WorkReliefParameters& p = stage.model.programmes.work_relief;
  for (Region& region : stage.economy.regions) {
    if (p.active) region.works += p.works * to_lcu(region_sum(stage, region, &BlockTally::relief_wages));
  }
}

}  // namespace povtrap
