#include "indicators/ranked_measures.hpp"

#include <algorithm>
#include <utility>

#include "indicators/inequality.hpp"

namespace povtrap {
namespace {

/// If incomes lie evenly over a bin, its people differ by two thirds of the most that they could.
constexpr double evenly = 2.0 / 3.0;

RankedMeasures answer(const Distribution& people, const RankQuestions& questions) {
  RankedMeasures measures;
  measures.gini = people.gini();
  measures.palma = people.palma();
  measures.median = people.median();
  measures.below_line = people.share_below(questions.line_share * measures.median);
  for (const double share : questions.shares) measures.quantiles.push_back(people.quantile(share));
  return measures;
}

/// People of a bin as if all had its mean.
WeightedValue at_mean(const IncomeScale& scale, const IncomeBin& bin) {
  const auto persons = static_cast<double>(bin.persons);
  return {static_cast<double>(bin.quanta) * scale.quantum() / persons, persons};
}

/// Most that differences of income within a bin can add to the sum of differences over pairs of people: if half of its people
/// stood at either end. 0 in open bins, which are always looked into.
double most_within(const IncomeScale& scale, const IncomeBins& group, std::size_t b) {
  const auto persons = static_cast<double>(group[b].persons);
  return IncomeScale::is_open(b) ? 0.0 : persons * persons * scale.width(b) / 4;
}

/// What is in all bins of a group.
struct Census {
  std::int64_t persons = 0, quanta = 0;
  double within = 0;  ///< most that differences within bins can add, as above

  Census(const IncomeScale& scale, const IncomeBins& group) {
    for (std::size_t first = 0; first < group.size(); first += IncomeScale::per_doubling) {
      std::uint64_t squares = 0;
      for (std::size_t b = first; b < first + IncomeScale::per_doubling; ++b) {
        const auto people = static_cast<std::uint64_t>(group[b].persons);
        persons += group[b].persons;
        quanta += group[b].quanta;
        squares += people * people;
      }
      within += static_cast<double>(squares) * scale.width(first) / 4;
    }
  }
};

/// The first bins up to whose ends at least so many people live.   Requires: ranks in rising order.
std::vector<std::size_t> bins_of_ranks(const IncomeBins& group, const std::vector<double>& ranks) {
  std::vector<std::size_t> bins;
  std::int64_t persons = 0;
  for (std::size_t b = 0; b < group.size() && bins.size() < ranks.size(); ++b) {
    persons += group[b].persons;
    while (bins.size() < ranks.size() && static_cast<double>(persons) >= ranks[bins.size()]) bins.push_back(b);
  }
  bins.resize(ranks.size(), group.size() - 1);
  return bins;
}

/// Opens the bins in which so many people have less.
void open_ranks(std::vector<std::uint8_t>& opened, const IncomeBins& group, const RankQuestions& questions, double persons) {
  std::vector<double> ranks;
  const auto ask = [&](double share) {
    // Where a rank lies on the edge of two bins, rounding must not decide which one is known.
    for (const double side : {1 - 1e-11, 1 + 1e-11}) ranks.push_back(side * share * persons);
  };
  for (const double share : questions.shares) ask(share);
  for (const double share : {0.4, 0.5, 0.9}) ask(share);  // bounds of Palma's tenths, and the median
  std::ranges::sort(ranks);
  for (const std::size_t b : bins_of_ranks(group, ranks)) opened[b] = 1;
}

/// Opens the bins in which the relative line can lie, and their neighbours.
void open_line(std::vector<std::uint8_t>& opened, const IncomeScale& scale, const IncomeBins& group,
               const RankQuestions& questions, double persons) {
  const std::vector<std::size_t> median = bins_of_ranks(group, {(1 - 1e-11) * persons / 2, (1 + 1e-11) * persons / 2});
  const auto line_at = [&](double income) { return scale.bin_of(static_cast<float>(questions.line_share * income)); };
  const std::size_t first = line_at(scale.lower(median.front())), last = line_at(scale.lower(median.back() + 1));
  for (std::size_t b = std::max<std::size_t>(first, 1) - 1; b <= std::min(last + 1, opened.size() - 1); ++b) opened[b] = 1;
}

/// Opens the bins that matter most for the Gini index, until those that stay closed matter less than its tolerance.
void open_fullest(std::vector<std::uint8_t>& opened, const IncomeScale& scale, const IncomeBins& group, double allowed) {
  std::vector<std::pair<double, std::size_t>> closed;
  double left = 0;
  for (std::size_t b = 0; b < group.size(); ++b) {
    const double within = opened[b] != 0 ? 0.0 : most_within(scale, group, b);
    if (within > 0) closed.emplace_back(within, b);
    left += within;
  }
  if (left <= allowed) return;
  std::ranges::sort(closed, std::ranges::greater{});
  for (const auto& [within, b] : closed) {
    if (left <= allowed) return;
    opened[b] = 1;
    left -= within;
  }
}

}  // namespace

RankedMeasures measure_ranks(std::vector<RankedIncome> incomes, const RankQuestions& questions) {
  sort_incomes(incomes);
  Column<WeightedValue> sorted(incomes.size());
  for (std::size_t i = 0; i < incomes.size(); ++i)
    sorted[i] = {static_cast<double>(incomes[i].income), static_cast<double>(incomes[i].persons)};
  return answer(Distribution(std::move(sorted)), questions);
}

std::vector<std::uint8_t> bins_to_open(const IncomeScale& scale, const IncomeBins& group, const RankQuestions& questions) {
  std::vector<std::uint8_t> opened(group.size(), 0);
  opened.front() = opened.back() = 1;
  const Census all(scale, group);
  const auto persons = static_cast<double>(all.persons);
  open_ranks(opened, group, questions, persons);
  if (questions.line_share > 0) open_line(opened, scale, group, questions, persons);
  const double allowed = gini_tolerance / evenly * persons * static_cast<double>(all.quanta) * scale.quantum();
  if (all.within > allowed) open_fullest(opened, scale, group, allowed);
  return opened;
}

RankedMeasures measure_opened(const IncomeScale& scale, const IncomeBins& group, std::span<const std::uint8_t> opened,
                              std::vector<RankedIncome> incomes, const RankQuestions& questions) {
  sort_incomes(incomes);
  Column<WeightedValue> sorted(incomes.size() + group.size());
  std::size_t n = 0, next = 0;
  double within = 0;
  for (std::size_t b = 0; b < group.size(); ++b) {
    if (opened[b] == 0) {
      if (group[b].persons == 0) continue;
      sorted[n++] = at_mean(scale, group[b]);
      within += evenly * most_within(scale, group, b);
      continue;
    }
    for (; next < incomes.size() && scale.bin_of(incomes[next].income) == b; ++next)
      sorted[n++] = {static_cast<double>(incomes[next].income), static_cast<double>(incomes[next].persons)};
  }
  sorted.resize(n);
  const Distribution people(std::move(sorted));
  RankedMeasures measures = answer(people, questions);
  measures.gini += within / (people.persons() * people.persons() * people.mean());
  return measures;
}

}  // namespace povtrap
