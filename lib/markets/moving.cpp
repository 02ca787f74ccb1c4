#include "markets/moving.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "core/chance.hpp"
#include "core/fields.hpp"

namespace povtrap {

namespace {

/// Regions that hear of each other, with the people up to and including each.
struct Neighbourhood {
  std::vector<std::uint32_t> regions;
  std::vector<double> persons_until;

  void add(std::uint32_t region, double persons) {
    persons_until.push_back(persons_until.empty() ? persons : persons_until.back() + persons);
    regions.push_back(region);
  }

  /// Another region than the one at position `home`, each as likely as people live there.
  /// Requires: there is one.   Shape: part below 1.
  [[nodiscard]] std::uint32_t other(std::size_t home, double part) const {
    const double before = home == 0 ? 0.0 : persons_until[home - 1], here = persons_until[home] - before;
    const double person = part * (persons_until.back() - here);
    const auto found = std::upper_bound(persons_until.begin(), persons_until.end() - 1, person < before ? person : person + here);
    const auto position = static_cast<std::size_t>(found - persons_until.begin());
    if (position != home) return regions[position];
    return regions[home == 0 ? 1 : home - 1];  // a rounding error at the border
  }
};

/// Where people of each region stand among those who hear of each other: in the bloc or in the nation.
struct Map {
  std::vector<Neighbourhood> neighbourhoods;
  std::vector<std::size_t> group, position;  ///< of each region

  Map(const Economy& economy, bool whole_nation) {
    for (std::size_t r = 0; r < economy.regions.size(); ++r) {
      const Region& region = economy.regions[r];
      const std::size_t g = whole_nation ? 0 : region.bloc;
      if (neighbourhoods.size() <= g) neighbourhoods.resize(g + 1);
      group.push_back(g);
      position.push_back(neighbourhoods[g].regions.size());
      if (region.persons > 0) neighbourhoods[g].add(static_cast<std::uint32_t>(r), region.persons);
    }
  }
};

/// Everybody of a block who hears of another region and gains by moving there.
void choose_in_block(const MovingParameters& p, const Economy& economy, const Block& block, const Map& map, double line,
                     Stream stream, std::vector<Move>& moves) {
  const Households& h = economy.households;
  const Region& home = economy.regions[block.region];
  const Neighbourhood& near = map.neighbourhoods[map.group[block.region]];
  if (near.regions.size() < 2 || home.persons <= 0) return;
  std::array<std::uint32_t, block_size> word0, word1, word2;
  fill_words(stream, h.id.data() + block.first, block.size, static_cast<std::uint32_t>(economy.calendar.year_index()), 0,
             word0.data(), word1.data(), word2.data(), nullptr);
  std::array<std::uint16_t, block_size> hear;
  const std::span who(hear.data(), find_hits(word0.data(), block.size, chance(p.share), hear.data()));
  std::sort(who.begin(), who.end());
  for (const std::size_t k : who) {
    const std::size_t i = block.first + k;
    if (owes_to_fund(h, i)) continue;
    const std::uint32_t other = near.other(map.position[block.region], uniform53(word1[k], word2[k]));
    const double gain =
        gain_of_moving(p, static_cast<double>(h.own_income_last_year[i]), home.mean_income, economy.regions[other].mean_income,
                       line * static_cast<double>(h.persons[i]), h.capital[i] * home.manufactures_price);
    if (gain > 0) moves.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(block.region), other});
  }
}

}  // namespace

void MovingParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "moving", "households that move to another region by themselves");
  fields.flag("active", active, false, {.meaning = "households may move house"});
  fields.number("share", share, 0.1,
                {.unit = "1/year", .minimum = 0, .maximum = 1, .meaning = "households that hear of another region in a year"});
  fields.choice("within", within, "bloc", {"bloc", "nation"}, {.meaning = "how far away the region may be"});
  fields.number("horizon", horizon, 5,
                {.unit = "year", .minimum = 0, .maximum = 100, .meaning = "time for which the gain counts"});
  fields.number("cost", cost, 1.0,
                {.unit = "poverty lines/head", .minimum = 0, .maximum = 1000, .meaning = "burden of a move, paid to nobody"});
  fields.number("capital_loss", capital_loss, 0.3,
                {.minimum = 0, .maximum = 1, .meaning = "share of its capital that a household cannot take along"});
}

double gain_of_moving(const MovingParameters& p, double own_income, double home_mean, double other_mean, double household_line,
                      double capital) {
  if (home_mean <= 0) return -1.0;
  return p.horizon * own_income * (other_mean / home_mean - 1.0) - p.cost * household_line - p.capital_loss * capital;
}

std::vector<Move> choose_homes(const MovingParameters& p, const Economy& economy, double line, Stream stream,
                               const Workers& threads) {
  constexpr std::size_t parts = 64;
  const Map map(economy, p.within == "nation");
  std::array<std::vector<Move>, parts> found;
  threads.for_each(parts, [&](std::size_t part) {
    for (std::size_t b = part * economy.blocks.size() / parts; b < (part + 1) * economy.blocks.size() / parts; ++b)
      choose_in_block(p, economy, economy.blocks[b], map, line, stream, found[part]);
  });
  std::vector<Move> moves;
  for (const std::vector<Move>& part : found) moves.insert(moves.end(), part.begin(), part.end());
  return moves;
}

}  // namespace povtrap
