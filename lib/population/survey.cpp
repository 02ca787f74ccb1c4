#include "population/survey.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "core/money.hpp"
#include "core/random.hpp"
#include "economy/economy.hpp"
#include "population/survey_parameters.hpp"
#include "population/synthetic.hpp"

namespace povtrap {

namespace {

constexpr double most_workers = 31;  ///< that production tables reach

/// Names that are whole numbers in the order of numbers, all others by letters behind them.
bool comes_before(const std::string& a, const std::string& b) {
  const auto is_number = [](const std::string& s) {
    return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  if (is_number(a) && is_number(b)) return std::tuple(a.size(), a) < std::tuple(b.size(), b);
  if (is_number(a) != is_number(b)) return is_number(a);
  return a < b;
}

auto key_of(const SurveyRow& r) {
  return std::tuple(r.region, r.urban, r.welfare / r.equivalents, r.persons, r.weight, r.equivalents, r.workers, r.age, r.female,
                    r.minority);
}

/// A region and kind of the survey with the households that it gets.
struct Place {
  std::uint32_t region;
  bool urban;
  std::size_t households;
};

std::vector<Place> places_of(const Survey& survey, const std::vector<std::int64_t>& copies) {
  std::vector<Place> places;
  for (std::size_t i = 0; i < survey.rows.size(); ++i) {
    const SurveyRow& row = survey.rows[i];
    if (places.empty() || places.back().region != row.region || places.back().urban != row.urban)
      places.push_back({row.region, row.urban, 0});
    places.back().households += static_cast<std::size_t>(copies[i]);
  }
  return places;
}

void lay_out_places(Economy& economy, const Survey& survey, const std::vector<Place>& places, double trade_cost) {
  for (const Place& place : places) {
    Region region;
    region.province = place.region;
    region.kind = place.urban ? RegionKind::urban : RegionKind::rural;
    region.trade_cost = trade_cost / (place.urban ? 3.0 : 1.0);
    region.households = place.households;
    economy.regions.push_back(region);
  }
  economy.bloc_names = {"survey"};
  economy.provinces.resize(survey.regions.size());
  cut_into_blocks(economy);
}

/// What the survey says about one household, and what has to be drawn because it does not say it.
void settle_household(Households& h, std::size_t i, const SurveyRow& row, double worker_share, Stream people) {
  const auto id = static_cast<std::uint32_t>(i);
  h.id[i] = id;
  h.persons[i] = static_cast<float>(row.persons);
  if (!h.needs.empty()) h.needs[i] = static_cast<float>(row.equivalents);
  double workers = row.workers;
  if (workers < 0) {
    workers = 1;
    for (std::uint32_t member = 1; member < static_cast<std::uint32_t>(row.persons); ++member)
      workers += draw_uniform(people, id, 1, member) < worker_share ? 1 : 0;
  }
  h.workers[i] = static_cast<std::uint8_t>(std::clamp(workers, 1.0, most_workers));
  h.age[i] = static_cast<std::uint8_t>(row.age >= 0 ? row.age : 25.0 + std::floor(40.0 * draw_uniform(people, id, 0, 1)));
  h.marks[i] = static_cast<std::uint8_t>((row.female ? static_cast<int>(Mark::female_head) : 0) |
                                         (row.minority ? static_cast<int>(Mark::minority) : 0));
  h.employer[i] = -1;
  h.ability[i] = 1.0F;
  h.skill[i] = 1.0;
  h.nutrition[i] = 1.0;
  h.luck[i] = 1.0F;
}

}  // namespace

void Survey::order_rows() {
  std::vector<std::uint32_t> order(regions.size()), place(regions.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return comes_before(regions[a], regions[b]); });
  std::vector<std::string> sorted;
  for (std::uint32_t k = 0; k < order.size(); ++k) {
    place[order[k]] = k;
    sorted.push_back(regions[order[k]]);
  }
  regions = std::move(sorted);
  for (SurveyRow& row : rows) row.region = place[row.region];
  std::sort(rows.begin(), rows.end(), [](const SurveyRow& a, const SurveyRow& b) {
    const auto left = key_of(a), right = key_of(b);
    return left != right ? left < right : a.id < b.id;
  });
}

std::vector<std::int64_t> copies_of(const Survey& survey, std::int64_t households) {
  std::vector<double> weights;
  weights.reserve(survey.rows.size());
  for (const SurveyRow& row : survey.rows) weights.push_back(row.weight);
  std::vector<Steps> copies(weights.size(), 0);
  split_steps(households, weights, copies);
  return {copies.begin(), copies.end()};
}

std::string empty_surveyed_regions(const Survey& survey, std::int64_t households) {
  const std::vector<Place> places = places_of(survey, copies_of(survey, households));
  std::size_t empty = 0, first = places.size();
  for (std::size_t p = 0; p < places.size(); ++p) {
    if (places[p].households > 0) continue;
    if (empty++ == 0) first = p;
  }
  if (empty == 0) return {};
  return "population.households = " + std::to_string(households) + " leaves " + std::to_string(empty) + " of the " +
         std::to_string(places.size()) + " regions of the survey without households, such as \"" +
         survey.regions[places[first].region] +
         "\" (a region without households has no economy): raise it, or name a coarser survey.columns.region";
}

std::vector<std::uint32_t> settle_survey(Economy& economy, const Survey& survey, const SurveyParameters& parameters,
                                         const PopulationParameters& population, std::uint64_t seed) {
  const std::vector<std::int64_t> copies = copies_of(survey, population.households);
  lay_out_places(economy, survey, places_of(survey, copies), parameters.trade_cost);
  std::vector<std::uint32_t> row_of;
  row_of.reserve(static_cast<std::size_t>(population.households));
  for (std::size_t i = 0; i < copies.size(); ++i)
    row_of.insert(row_of.end(), static_cast<std::size_t>(copies[i]), static_cast<std::uint32_t>(i));
  Households& h = economy.households;
  h.resize(row_of.size(), static_cast<std::size_t>(economy.calendar.periods_per_year));
  if (std::any_of(survey.rows.begin(), survey.rows.end(), [](const SurveyRow& row) { return row.equivalents != row.persons; }))
    h.needs.resize(h.size());
  const Stream people = make_stream(seed, "population.people");
  for (std::size_t i = 0; i < row_of.size(); ++i) settle_household(h, i, survey.rows[row_of[i]], population.worker_share, people);
  for (Region& region : economy.regions) {
    for (std::size_t i = region.first_household; i < region.first_household + region.households; ++i)
      region.persons += h.persons[i];
    economy.provinces[region.province].persons += region.persons;
  }
  return row_of;
}

}  // namespace povtrap
