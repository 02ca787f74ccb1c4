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
  Stream applications, ranks;
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

/// Every bit of the result depends on every bit of h.   Source: Appleby, MurmurHash3 (its finaliser).
[[nodiscard]] POVTRAP_ALWAYS_INLINE std::uint32_t mix(std::uint32_t h) {
  h = (h ^ (h >> 16)) * 0x85EBCA6Bu;
  h = (h ^ (h >> 13)) * 0xC2B2AE35u;
  return h ^ (h >> 16);
}

/// Luck of a household with firms in one period, keyed as a draw is but cheaper. No two households have the same.
/// Source: docs/decisions/random-draws.md.
[[nodiscard]] POVTRAP_ALWAYS_INLINE std::uint32_t luck_of(Stream stream, std::uint32_t household, std::uint32_t period) {
  return mix(mix(household ^ stream.key0) ^ (stream.key1 + period * 0x9E3779B9u));
}

/// How early the firm of a round calls an applicant: it has 31 bits.
[[nodiscard]] POVTRAP_ALWAYS_INLINE std::uint32_t rank_in(std::uint32_t round, std::uint32_t luck) {
  return mix(luck + round * 0x9E3779B9u) >> 1;
}

/// All ranks are below this limit.
inline constexpr std::uint32_t any_rank = 0x80000000;

/// A limit that leaves a firm with ranks enough if it can expect so many applicants: about twice as many as it needs, and some
/// standard deviations more, stay below it.
[[nodiscard]] std::uint32_t rank_limit(std::int64_t vacancies, double expected_applicants);

/// One round of applications to some firms: every one takes its applicants in the order of their ranks until its vacancies are
/// filled. Who of two has the same rank is decided by who stands first. Applications beyond a firm's limit are left aside, and
/// asked for only if it cannot fill its vacancies without.
/// Cost: O(firms + applications below limits), without allocation once it has grown.
class Hiring {
 public:
  /// A new round.   Shape: one number for each firm; kept until the round is over. Who has no vacancy wants nobody.
  void open(std::span<std::int64_t> vacancies);

  /// Only applications with ranks below are wanted now.
  void set_limit(std::size_t firm, std::uint32_t limit) { limits_[firm] = limit; }
  [[nodiscard]] const std::uint32_t* limits() const { return limits_.data(); }
  [[nodiscard]] std::uint32_t highest_limit() const;

  /// `firm`: among those of the round.   Requires: rank below the firm's limit.
  void apply(std::uint32_t firm, std::uint32_t rank, std::uint32_t applicant) {
    to_.push_back(firm);
    keys_.push_back(std::uint64_t{rank} << 32 | applicant);
  }

  /// Are there firms that hold a limit and cannot fill their vacancies? Then they forget what they got and want all of their
  /// applications, the others none: everybody is to apply again.
  [[nodiscard]] bool wants_more();

  /// Calls take(firm, applicant) for everybody hired.   Changes: vacancies.
  template <class Take>
  void hire(Take take) {
    if (keys_.empty()) return;
    sort_by_firm();
    for (std::size_t f = 0, first = 0; f < until_.size(); first = until_[f++]) {
      const std::size_t taken = choose(first, until_[f], static_cast<std::size_t>(vacancies_[f]));
      for (std::size_t k = first; k < first + taken; ++k) take(f, static_cast<std::uint32_t>(sorted_[k]));
      vacancies_[f] -= static_cast<std::int64_t>(taken);
    }
  }

 private:
  void count_by_firm();
  /// Applications to firm f stand before until_[f], behind those to the firm before it.
  void sort_by_firm();
  /// Moves the first of some applications to their front, as many as there are places. Returns how many get one.
  std::size_t choose(std::size_t first, std::size_t until, std::size_t places);

  std::span<std::int64_t> vacancies_;
  std::vector<std::uint32_t> limits_, to_;
  std::vector<std::uint64_t> keys_, sorted_;
  std::vector<std::size_t> until_;
};

}  // namespace povtrap
