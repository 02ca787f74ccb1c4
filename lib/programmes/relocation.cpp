#include "programmes/relocation.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/fields.hpp"
#include "core/money.hpp"

namespace povtrap {

namespace {

/// Somebody who could move, and the place in the queue.
struct Candidate {
  std::uint64_t ticket;
  std::uint32_t wave, id, place;
  std::uint32_t origin;  ///< among the regions that people are moved from

  bool operator<(const Candidate& other) const {
    if (wave != other.wave) return wave < other.wave;
    return ticket != other.ticket ? ticket < other.ticket : id < other.id;
  }
};

bool may_receive(const Region& region, const std::string& destination) {
  if (region.households == 0) return false;
  return destination == "any" || (destination == "towns") == (region.kind == RegionKind::urban);
}

}  // namespace

void RelocationParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "relocation", "households of the poorest regions move to better ones, with a grant");
  fields.flag("active", active, false, {.meaning = "the programme exists"});
  fields.number("start", start, 0,
                {.unit = "years since the base year", .minimum = -1000, .maximum = 1000, .meaning = "first year of moving"});
  fields.number(
      "end", end, 1000,
      {.unit = "years since the base year", .minimum = -1000, .maximum = 1000, .meaning = "year from which nobody moves"});
  fields.number(
      "share", share, 0.05,
      {.unit = "1/year",
       .minimum = 0,
       .maximum = 1,
       .meaning = "households moved in a year, at most, over those who live in the regions that people are moved from"});
  fields.number(
      "origins", origins, 0.25,
      {.minimum = 0, .maximum = 1, .meaning = "share of rural regions, the least productive, that people are moved from"});
  fields.choice(
      "targeting", targeting, "below_line", {"below_line", "whole_region"},
      {.meaning = "'below_line': drawn among those whose own income of last year was below the line; 'whole_region': all, "
                  "the least productive region first"});
  fields.choice("destination", destination, "any", {"any", "towns", "villages"},
                {.meaning = "where people are moved: to the highest income per head of the province, else of the bloc"});
  fields.number("grant", grant, 1.0,
                {.unit = "poverty lines/head", .minimum = 0, .maximum = 1000, .meaning = "paid once to who moves"});
  fields.choice("use", use, "investment", {"investment", "deposits"},
                {.meaning = "'investment': the grant buys capital at the new place; 'deposits': it is money"});
  fields.number("capital_loss", capital_loss, 0.3,
                {.minimum = 0, .maximum = 1, .meaning = "share of its capital that a household cannot take along"});
}

std::vector<std::size_t> poorest_regions(const Economy& economy, double share) {
  std::vector<std::size_t> rural;
  for (std::size_t r = 0; r < economy.regions.size(); ++r) {
    if (economy.regions[r].kind == RegionKind::rural && economy.regions[r].households > 0) rural.push_back(r);
  }
  std::stable_sort(rural.begin(), rural.end(), [&](std::size_t a, std::size_t b) {
    return economy.regions[a].output_factor < economy.regions[b].output_factor;
  });
  rural.resize(static_cast<std::size_t>(std::ceil(share * static_cast<double>(rural.size()) - 1e-9)));
  return rural;
}

Destinations::Destinations(const Economy& economy, const RelocationParameters& p, const std::vector<std::size_t>& origins)
    : economy_(economy) {
  std::vector<bool> is_origin(economy.regions.size(), false);
  for (const std::size_t r : origins) is_origin[r] = true;
  const auto keep_better = [&](std::vector<std::size_t>& best, std::size_t group, std::size_t r) {
    if (best.size() <= group) best.resize(group + 1, economy.regions.size());
    const bool first = best[group] == economy.regions.size();
    if (first || economy.regions[r].mean_income > economy.regions[best[group]].mean_income) best[group] = r;
  };
  for (std::size_t r = 0; r < economy.regions.size(); ++r) {
    if (!may_receive(economy.regions[r], p.destination) || is_origin[r]) continue;
    keep_better(in_province_, economy.regions[r].province, r);
    keep_better(in_bloc_, economy.regions[r].bloc, r);
  }
}

