#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "programmes/proxy_means_test.hpp"
#include "simulation/stage.hpp"

namespace povtrap {

/// Those whom a programme may list, with what a survey of this year sees of them: rural households, the registry only looks at
/// the countryside, that nothing bars. Everybody else has an infinite score.
/// Cost: O(households), over all threads; sums are exact, so that they do not depend on the order.
class Applicants {
 public:
  static constexpr std::size_t everywhere = static_cast<std::size_t>(-1);

  /// Fills in who of a block is barred: 1, else 0.
  using Bar = void (*)(const Stage& stage, const Block& block, std::uint8_t* barred);

  Applicants(Stage& stage, const ProxyMeansTest& test, Bar bar);

  /// The lowest score below which so many persons lie; above all scores if there are not so many. Of one bloc, or of the nation.
  [[nodiscard]] double cutoff(double wanted, std::size_t bloc = everywhere) const;

  /// Persons with scores below the cut-off.
  [[nodiscard]] double below(double cutoff, std::size_t bloc = everywhere) const;

  /// Gives a mark to those with scores below the cut-off of their bloc and takes it from all others.
  void list(Stage& stage, Mark mark, const std::vector<double>& cutoff_by_bloc) const;

 private:
  static constexpr std::size_t step_count = 4096;

  /// Counts by steps of scores, in parts of a person.
  using Counts = std::vector<std::int64_t>;

  [[nodiscard]] bool looks_at(const Region& region, std::size_t bloc) const {
    return region.kind == RegionKind::rural && (bloc == everywhere || region.bloc == bloc);
  }
  void find_range();
  template <class Visit>
  void for_each_stretch(std::size_t bloc, Visit visit) const;
  [[nodiscard]] std::vector<std::pair<float, std::int64_t>> sorted(std::size_t step, std::size_t bloc) const;

  const Stage& stage_;
  Column<float> scores_;
  float lowest_ = 0, steps_per_score_ = 0;
};

}  // namespace povtrap
