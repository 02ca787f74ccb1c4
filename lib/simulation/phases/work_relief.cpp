#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "markets/hiring.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// Who would come: the place of the household, below the lot that decides if there are too many.
using Willing = std::vector<std::uint64_t>;

/// Places in a block of those who have no wage job and earn less at home than on public works; returns how many.
std::size_t find_willing(const Households& h, const Block& block, double yearly_pay, std::uint32_t* places) {
  const std::int32_t* employer = h.employer.data() + block.first;
  const std::uint8_t* workers = h.workers.data() + block.first;
  const float* worth = h.home_worth.data() + block.first;
  std::size_t count = 0;
  for (std::size_t i = 0; i < block.size; ++i) {
    places[count] = static_cast<std::uint32_t>(block.first + i);
    count += (employer[i] < 0 ? 1U : 0U) & (workers[i] >= 1 ? 1U : 0U) & (static_cast<double>(worth[i]) < yearly_pay ? 1U : 0U);
  }
  return count;
}

/// All of a region who would come, when nobody has been given work yet.
void find_applicants(Stage& stage, const Region& region, double yearly_pay, Willing& applicants) {
  Households& h = stage.economy.households;
  const Stream stream = make_stream(static_cast<std::uint64_t>(stage.model.run.seed), "work_relief");
  const auto period = static_cast<std::uint32_t>(stage.economy.calendar.period);
  for (std::size_t b = region.first_block; b < region.first_block + region.blocks; ++b) {
    std::array<std::uint32_t, block_size> places;
    const std::size_t count = find_willing(h, stage.economy.blocks[b], yearly_pay, places.data());
    for (std::size_t k = 0; k < count; ++k)
      applicants.push_back(std::uint64_t{luck_of(stream, h.id[places[k]], period)} << 32 | places[k]);
  }
}

/// The posts of a region go to the lowest lots.
void fill_posts(Households& h, Willing& applicants, Steps posts, double season) {
  const auto count = static_cast<std::ptrdiff_t>(std::min(applicants.size(), static_cast<std::size_t>(posts)));
  if (count < std::ssize(applicants)) std::nth_element(applicants.begin(), applicants.begin() + count, applicants.end());
  for (std::ptrdiff_t k = 0; k < count; ++k)
    h.relief_work[static_cast<std::uint32_t>(applicants[static_cast<std::size_t>(k)])] = static_cast<float>(season);
}

/// Posts that the money pays for, divided over the regions by those who would come.
void divide_posts(Steps money, Steps pay, const std::vector<std::size_t>& regions, const std::vector<Willing>& applicants,
                  std::vector<Steps>& posts) {
  std::vector<double> wanted;
  Steps all = 0;
  for (const std::size_t r : regions) {
    wanted.push_back(static_cast<double>(applicants[r].size()));
    all += static_cast<Steps>(applicants[r].size());
  }
  const Steps affordable = std::min(all, pay > 0 ? money / pay : all);
  std::vector<Steps> parts(regions.size(), 0);
  if (affordable > 0) split_steps(affordable, wanted, parts);
  for (std::size_t k = 0; k < regions.size(); ++k) posts[regions[k]] = parts[k];
}

/// Budgets of the payers and the villages for which each of them pays.
void divide_budgets(const Stage& stage, Steps pay, const std::vector<Willing>& applicants, std::vector<Steps>& posts) {
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
    divide_posts(money, pay, regions, applicants, posts);
  }
}

}  // namespace

void open_work_relief(Stage& stage) {
  Households& h = stage.economy.households;
  if (stage.model.programmes.work_relief.active) h.relief_work.resize(h.size(), 0.0F);
}

void offer_relief_work(Stage& stage) {
  Economy& e = stage.economy;
  const WorkReliefParameters& p = stage.model.programmes.work_relief;
  if (!p.active) return;
  const double now = static_cast<double>(e.calendar.period - e.calendar.burn_in_periods) * e.calendar.length();
  e.households.relief_work.fill(0.0F);
  stage.nation.relief_wage = stage.nation.relief_applicants = 0;
  if (!p.offered(now)) return;
  const double yearly_pay = p.wage * stage.model.poverty.line * stage.nation.price_index;
  stage.nation.relief_wage = floor_to_grid(yearly_pay * p.season * stage.dt());
  std::vector<Willing> applicants(e.regions.size());
  stage.workers.for_each(e.regions.size(), [&](std::size_t r) {
    if (e.regions[r].kind == RegionKind::rural) find_applicants(stage, e.regions[r], yearly_pay, applicants[r]);
  });
  std::vector<Steps> posts(e.regions.size(), 0);
  divide_budgets(stage, to_steps(stage.nation.relief_wage), applicants, posts);
  stage.workers.for_each(posts.size(), [&](std::size_t r) { fill_posts(e.households, applicants[r], posts[r], p.season); });
  for (const Willing& here : applicants) stage.nation.relief_applicants += static_cast<double>(here.size());
}

const double* earn_relief_wages(HouseholdPass& pass) {
  if (!pass.model.programmes.work_relief.active) return nullptr;
  const float* away = pass.of(pass.households.relief_work);
  double* wages = pass.scratch.row();
  for (std::size_t i = 0; i < pass.n; ++i) {
    wages[i] = away[i] > 0.0F ? pass.nation.relief_wage : 0.0;
    pass.tally.relief_workers += away[i] > 0.0F ? 1.0 : 0.0;
  }
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