std::size_t Destinations::of(std::size_t origin) const {
  const std::vector<Region>& regions = economy_.regions;
  const std::size_t nowhere = regions.size();
  const auto better = [&](const std::vector<std::size_t>& best, std::size_t group) {
    const std::size_t r = group < best.size() ? best[group] : nowhere;
    return r != nowhere && regions[r].mean_income > regions[origin].mean_income ? r : nowhere;
  };
  const std::size_t in_province = better(in_province_, regions[origin].province);
  return in_province != nowhere ? in_province : better(in_bloc_, regions[origin].bloc);
}

std::size_t best_destination(const Economy& economy, const RelocationParameters& p, std::size_t origin,
                             const std::vector<std::size_t>& origins) {
  return Destinations(economy, p, origins).of(origin);
}

namespace {

/// Who may move from a region, in the order of places.
std::vector<Candidate> queue_in(const RelocationParameters& p, const Economy& economy, const Region& region, double line,
                                Stream stream) {
  const Households& h = economy.households;
  const bool whole_region = p.targeting == "whole_region";
  const auto year = static_cast<std::uint32_t>(economy.calendar.year_index());
  std::vector<Candidate> queue;
  queue.reserve(region.households);
  for (std::size_t b = region.first_block; b < region.first_block + region.blocks; ++b) {
    const Block& block = economy.blocks[b];
    std::array<std::uint32_t, block_size> word0, word1;
    fill_words(stream, h.id.data() + block.first, block.size, year, 0, word0.data(), word1.data(), nullptr, nullptr);
    for (std::size_t k = 0; k < block.size; ++k) {
      const std::size_t i = block.first + k;
      const bool poor = static_cast<double>(h.own_income_last_year[i]) < line * static_cast<double>(h.persons[i]);
      if ((!whole_region && !poor) || owes_to_fund(h, i)) continue;
      queue.push_back({std::uint64_t{word0[k]} << 32 | word1[k], 0, h.id[i], static_cast<std::uint32_t>(i), 0});
    }
  }
  return queue;
}

/// The queues of all regions, one behind the other; in waves if whole regions are moved.
std::vector<Candidate> join(const std::vector<std::vector<Candidate>>& by_origin, bool whole_region) {
  std::size_t all = 0;
  for (const std::vector<Candidate>& here : by_origin) all += here.size();
  std::vector<Candidate> queue;
  queue.reserve(all);
  for (std::uint32_t origin = 0; origin < by_origin.size(); ++origin) {
    for (Candidate candidate : by_origin[origin]) {
      candidate.origin = origin;
      candidate.wave = whole_region ? origin : 0;
      queue.push_back(candidate);
    }
  }
  return queue;
}

}  // namespace

std::vector<Move> choose_moves(const RelocationParameters& p, const Economy& economy, double line, Stream stream,
                               const Workers& threads) {
  const std::vector<std::size_t> origins = poorest_regions(economy, p.origins);
  const Destinations destinations(economy, p, origins);
  std::vector<std::vector<Candidate>> by_origin(origins.size());
  threads.for_each(origins.size(), [&](std::size_t k) {
    const bool somewhere = destinations.of(origins[k]) != economy.regions.size();
    if (somewhere) by_origin[k] = queue_in(p, economy, economy.regions[origins[k]], line, stream);
  });
  std::size_t households = 0;
  for (const std::size_t origin : origins) households += economy.regions[origin].households;
  std::vector<Candidate> queue = join(by_origin, p.targeting == "whole_region");
  const auto places = std::min(queue.size(), static_cast<std::size_t>(std::llround(p.share * static_cast<double>(households))));
  if (places < queue.size()) std::nth_element(queue.begin(), queue.begin() + static_cast<std::ptrdiff_t>(places), queue.end());
  queue.resize(places);
  std::vector<Move> moves;
  moves.reserve(places);
  for (const Candidate& candidate : queue) {
    const std::size_t origin = origins[candidate.origin];
    moves.push_back({candidate.place, static_cast<std::uint32_t>(origin), static_cast<std::uint32_t>(destinations.of(origin))});
  }
  std::sort(moves.begin(), moves.end(), [](const Move& a, const Move& b) { return a.place < b.place; });
  return moves;
}

double moving_grant(const RelocationParameters& p, double line, float persons) {
  return round_to_grid(p.grant * line * static_cast<double>(persons));
}

}  // namespace povtrap
