#include "simulation/ranked_incomes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

namespace povtrap {

namespace {

/// Groups of at most so many households are sorted; in larger ones bins hold several households each.
constexpr std::size_t few_households = IncomeScale::bins;
/// Work is handed out in runs of about so many blocks, long enough that adding up their bins costs little.
constexpr std::size_t blocks_of_a_run = 64;
constexpr std::size_t none = static_cast<std::size_t>(-1);

/// Some regions whose people are ranked together.
struct Group {
  std::vector<std::size_t> regions, pools;
  std::size_t households = 0;
  const IncomeBins* bins = nullptr;  ///< only in large groups
  IncomeBins sum;                    ///< of several pools
  std::vector<std::uint8_t> opened;  ///< bins that are looked into, likewise
  RankedMeasures measures;

  [[nodiscard]] bool is_small() const { return households <= few_households; }
};

/// Regions whose people are counted together: a large one, or small ones that belong to the same groups.
struct Pool {
  std::vector<std::size_t> groups;  ///< but for small regions themselves
  std::vector<std::size_t> runs;
  bool has_bins = false;             ///< some group is large
  bool looks_at_all = false;         ///< some group is small
  std::vector<std::uint8_t> wanted;  ///< bins that some group looks into
  IncomeBins bins;
  std::mutex adding;
};

/// Some blocks of one pool. A small region's are in one run.
struct Run {
  std::size_t pool = 0, first_block = 0, end_block = 0;
  std::vector<RankedIncome> found;  ///< on the second look
};

/// One block's incomes, ready to be counted.
struct BlockIncomes {
  std::array<float, block_size> income;
  std::array<std::uint32_t, block_size> bin;
  std::array<std::int64_t, block_size> quanta;
};

/// The mean income of the period.
double typical_income(const Stage& stage) {
  double persons = 0;
  for (const Region& region : stage.economy.regions) persons += region.persons;
  const double mean = stage.memory.income / persons;
  return mean > 0 && std::isfinite(mean) ? mean : stage.model.poverty.line;
}

class Ranking {
 public:
  Ranking(const Stage& stage, std::span<const Grouping> groupings, const RankQuestions& questions)
      : stage_(stage), economy_(stage.economy), questions_(questions), scale_(typical_income(stage)) {
    own_group_.assign(economy_.regions.size(), none);
    for (const Grouping& grouping : groupings) add_groups(grouping);
    add_pools();
    cut_runs();
  }

  std::vector<std::vector<RankedMeasures>> measures() {
    stage_.workers.for_each(runs_.size(), [&](std::size_t r) { count(runs_[r]); });
    stage_.workers.for_each(groups_.size(), [&](std::size_t g) { choose_bins(groups_[g]); });
    for (const auto& pool : pools_) want_bins(*pool);
    stage_.workers.for_each(runs_.size(), [&](std::size_t r) { look_into(runs_[r]); });
    stage_.workers.for_each(groups_.size(), [&](std::size_t g) { measure(groups_[g]); });
    std::vector<std::vector<RankedMeasures>> all;
    for (const std::vector<std::size_t>& grouping : numbers_) {
      all.emplace_back();
      for (const std::size_t g : grouping) all.back().push_back(groups_[g].measures);
    }
    return all;
  }

 private:
  /// Groups of the same regions are one.
  void add_groups(const Grouping& grouping) {
    std::vector<std::vector<std::size_t>> regions(grouping.groups);
    for (std::size_t r = 0; r < grouping.group_of.size(); ++r) {
      if (grouping.group_of[r] < grouping.groups) regions[grouping.group_of[r]].push_back(r);
    }
    numbers_.emplace_back();
    for (const std::vector<std::size_t>& members : regions) {
      const auto [known, is_new] = group_of_regions_.try_emplace(members, groups_.size());
      numbers_.back().push_back(known->second);
      if (!is_new) continue;
      Group group;
      group.regions = members;
      for (const std::size_t r : members) group.households += economy_.regions[r].households;
      group.measures.quantiles.assign(questions_.shares.size(), RankedMeasures::never);
      if (members.size() == 1) own_group_[members.front()] = groups_.size();
      groups_.push_back(std::move(group));
    }
  }

  void add_pools() {
    std::vector<std::vector<std::size_t>> groups_of(economy_.regions.size());
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      if (groups_[g].regions.size() == 1 && groups_[g].is_small()) continue;
      for (const std::size_t r : groups_[g].regions) groups_of[r].push_back(g);
    }
    std::map<std::vector<std::size_t>, std::size_t> pool_of_groups;
    for (std::size_t r = 0; r < economy_.regions.size(); ++r) {
      const auto [known, is_new] = pool_of_groups.try_emplace(groups_of[r], pools_.size());
      pool_of_region_.push_back(known->second);
      if (!is_new) continue;
      pools_.push_back(std::make_unique<Pool>());
      Pool& pool = *pools_.back();
      pool.groups = groups_of[r];
      for (const std::size_t g : pool.groups) {
        groups_[g].pools.push_back(known->second);
        (groups_[g].is_small() ? pool.looks_at_all : pool.has_bins) = true;
      }
    }
  }

  void cut_runs() {
    for (std::size_t b = 0; b < economy_.blocks.size(); ++b) {
      const std::size_t r = economy_.blocks[b].region, pool = pool_of_region_[r];
      const bool may_cut = b == economy_.regions[r].first_block || economy_.regions[r].households > few_households;
      const bool same = !runs_.empty() && runs_.back().pool == pool;
      if (!same || (may_cut && b - runs_.back().first_block >= blocks_of_a_run)) {
        pools_[pool]->runs.push_back(runs_.size());
        runs_.push_back({.pool = pool, .first_block = b, .end_block = b, .found = {}});
      }
      runs_.back().end_block = b + 1;
    }
  }

