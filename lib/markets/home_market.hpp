#pragma once

#include <array>
#include <limits>

#include "economy/agents.hpp"
#include "markets/hiring.hpp"

namespace povtrap {

/// Most firms that a seeker applies to in a period.
inline constexpr std::size_t most_applications = 16;

/// Home market of one region: each seeker draws a few of the firms that have vacancies and applies to the best wage first, as
/// long as it is above what the household asks; each firm takes its applicants in the order of a keyed rank until its vacancies
/// are filled. A firm drawn twice counts once.
/// Draws: the word of an application, as a share of 2^32, tells the firm in the order of wages, so that a seeker's smallest
/// word is the best offer.   Cost: O(firms log firms + seekers x applications), without allocation once it has grown.
/// Source: urn protocol M1-M2 of the reference values; docs/model/labour.md.
class HomeMarket {
 public:
  /// Begins a period: who has vacancies.   Shape: firms of the region, the first of them `first_firm` in the nation; seekers
  /// come in `parts`, which different threads may fill.   Requires: applications <= most_applications.
  void open(std::span<const Firm> firms, std::size_t first_firm, std::size_t applications, std::size_t parts);

  /// Nobody who asks as much as this finds a job here.   Units: [LCU/efficiency unit/year].
  [[nodiscard]] float best_wage() const { return wages_.empty() ? -std::numeric_limits<float>::infinity() : wages_.front(); }

  /// Seekers of a part draw their firms.
  void apply(std::size_t part, const Seekers& seekers, const MatchingDraws& draws);

  /// Firms hire in as many rounds as there are applications; who is refused tries the next firm.
  /// Changes: vacancies, workers and labour of the firms. Returns who found a job; valid until the next period.
  std::span<const Hire> hire(std::span<Firm> firms);

 private:
  /// Those of one part, as columns.
  struct Applicants {
    std::vector<std::uint32_t> place, luck;
    std::vector<float> efficiency, asking;
    std::array<std::vector<std::uint32_t>, most_applications> words;  ///< best offer first
  };

  void expect_applicants(std::size_t seekers);
  void send_applications(std::size_t round);
  void take(std::span<Firm> firms, std::size_t slot, std::uint32_t applicant);

  std::size_t first_firm_ = 0, rounds_ = 0;
  // firms with vacancies, best wage first
  std::vector<std::uint32_t> numbers_;  ///< in the nation
  std::vector<float> wages_;
  std::vector<std::int64_t> vacancies_;
  std::vector<Applicants> parts_;
  std::vector<std::uint32_t> first_applicant_;  ///< of each part, counted over the region
  Hiring hiring_;
  std::vector<Hire> hires_;
};

}  // namespace povtrap
