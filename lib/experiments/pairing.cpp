#include "experiments/pairing.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <povtrap/error.hpp>
#include <povtrap/replicates.hpp>

#include "core/field_text.hpp"

namespace povtrap {

namespace {

[[noreturn]] void refuse(const ResultView& base, const ResultView& reform, const std::string& problem,
                         const std::string& advice) {
  throw DataError(reform.name() + " cannot be compared with " + base.name() + ": " + problem + " " + advice);
}

/// "2012 to 2015, 2018"
std::string years_text(const std::vector<std::int64_t>& years) {
  std::string text;
  for (std::size_t first = 0, next = 0; first < years.size(); first = next) {
    next = first + 1;
    while (next < years.size() && years[next] - years[next - 1] == 1) ++next;
    text += (text.empty() ? "" : ", ") + std::to_string(years[first]);
    if (next - first > 1) text += " to " + std::to_string(years[next - 1]);
  }
  return text;
}

void note_missing(Pairing& pairing, const ResultView& view, const std::string& what, const std::string& missing) {
  if (!missing.empty()) pairing.notes.push_back(view.name() + " alone has " + what + " " + missing + "; left out");
}

/// Those of `all` that are not in `shared`.
std::vector<std::int64_t> without(const std::vector<std::int64_t>& all, const std::vector<std::int64_t>& shared) {
  std::vector<std::int64_t> rest;
  std::ranges::copy_if(all, std::back_inserter(rest),
                       [&](std::int64_t x) { return std::ranges::find(shared, x) == shared.end(); });
  return rest;
}

void pair_seeds(Pairing& pairing, const ResultView& base, const ResultView& reform) {
  for (std::size_t b = 0; b < base.seeds().size(); ++b) {
    const auto found = std::ranges::find(reform.seeds(), base.seeds()[b]);
    if (found == reform.seeds().end()) continue;
    pairing.seeds.push_back(base.seeds()[b]);
    pairing.runs.emplace_back(b, static_cast<std::size_t>(found - reform.seeds().begin()));
  }
  if (pairing.seeds.empty()) {
    refuse(base, reform,
           "they share no seed, " + seeds_text(base.seeds()) + " there and " + seeds_text(reform.seeds()) +
               " here (households of different seeds are different people)",
           "run both with the same --seeds");
  }
  note_missing(pairing, base, "the seeds", seeds_text(without(base.seeds(), pairing.seeds)));
  note_missing(pairing, reform, "the seeds", seeds_text(without(reform.seeds(), pairing.seeds)));
}

std::vector<std::int64_t> years_of(const ResultView& view) {
  std::vector<std::int64_t> years;
  for (const YearRows& rows : view.years()) years.push_back(rows.year);
  return years;
}

void pair_years(Pairing& pairing, const ResultView& base, const ResultView& reform) {
  const std::vector<std::int64_t> ours = years_of(base), theirs = years_of(reform);
  if (ours.empty() || theirs.empty()) {
    refuse(base, reform,
           std::string(ours.empty() ? "the first" : "the second") + " has no whole year (values are compared at year ends)",
           "run it longer");
  }
  if (ours.front() != theirs.front()) {
    refuse(base, reform,
           "they begin in " + std::to_string(ours.front()) + " and " + std::to_string(theirs.front()) +
               " (money is in prices of the first year, the base year)",
           "run both with the same run.base_year");
  }
  std::vector<std::int64_t> shared;
  for (const YearRows& rows : base.years()) {
    const auto found = std::ranges::find(reform.years(), rows.year, &YearRows::year);
    if (found == reform.years().end()) continue;
    pairing.years.emplace_back(rows, *found);
    shared.push_back(rows.year);
  }
  note_missing(pairing, base, "the years", years_text(without(ours, shared)));
  note_missing(pairing, reform, "the years", years_text(without(theirs, shared)));
  const YearRows &a = base.years().front(), &b = reform.years().front();
  if (a.last - a.first != b.last - b.first) {
    pairing.notes.push_back("their periods differ in length, which by itself changes results a little");
  }
}

void check_lines(const ResultView& base, const ResultView& reform) {
  if (!base.has("line") || !reform.has("line")) return;
  const std::vector<double> ours = base.numbers("line"), theirs = reform.numbers("line");
  if (ours.empty() || theirs.empty() || ours.front() == theirs.front()) return;
  refuse(base, reform,
         "their poverty lines are " + number_text(ours.front()) + " and " + number_text(theirs.front()) +
             " (a moved line changes the poor without changing anybody's life)",
         "run both with the same poverty.line");
}

bool same_numbers(const ResultView& base, const ResultView& reform, const std::string& variable) {
  if (!base.has(variable) || !reform.has(variable)) return base.has(variable) == reform.has(variable);
  return base.numbers(variable) == reform.numbers(variable);
}

double persons_of(const ResultView& view, std::size_t run) {
  double sum = 0;
  for (const double persons : view.numbers("region_persons", run)) sum += persons;
  return sum;
}

/// Persons may move between regions, but there are as many of them in both arms.
void check_population(const Pairing& pairing, const ResultView& base, const ResultView& reform) {
  const std::string advice = "compare runs of the same population and regions settings";
  if (base.length("region") != reform.length("region")) {
    refuse(base, reform,
           "they have " + std::to_string(base.length("region")) + " and " + std::to_string(reform.length("region")) +
               " regions (it is another population)",
           advice);
  }
  for (const char* name : {"region_kind", "region_bloc"}) {
    if (!same_numbers(base, reform, name)) {
      refuse(base, reform, std::string("their regions differ in \"") + name + "\" (it is another population)", advice);
    }
  }
  if (!base.has("region_persons") || !reform.has("region_persons")) return;
  constexpr double rounding = 1e-9;  // of a sum over regions
  for (const auto& [b, r] : pairing.runs) {
    const double ours = persons_of(base, b), theirs = persons_of(reform, r);
    if (std::abs(ours - theirs) <= rounding * ours) continue;
    refuse(base, reform,
           "they have " + number_text(ours) + " and " + number_text(theirs) + " persons under seed " +
               std::to_string(base.seeds()[b]) + " (it is another population)",
           advice);
  }
}

}  // namespace

Pairing pair_results(const ResultView& base, const ResultView& reform) {
  Pairing pairing;
  pair_seeds(pairing, base, reform);
  pair_years(pairing, base, reform);
  check_lines(base, reform);
  check_population(pairing, base, reform);
  pairing.villages_only = base.counts_villages_only();
  if (pairing.villages_only != reform.counts_villages_only()) {
    refuse(base, reform, "one counts villages only and the other towns as well (headcounts speak of other people)",
           "run both with the same poverty.towns_count");
  }
  if (pairing.seeds.size() == 1) {
    pairing.notes.push_back("one seed: no intervals, and luck cannot be told from effect; run both with --seeds 1..10");
  }
  return pairing;
}

}  // namespace povtrap
