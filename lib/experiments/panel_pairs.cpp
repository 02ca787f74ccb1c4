#include "experiments/panel_pairs.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <povtrap/error.hpp>
#include <utility>

namespace povtrap {

namespace {

using Positions = std::vector<std::pair<std::size_t, std::size_t>>;  ///< in base and reform

/// Where the same numbers stand in both arms.
Positions matched(const ResultView& base, const ResultView& reform, const std::string& coordinate) {
  const std::vector<double> ours = base.numbers(coordinate), theirs = reform.numbers(coordinate);
  std::map<double, std::size_t> places;
  for (std::size_t i = 0; i < theirs.size(); ++i) places.emplace(theirs[i], i);
  Positions positions;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    const auto found = places.find(ours[i]);
    if (found != places.end()) positions.emplace_back(i, found->second);
  }
  return positions;
}

/// Prices when each wave was taken.
std::vector<double> prices_at_waves(const ResultView& view, std::size_t run) {
  const std::vector<double> waves = view.numbers("panel_time");
  if (!view.has("price_index")) return std::vector<double>(waves.size(), 1.0);
  const std::vector<double> time = view.numbers("time"), index = view.numbers("price_index", run);
  std::vector<double> prices;
  for (const double month : waves) {
    const auto found = std::ranges::find(time, month);
    if (found == time.end()) {
      throw DataError(view.name() + " has a panel wave in no period of its own (its incomes cannot be deflated) is it damaged?");
    }
    prices.push_back(index[static_cast<std::size_t>(found - time.begin())]);
  }
  return prices;
}

/// Real incomes of one run by wave and household of the panel.
class RealIncomes {
 public:
  RealIncomes(const ResultView& view, std::size_t run)
      : households_(view.length("panel_household")),
        nominal_(view.numbers("panel_income", run)),
        prices_(prices_at_waves(view, run)) {}
  [[nodiscard]] double at(std::size_t wave, std::size_t household) const {
    return nominal_[wave * households_ + household] / prices_[wave];
  }

 private:
  std::size_t households_;
  std::vector<double> nominal_, prices_;
};

/// Households of villages, if nobody else is counted.
Positions counted(const Arms& arms, std::size_t run, const Positions& all) {
  if (!arms.pairing.villages_only) return all;
  const std::vector<double> region = arms.base.numbers("panel_region", run), kind = arms.base.numbers("region_kind");
  Positions villagers;
  for (const auto& place : all) {
    if (kind[static_cast<std::size_t>(region[place.first])] == 0) villagers.push_back(place);
  }
  return villagers;
}

/// Throws: DataError if the same number means households of different size.
void check_persons(const Arms& arms, std::pair<std::size_t, std::size_t> run, const Positions& households) {
  const std::vector<double> ours = arms.base.numbers("panel_persons", run.first),
                            theirs = arms.reform.numbers("panel_persons", run.second);
  for (const auto& [b, r] : households) {
    if (ours[b] == theirs[r]) continue;
    throw DataError(arms.reform.name() + " cannot be compared with " + arms.base.name() + ": household " +
                    arms.base.labels("panel_household")[b] + " has " + std::to_string(std::llround(ours[b])) +
                    " persons there and " + std::to_string(std::llround(theirs[r])) +
                    " here (it is another population) compare runs of the same population and regions settings");
  }
}

std::size_t other_abilities(const Arms& arms, std::pair<std::size_t, std::size_t> run, const Positions& households) {
  if (!arms.base.has("panel_ability") || !arms.reform.has("panel_ability")) return 0;
  const std::vector<double> ours = arms.base.numbers("panel_ability", run.first),
                            theirs = arms.reform.numbers("panel_ability", run.second);
  return static_cast<std::size_t>(
      std::ranges::count_if(households, [&](const auto& h) { return ours[h.first] != theirs[h.second]; }));
}

PanelPair pair_of(const Arms& arms, std::pair<std::size_t, std::size_t> run, const Positions& waves,
                  const Positions& households) {
  const RealIncomes ours(arms.base, run.first), theirs(arms.reform, run.second);
  const std::vector<double> persons = arms.base.numbers("panel_persons", run.first);
  PanelPair pair;
  for (const auto& [b, ignored] : households) pair.persons.push_back(persons[b]);
  for (const auto& [wave_b, wave_r] : waves) {
    auto &base = pair.base.emplace_back(), &reform = pair.reform.emplace_back();
    for (const auto& [b, r] : households) {
      base.push_back(ours.at(wave_b, b));
      reform.push_back(theirs.at(wave_r, r));
    }
  }
  return pair;
}

void note_left_out(Arms& arms, const std::string& what, const std::string& coordinate, std::size_t shared) {
  for (const ResultView* view : {&arms.base, &arms.reform}) {
    const std::size_t alone = view->length(coordinate) - shared;
    if (alone > 0) arms.out.notes.push_back(view->name() + " alone has " + std::to_string(alone) + " " + what + "; left out");
  }
}

}  // namespace

std::optional<PairedPanels> pair_panels(Arms& arms) {
  const auto give_up = [&](const std::string& why) {
    arms.out.notes.push_back("no gainers, losers and growth by first income: " + why);
    return std::nullopt;
  };
  for (const ResultView* view : {&arms.base, &arms.reform}) {
    if (!view->has("panel_income"))
      return give_up(view->name() + " has no panel; run it with --set output.panel_households=1000");
  }
  const Positions waves = matched(arms.base, arms.reform, "panel_time");
  const Positions households = matched(arms.base, arms.reform, "panel_household");
  if (waves.empty()) return give_up("the panels have no wave in common; run both with the same output.panel_every");
  if (households.empty())
    return give_up("the panels have no household in common; run both with the same output.panel_households");
  note_left_out(arms, "panel waves", "panel_time", waves.size());
  note_left_out(arms, "panel households", "panel_household", households.size());
  PairedPanels panels;
  const std::vector<double> months = arms.base.numbers("panel_time"), years = arms.base.numbers("panel_year");
  for (const auto& [b, ignored] : waves) {
    panels.months.push_back(std::llround(months[b]));
    panels.years.push_back(std::llround(years[b]));
  }
  std::size_t changed = 0, all = 0;
  for (const auto& run : arms.pairing.runs) {
    const Positions people = counted(arms, run.first, households);
    check_persons(arms, run, people);
    changed += other_abilities(arms, run, people);
    all += people.size();
    panels.runs.push_back(pair_of(arms, run, waves, people));
  }
  if (changed > 0) {
    arms.out.notes.push_back("ability differs in " + std::to_string(changed) + " of " + std::to_string(all) +
                             " pairs of panel households: the arms start from other populations, so gains and losses mix both");
  }
  if (all == 0) return give_up("the panels have no household of those who are counted; run both with a larger panel");
  return panels;
}

std::vector<std::size_t> weighted_groups(const std::vector<double>& value, const std::vector<double>& weight,
                                         std::size_t groups) {
  std::vector<std::size_t> order(value.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return value[i]; });
  double total = 0, below = 0;
  for (const double w : weight) total += w;
  std::vector<std::size_t> group(value.size());
  for (const std::size_t i : order) {
    const double middle = (below + weight[i] / 2) / total * static_cast<double>(groups);
    group[i] = std::min(groups - 1, static_cast<std::size_t>(middle));
    below += weight[i];
  }
  return group;
}

}  // namespace povtrap
