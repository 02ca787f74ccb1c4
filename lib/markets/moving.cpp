#include "markets/moving.hpp"

#include <algorithm>

#include "core/fields.hpp"

namespace povtrap {

namespace {

/// Regions that one hears of from home, with the people up to and including each.
struct Elsewhere {
  std::vector<std::size_t> regions;
  std::vector<double> persons_until;

  Elsewhere(const Economy& economy, std::size_t home, bool whole_nation) {
    double persons = 0;
    for (std::size_t r = 0; r < economy.regions.size(); ++r) {
      const Region& region = economy.regions[r];
      if (r == home || region.persons <= 0 || (!whole_nation && region.bloc != economy.regions[home].bloc)) continue;
      regions.push_back(r);
      persons_until.push_back(persons += region.persons);
    }
  }

  /// Requires: there is a region.   Shape: part below 1.
  [[nodiscard]] std::size_t at(double part) const {
    const auto found = std::upper_bound(persons_until.begin(), persons_until.end() - 1, part * persons_until.back());
    return regions[static_cast<std::size_t>(found - persons_until.begin())];
  }
};

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

std::vector<Move> choose_homes(const MovingParameters& p, const Economy& economy, double line, Stream stream) {
  const Households& h = economy.households;
  const auto year = static_cast<std::uint32_t>(economy.calendar.year_index());
  std::vector<Move> moves;
  for (std::size_t r = 0; r < economy.regions.size(); ++r) {
    const Region& home = economy.regions[r];
    const Elsewhere elsewhere(economy, r, p.within == "nation");
    if (elsewhere.regions.empty()) continue;
    for (std::size_t i = home.first_household; i < home.first_household + home.households; ++i) {
      const Words words = philox(stream, h.id[i], year, 0);
      if (uniform(words[0]) >= p.share) continue;
      if (owes_to_fund(h, i)) continue;
      const std::size_t other = elsewhere.at(uniform53(words[1], words[2]));
      const double gain =
          gain_of_moving(p, static_cast<double>(h.own_income_last_year[i]), home.mean_income, economy.regions[other].mean_income,
                         line * static_cast<double>(h.persons[i]), h.capital[i] * home.manufactures_price);
      if (gain > 0)
        moves.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(r), static_cast<std::uint32_t>(other)});
    }
  }
  return moves;
}

}  // namespace povtrap