  [[nodiscard]] std::span<const float> incomes_of(const Block& block, BlockIncomes& here) const {
    yearly_incomes_per_head(stage_, block, here.income.data());
    return {here.income.data(), block.size};
  }

  void add_people(const Block& block, const std::array<float, block_size>& income, std::vector<RankedIncome>& people) const {
    const float* persons = economy_.households.persons.data() + block.first;
    const std::size_t before = people.size();
    people.resize(before + block.size);
    for (std::size_t k = 0; k < block.size; ++k) people[before + k] = {income[k], static_cast<std::uint32_t>(persons[k])};
  }

  /// The first look: small regions are measured, and everybody who belongs to a large group is counted.
  void count(const Run& run) {
    Pool& pool = *pools_[run.pool];
    IncomeBins bins(pool.has_bins ? IncomeScale::bins : 0);
    BlockIncomes here;
    std::vector<RankedIncome> people;
    for (std::size_t b = run.first_block; b < run.end_block; ++b) {
      const Block& block = economy_.blocks[b];
      const Region& region = economy_.regions[block.region];
      const std::size_t own = own_group_[block.region];
      const bool sorts = own != none && groups_[own].is_small();
      if (!sorts && !pool.has_bins) continue;
      const std::span<const float> incomes = incomes_of(block, here);
      if (sorts && b == region.first_block) people.reserve(region.households);
      if (pool.has_bins) {
        scale_.place(incomes, here.bin.data(), here.quanta.data());
        const float* persons = economy_.households.persons.data() + block.first;
        for (std::size_t k = 0; k < block.size; ++k) {
          const auto heads = static_cast<std::int64_t>(persons[k]);
          bins[here.bin[k]].persons += heads;
          bins[here.bin[k]].quanta += heads * here.quanta[k];
        }
      }
      if (!sorts) continue;
      add_people(block, here.income, people);
      if (b + 1 == region.first_block + region.blocks) groups_[own].measures = measure_ranks(std::exchange(people, {}), questions_);
    }
    if (!pool.has_bins) return;
    const std::lock_guard lock(pool.adding);
    if (pool.bins.empty()) {
      pool.bins.swap(bins);
    } else {
      add_bins(pool.bins, bins);
    }
  }

  void choose_bins(Group& group) {
    if (group.is_small()) return;
    group.bins = &pools_[group.pools.front()]->bins;
    for (std::size_t p = 1; p < group.pools.size(); ++p) {
      if (p == 1) group.sum = *group.bins;
      add_bins(group.sum, pools_[group.pools[p]]->bins);
      group.bins = &group.sum;
    }
    group.opened = bins_to_open(scale_, *group.bins, questions_);
  }

  void want_bins(Pool& pool) {
    if (!pool.has_bins || pool.looks_at_all) return;
    pool.wanted.assign(IncomeScale::bins, 0);
    for (const std::size_t g : pool.groups) {
      for (std::size_t b = 0; b < pool.wanted.size(); ++b) pool.wanted[b] |= groups_[g].opened[b];
    }
  }

  /// The second look: who is in a bin that is wanted.
  void look_into(Run& run) {
    const Pool& pool = *pools_[run.pool];
    if (pool.groups.empty()) return;
    BlockIncomes here;
    std::array<std::uint32_t, block_size> places;
    for (std::size_t b = run.first_block; b < run.end_block; ++b) {
      const Block& block = economy_.blocks[b];
      const std::span<const float> incomes = incomes_of(block, here);
      if (pool.looks_at_all) {
        add_people(block, here.income, run.found);
        continue;
      }
      scale_.place(incomes, here.bin.data(), here.quanta.data());
      std::size_t found = 0;
      for (std::size_t k = 0; k < block.size; ++k) {
        places[found] = static_cast<std::uint32_t>(k);
        found += pool.wanted[here.bin[k]];
      }
      const float* persons = economy_.households.persons.data() + block.first;
      for (std::size_t k = 0; k < found; ++k)
        run.found.push_back({incomes[places[k]], static_cast<std::uint32_t>(persons[places[k]])});
    }
  }

  void measure(Group& group) {
    if (group.households == 0 || (group.regions.size() == 1 && group.is_small())) return;
    std::vector<RankedIncome> people;
    for (const std::size_t p : group.pools) {
      for (const std::size_t r : pools_[p]->runs) {
        std::ranges::copy_if(runs_[r].found, std::back_inserter(people), [&](const RankedIncome& one) {
          return group.is_small() || group.opened[scale_.bin_of(one.income)] != 0;
        });
      }
    }
    group.measures = group.is_small() ? measure_ranks(std::move(people), questions_)
                                      : measure_opened(scale_, *group.bins, group.opened, std::move(people), questions_);
  }

  const Stage& stage_;
  const Economy& economy_;
  const RankQuestions& questions_;
  IncomeScale scale_;
  std::vector<Group> groups_;
  std::map<std::vector<std::size_t>, std::size_t> group_of_regions_;
  std::vector<std::vector<std::size_t>> numbers_;  ///< by grouping and group: which of groups_
  std::vector<std::size_t> own_group_;             ///< the group that consists of a region alone
  std::vector<std::unique_ptr<Pool>> pools_;
  std::vector<std::size_t> pool_of_region_;
  std::vector<Run> runs_;
};

}  // namespace

std::vector<std::vector<RankedMeasures>> rank_incomes(const Stage& stage, std::span<const Grouping> groupings,
                                                      const RankQuestions& questions) {
  return Ranking(stage, groupings, questions).measures();
}

}  // namespace povtrap
