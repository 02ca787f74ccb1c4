#pragma once

#include <array>
#include <limits>

#include "core/parallel.hpp"
#include "economy/agents.hpp"
#include "markets/hiring.hpp"

namespace povtrap {

/// What seekers expect of work outside their region. Empty: all of the pay.
struct Prospects {
  std::vector<double> kept;    ///< of the pay after the burden of being away, by home region [share]
  std::vector<double> chance;  ///< of a job, by firm [share]
};

/// Turns a draw below the number of open places into the firm that has the place, by a table of where to begin to look.
/// Source: Chen and Asau (1974), On generating random variates from an empirical distribution, AIIE Transactions 6(2).
class OpenPlaces {
 public:
  void open(std::span<const std::int64_t> vacancies);
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t firm_with(std::size_t place) const {
    std::size_t firm = guide_[place >> shift_];
    if (shift_ == 0) return firm;
    while (until_[firm] <= place) ++firm;
    return firm;
  }

 private:
  std::size_t count_ = 0;
  int shift_ = 0;  ///< an entry of the guide stands for 2^shift places
  std::vector<std::uint32_t> guide_;
  std::vector<std::size_t> until_;
};

/// One application elsewhere: a vacancy of the nation is drawn, each open place being equally likely. The seeker applies if
/// wage x kept x chance is above what the household asks; firms hire by the luck of their applicants in this period.
/// Cost: O(firms + seekers), without allocation once it has grown.   Source: docs/model/labour.md.
class NationalMarket {
 public:
  /// Begins a round: who has vacancies.   Shape: all firms of the nation, `seekers` households that may look; they come in
  /// `parts`, in the order of places.
  void open(std::span<const Firm> firms, const Prospects& prospects, std::size_t seekers, std::size_t parts);

  [[nodiscard]] bool has_places() const { return places_.count() > 0; }

  /// Nobody of this region who asks as much as this applies.   Units: [LCU/efficiency unit/year].
  [[nodiscard]] double best_wage(std::size_t region) const { return best_ * kept_in(region); }

  /// Seekers of a part, of one region, draw their places. Different threads may fill different parts.
  void apply(std::size_t part, std::size_t region, const Seekers& seekers, const MatchingDraws& draws);

  /// Are there firms that expected more applicants than came? Then all parts are to apply again, after which there are none.
  [[nodiscard]] bool wants_more(const Workers& threads);

  /// Firms hire.   Changes: vacancies, workers and labour of the firms. Calls hired(hire) for who found a job.
  template <class Hired>
  void hire(std::span<Firm> firms, const Workers& threads, Hired hired) {
    threads.for_each(drawers_.size(), [&](std::size_t d) { hire_in(drawers_[d], firms); });
    for (const Drawer& drawer : drawers_) {
      for (const Hire& hire : drawer.hires) hired(hire);
    }
  }

 private:
  struct Application {
    std::uint32_t slot, rank, place;
    float efficiency, asking;
  };

  /// A run of firms, whose applications one thread deals with.
  struct Drawer {
    std::size_t first = 0, firms = 0;
    Hiring hiring;
    std::vector<Application> letters;
    std::vector<Hire> hires;
  };

  /// What a seeker sees of a firm that has vacancies, side by side because firms are looked up in random order.
  struct Opening {
    double expected;      ///< wage x chance
    std::uint32_t limit;  ///< of ranks
    std::uint32_t drawer;
  };

  static constexpr std::size_t drawer_count = 16;
  using Letters = std::array<std::vector<Application>, drawer_count>;

  [[nodiscard]] double kept_in(std::size_t region) const { return kept_.empty() ? 1.0 : kept_[region]; }
  void read_letters(Drawer& drawer);
  void hire_in(Drawer& drawer, std::span<Firm> firms);
  void expect_letters();

  std::uint32_t highest_limit_ = 0;
  double best_ = -std::numeric_limits<double>::infinity();
  std::vector<double> kept_;
  // firms with vacancies
  std::vector<std::uint32_t> numbers_;
  std::vector<Opening> openings_;
  std::vector<std::int64_t> vacancies_;
  OpenPlaces places_;
  std::vector<Letters> parts_;
  std::array<Drawer, drawer_count> drawers_;
};

}  // namespace povtrap
