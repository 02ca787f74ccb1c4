#include "population/resettlement.hpp"

#include <algorithm>
#include <utility>

#include "core/sums.hpp"
#include "population/synthetic.hpp"

namespace povtrap {

namespace {

/// Somebody who comes to a region.
struct Arrival {
  std::uint32_t id, from;  ///< the old place
  std::uint32_t before;    ///< the old place of the first neighbour with a higher id

  bool operator<(const Arrival& other) const { return id < other.id; }
};

/// Who comes to a region and who leaves it.
struct Migration {
  std::vector<Arrival> arrivals;        ///< by id
  std::vector<std::uint32_t> departed;  ///< old places, rising
};

std::vector<Migration> migrations(const Economy& e, std::span<const Move> moves, const Workers& workers) {
  std::vector<Migration> regions(e.regions.size());
  for (const Move& move : moves) {
    regions[move.origin].departed.push_back(move.place);
    regions[move.destination].arrivals.push_back({e.households.id[move.place], move.place, 0});
  }
  workers.for_each(regions.size(), [&](std::size_t r) {
    Migration& here = regions[r];
    std::sort(here.departed.begin(), here.departed.end());
    std::sort(here.arrivals.begin(), here.arrivals.end());
    const std::uint32_t *const ids = e.households.id.data(), *const first = ids + e.regions[r].first_household,
                               *const end = first + e.regions[r].households;
    const std::uint32_t* next = first;
    for (Arrival& arrival : here.arrivals) {
      next = std::lower_bound(next, end, arrival.id);
      arrival.before = static_cast<std::uint32_t>(next - ids);
    }
  });
  return regions;
}

/// The old place of somebody who moves, and who they are among those who move, in the order of new places.
using Mover = std::pair<std::uint32_t, std::uint32_t>;

/// New places of the people of one region, in the order of ids, from place `to` on. Returns the place behind them.
std::size_t settle(const Region& region, const Migration& migration, std::size_t to, NewPlaces& places,
                   std::vector<Mover>& movers) {
  std::size_t at = region.first_household;
  const std::size_t until = at + region.households;
  auto arrival = migration.arrivals.begin();
  auto departed = migration.departed.begin();
  const auto stay_until = [&](std::size_t place) {
    places.slide(at, to, place - at);
    to += place - at;
    at = place;
  };
  while (arrival != migration.arrivals.end() || departed != migration.departed.end()) {
    const bool comes =
        departed == migration.departed.end() || (arrival != migration.arrivals.end() && arrival->before <= *departed);
    stay_until(comes ? arrival->before : *departed);
    if (comes) {
      movers.push_back({arrival++->from, static_cast<std::uint32_t>(places.to.size())});
      places.to.push_back(static_cast<std::uint32_t>(to++));
    } else {
      ++departed, ++at;
    }
  }
  stay_until(until);
  return to;
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
  const std::vector<Migration> migration = migrations(e, moves, workers);
  NewPlaces places;
  std::vector<Mover> movers;
  std::vector<std::size_t> households_before;
  std::size_t next = 0;
  for (std::size_t r = 0; r < e.regions.size(); ++r) {
    households_before.push_back(e.regions[r].households);
    next = settle(e.regions[r], migration[r], next, places, movers);
    e.regions[r].households += migration[r].arrivals.size();
    e.regions[r].households -= migration[r].departed.size();
  }
  std::sort(movers.begin(), movers.end());
  for (const auto& [from, rank] : movers) {
    places.from.push_back(from);
    places.rank.push_back(rank);
  }
  e.households.rearrange(places, workers);
  e.blocks.clear();
  cut_into_blocks(e);
  count_people(e, households_before);
  return std::move(places.to);
}

}  // namespace povtrap
