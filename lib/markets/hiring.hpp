#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/kernel.hpp"
#include "core/random.hpp"

namespace povtrap {

/// Choices of seekers in one period: draws are keyed by household, so that one more applicant changes the luck of few.
struct MatchingDraws {
  Stream applications;
  std::uint32_t period;
};

/// Households of one region that look for a wage job, as columns.
struct Seekers {
  std::size_t n;
  const std::uint32_t* household;  ///< ids, which draws are keyed by
  const std::uint32_t* place;      ///< where they stand in the columns of households, rising
  const float* efficiency;         ///< units of labour offered
  const float* asking;             ///< wage of a unit beyond which a job pays more than the work at home adds [LCU/year]
};

/// Somebody who found a job.
struct Hire {
  std::uint32_t place;
  std::int32_t firm;  ///< among those of the nation
  float asking;       ///< [LCU/year]
};

/// Sums of labour are made of such parts of an efficiency unit, so that they do not depend on order: 2^20 of them are one.
inline constexpr double labour_grid = 1048576.0;

[[nodiscard]] POVTRAP_ALWAYS_INLINE std::int64_t labour_parts(float efficiency) {
  return static_cast<std::int64_t>(static_cast<double>(efficiency) * labour_grid + 0.5);
}

/// How early a firm calls an applicant: the luck of the household in this period, mixed with the number of the firm.
/// Source: Appleby, MurmurHash3 (its finaliser); docs/decisions/random-draws.md.
[[nodiscard]] POVTRAP_ALWAYS_INLINE std::uint32_t rank_at(std::uint32_t luck, std::uint32_t firm) {
  std::uint32_t h = luck + firm * 0x9E3779B9u;
  h = (h ^ (h >> 16)) * 0x85EBCA6Bu;
  h = (h ^ (h >> 13)) * 0xC2B2AE35u;
  return h ^ (h >> 16);
}

/// One round of applications to some firms: every one takes its applicants in the order of their ranks until its vacancies are
/// filled. Who of two has the same rank is decided by who stands first.   Cost: O(firms + applications).
class Hiring {
 public:
  /// A new round.
  void open(std::size_t firms) { firms_ = firms, to_.clear(), keys_.clear(); }

  /// `firm`: among those of the round.
  void apply(std::uint32_t firm, std::uint32_t rank, std::uint32_t applicant) {
    to_.push_back(firm);
    keys_.push_back(std::uint64_t{rank} << 32 | applicant);
  }

  /// Calls take(firm, applicant) for everybody hired.   Changes: vacancies.
  template <class Take>
  void hire(std::span<std::int64_t> vacancies, Take take) {
    if (keys_.empty()) return;
    sort_by_firm();
    for (std::size_t f = 0, first = 0; f < firms_; first = until_[f++]) {
      const std::size_t taken = choose(first, until_[f], static_cast<std::size_t>(vacancies[f]));
      for (std::size_t k = first; k < first + taken; ++k) take(f, static_cast<std::uint32_t>(sorted_[k]));
      vacancies[f] -= static_cast<std::int64_t>(taken);
    }
  }

 private:
  /// Applications to firm f stand before until_[f], behind those to the firm before it.
  void sort_by_firm();
  /// Moves the first of some applications to their front, as many as there are places. Returns how many get one.
  std::size_t choose(std::size_t first, std::size_t until, std::size_t places);

  std::size_t firms_ = 0;
  std::vector<std::uint32_t> to_;
  std::vector<std::uint64_t> keys_, sorted_;
  std::vector<std::size_t> until_;
};

}  // namespace povtrap
