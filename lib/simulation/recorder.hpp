#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <povtrap/dataset.hpp>
#include <povtrap/indicator.hpp>

#include "indicators/ranked_measures.hpp"
#include "simulation/measures.hpp"
#include "simulation/panel.hpp"
#include "simulation/stage.hpp"

namespace povtrap {

/// Keeps what is measured at the end of every period after the burn-in, and makes a labelled result of it.
class Recorder {
 public:
  explicit Recorder(const Model& model);

  /// Goes on with all that another one has measured.
  void take_over(const Recorder& before);

  /// Reads the state; changes nothing and draws nothing.
  void record(const Stage& stage);

  [[nodiscard]] Dataset result(const Stage& stage) const;
  /// The same, but the panel's variables hold only the waves that are not in its store.
  [[nodiscard]] Dataset result_beside_store(const Stage& stage) const;

  /// What was recorded so far of one series.   Throws: DataError if there is none of this name.
  [[nodiscard]] std::span<const double> values(std::string_view name) const;

  [[nodiscard]] Panel& panel() { return panel_; }
  [[nodiscard]] const Panel& panel() const { return panel_; }

  static auto members(auto& self) {
    return std::tie(self.series_, self.panel_, self.months_, self.years_, self.periods_of_year_, self.next_ranked_);
  }

 private:
  /// A series by time and perhaps one more dimension, filled period by period.
  struct Series {
    std::string name;
    std::vector<std::string> dimensions;
    std::string units, long_name;
    std::vector<double> values;
    std::uint64_t width = 0;  ///< values of a period

    static auto members(auto& self) {
      return std::tie(self.name, self.dimensions, self.units, self.long_name, self.values, self.width);
    }
  };

  /// What a series is called: "gini" for the nation, "gini_region" by region.
  struct Label {
    std::string_view name, units, long_name;
    std::string_view by = {};  ///< whose, if not the nation's
    std::array<std::string_view, 2> inner = {};  ///< further dimensions
    bool lasting = true;  ///< the texts stay where they are, so that their places tell labels apart
  };

  /// The series that was asked for at one point of a period, and where its name stood.
  struct Call {
    std::size_t series = 0;
    const char* name = nullptr;
    const char* by = nullptr;
  };

  /// What does not change from period to period.
  struct Groups {
    std::vector<Grouping> groupings;  ///< of regions, by dimension of the result
    RankQuestions questions;
    std::size_t lines = 0;
  };

  /// Where the next value of a series goes. Asked in the same order in every period, it knows the series by its place in it.
  std::vector<double>& values_of(const Label& label);
  std::vector<double>& add_series(const Label& label, std::size_t call);
  /// Once it is known how much a period brings.
  void make_room();
  /// NaN where a series was not recorded, because a branch of the simulation has it and what went before has not, or the other way.
  void fill_gaps();
  void put(std::string_view name, std::string_view units, std::string_view long_name, double value);
  void put_by(std::string_view dimension, std::string_view name, std::string_view units, std::string_view long_name, double value);

  void record_groups(const Stage& stage, bool ranked);
  [[nodiscard]] const Groups& groups_of(const Stage& stage);
  void record_sums(std::string_view by, const std::vector<PovertySums>& groups);
  void record_ranks(std::string_view by, const std::vector<RankedMeasures>& groups);
  void record_moves(const Stage& stage);
  void record_economy(const Stage& stage);
  void record_places(const Stage& stage);
  void record_firms(const Stage& stage);
  void record_mobility(const Stage& stage);
  void record_balances(const Stage& stage);
  void record_programmes(const Stage& stage);
  void record_funds(const Stage& stage);
  void record_interest_discount(const Stage& stage);
  void record_insurance(const Stage& stage);
  void record_work_relief(const Stage& stage);
  void record_ngos(const Stage& stage);
  void record_ledger(const Stage& stage);
  /// Series of users' instruments and indicators.   Throws: ConfigError if one has the name of something else.
  void record_own(const Stage& stage);
  void put_own(const Rule& rule, const Stage& stage, const ResultRow& row, double value);
  [[nodiscard]] bool is_taken(const Stage& stage, const std::string& name) const;

  const Model& model_;
  std::vector<Series> series_;
  Panel panel_;
  std::vector<std::int64_t> months_, years_, periods_of_year_;
  double next_ranked_ = 0;
  // no part of the state
  std::vector<Call> calls_;  ///< of a period, in order
  std::size_t call_ = 0;
  std::optional<Groups> groups_;
};

}  // namespace povtrap
