#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include "simulation/stage.hpp"

namespace povtrap {

/// Those whom a programme may list: rural households, the registry only looks at the countryside, that nothing bars.
class Applicants {
 public:
  using Bar = bool (*)(const Households&, std::size_t household, double line);

  /// Of one bloc, or of the nation.
  Applicants(const Stage& stage, const Column<double>& scores, Bar barred, std::size_t bloc = everywhere)
      : economy_(stage.economy),
        scores_(scores),
        barred_(barred),
        bloc_(bloc),
        line_(stage.model.poverty.line * stage.memory.price_index) {
    double highest = -lowest_;
    for_each([&](double score, double) {
      lowest_ = std::min(lowest_, score);
      highest = std::max(highest, score);
    });
    steps_per_score_ = highest > lowest_ ? static_cast<double>(step_count - 1) / (highest - lowest_) : 0.0;
  }

  /// Persons with scores below the cut-off.
  [[nodiscard]] double below(double cutoff) const {
    double persons = 0;
    for_each([&](double score, double people) { persons += score < cutoff ? people : 0.0; });
    return persons;
  }

  /// The lowest score below which so many persons lie; above all scores if there are not so many. Only the step of scores in
  /// which it lies is sorted.
  [[nodiscard]] double cutoff(double wanted) const {
    std::vector<double> persons(step_count, 0.0);
    for_each([&](double score, double people) { persons[step_of(score)] += people; });
    double below = 0;
    for (std::size_t step = 0; step < step_count; below += persons[step++]) {
      if (persons[step] == 0 || below + persons[step] < wanted) continue;
      double counted = below;
      for (const auto& [score, people] : sorted(step)) {
        if (counted >= wanted) return score;
        counted += people;
      }
    }
    return 1e300;
  }

 private:
  static constexpr std::size_t step_count = 4096;
  static constexpr std::size_t everywhere = static_cast<std::size_t>(-1);

  [[nodiscard]] std::size_t step_of(double score) const { return static_cast<std::size_t>((score - lowest_) * steps_per_score_); }

  void for_each(auto visit) const {
    const Households& h = economy_.households;
    for (const Region& region : economy_.regions) {
      if (region.kind == RegionKind::urban || (bloc_ != everywhere && region.bloc != bloc_)) continue;
      for (std::size_t i = region.first_household; i < region.first_household + region.households; ++i) {
        if (!barred_(h, i, line_)) visit(scores_[i], static_cast<double>(h.persons[i]));
      }
    }
  }

  [[nodiscard]] std::vector<std::pair<double, double>> sorted(std::size_t step) const {
    std::vector<std::pair<double, double>> here;
    for_each([&](double score, double people) {
      if (step_of(score) == step) here.emplace_back(score, people);
    });
    std::sort(here.begin(), here.end());
    return here;
  }

  const Economy& economy_;
  const Column<double>& scores_;
  Bar barred_;
  std::size_t bloc_;
  double line_, lowest_ = std::numeric_limits<double>::infinity(), steps_per_score_ = 0;
};

}  // namespace povtrap
