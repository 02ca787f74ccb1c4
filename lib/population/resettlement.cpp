#include "population/resettlement.hpp"

#include <algorithm>

#include "core/sums.hpp"
#include "population/synthetic.hpp"

namespace povtrap {

namespace {

/// Who is where after the moves, in the order of the places before them.
struct Residence {
  Column<std::uint32_t> region;
  std::vector<std::size_t> residents;  ///< of each region
  std::vector<bool> received;          ///< did somebody come?
};

Residence after_moves(const Economy& economy, std::span<const Move> moves) {
  Residence home{Column<std::uint32_t>(economy.households.size()), {}, std::vector<bool>(economy.regions.size(), false)};
  for (std::size_t r = 0; r < economy.regions.size(); ++r) {
    const Region& region = economy.regions[r];
    std::fill_n(home.region.data() + region.first_household, region.households, static_cast<std::uint32_t>(r));
    home.residents.push_back(region.households);
  }
  for (const Move& move : moves) {
    home.residents[move.origin] -= 1;
    home.residents[move.destination] += 1;
    home.region[move.place] = move.destination;
    home.received[move.destination] = true;
  }
  return home;
}

/// Who takes each place, in the order of (region, id). Who stays in a region where nobody comes keeps the neighbours.
Column<std::uint32_t> order_by_region(const Economy& e, const Residence& home, const Workers& workers) {
  const Households& h = e.households;
  std::vector<std::size_t> next(home.residents.size(), 0);
  for (std::size_t r = 1; r < next.size(); ++r) next[r] = next[r - 1] + home.residents[r - 1];
  Column<std::uint32_t> from(h.size());
  for (std::size_t i = 0; i < h.size(); ++i) from[next[home.region[i]]++] = static_cast<std::uint32_t>(i);
  const auto by_id = [&](std::uint32_t a, std::uint32_t b) { return h.id[a] < h.id[b]; };
  workers.for_each(next.size(), [&](std::size_t r) {
    if (!home.received[r]) return;
    // Who stays is in order already, between those who come from places before and behind.
    std::uint32_t *const end = from.data() + next[r], *const begin = end - home.residents[r];
    const std::size_t first = e.regions[r].first_household, until = first + e.regions[r].households;
    std::uint32_t* const stay = std::lower_bound(begin, end, first);
    std::uint32_t* const go_on = std::lower_bound(stay, end, until);
    std::sort(begin, stay, by_id);
    std::sort(go_on, end, by_id);
    std::inplace_merge(begin, stay, go_on, by_id);
    std::inplace_merge(begin, go_on, end, by_id);
  });
  return from;
}

/// People of regions, provinces and NGOs; and the yardstick of a region's capital, which goes by its households.
void count_people(Economy& e, const std::vector<std::size_t>& households_before) {
  for (Province& province : e.provinces) province.persons = 0;
  for (Ngo& ngo : e.ngos) ngo.persons = ngo.rural_persons = 0;
  for (std::size_t r = 0; r < e.regions.size(); ++r) {
    Region& region = e.regions[r];
    if (region.households != households_before[r] && households_before[r] > 0)
      region.capital_sum *= static_cast<double>(region.households) / static_cast<double>(households_before[r]);
    region.persons = lane_sum(e.households.persons.data() + region.first_household, region.households);
    e.provinces[region.province].persons += region.persons;
    for (Ngo& ngo : e.ngos) {
      if (ngo.bloc != region.bloc) continue;
      ngo.persons += region.persons;
      ngo.rural_persons += region.kind == RegionKind::rural ? region.persons : 0.0;
    }
  }
}

}  // namespace

std::vector<std::uint32_t> resettle(Economy& e, std::span<const Move> moves, const Workers& workers) {
  const Residence home = after_moves(e, moves);
  const Column<std::uint32_t> from = order_by_region(e, home, workers);
  std::vector<std::uint8_t> moved(e.households.size(), 0);
  for (const Move& move : moves) moved[move.place] = 1;
  e.households.reorder(from, workers);
  std::vector<std::size_t> households_before;
  for (std::size_t r = 0; r < e.regions.size(); ++r) {
    households_before.push_back(e.regions[r].households);
    e.regions[r].households = home.residents[r];
  }
  e.blocks.clear();
  cut_into_blocks(e);
  count_people(e, households_before);
  std::vector<std::uint32_t> places;
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (moved[from[i]] != 0) places.push_back(static_cast<std::uint32_t>(i));
  }
  return places;
}

}  // namespace povtrap
