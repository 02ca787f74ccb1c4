#pragma once

#include <string>
#include <tuple>
#include <vector>

#include <povtrap/dataset.hpp>
#include <povtrap/indicator.hpp>

#include "simulation/panel.hpp"
#include "simulation/stage.hpp"

namespace povtrap {

/// Keeps what is measured at the end of every period after the burn-in, and makes a labelled result of it.
class Recorder {
 public:
  explicit Recorder(const Model& model);

  /// Reads the state; changes nothing and draws nothing.
  void record(const Stage& stage);

  [[nodiscard]] Dataset result(const Stage& stage) const;
  /// The same, but the panel's variables hold only the waves that are not in its store.
  [[nodiscard]] Dataset result_beside_store(const Stage& stage) const;

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

    static auto members(auto& self) { return std::tie(self.name, self.dimensions, self.units, self.long_name, self.values); }
  };

  Series& series(const std::string& name, std::vector<std::string> dimensions, const std::string& units,
                 const std::string& long_name);
  void put(const std::string& name, const std::string& units, const std::string& long_name, double value);

  void put_by(const std::string& dimension, const std::string& name, const std::string& units, const std::string& long_name,
              double value, const std::string& inner = {});
  void put_by_line(const std::string& dimension, const PovertySums& sums);

  void record_groups(const Stage& stage, bool ranked);
  void record_moves(const Stage& stage);
  void record_economy(const Stage& stage);
  void record_mobility(const Stage& stage);
  void record_balances(const Stage& stage);
  void record_programmes(const Stage& stage);
  void record_funds(const Stage& stage);
  void record_interest_discount(const Stage& stage);
  void record_insurance(const Stage& stage);
  void record_work_relief(const Stage& stage);
  void record_ngos(const Stage& stage);
  void record_ledger(const Stage& stage);
  /// Series of users' instruments and indicators; `known` is what the result has before the first of them.
  void record_own(const Stage& stage);
  void put_own(const Rule& rule, const Dataset& known, const ResultRow& row, double value);

  const Model& model_;
  std::vector<Series> series_;
  Panel panel_;
  std::vector<std::int64_t> months_, years_, periods_of_year_;
  double next_ranked_ = 0;
};

}  // namespace povtrap
