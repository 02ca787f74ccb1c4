#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include <povtrap/config.hpp>

#include "simulation/stage.hpp"

/// Instruments to read theory off the engine: nothing here repeats an equation of the model. Capital is measured in units U, the
/// yearly poverty line of a household of one person.
namespace povtrap::theory {

inline constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// A file of configs/canonical with further settings (path, value as after --set).
[[nodiscard]] Config canonical(const std::string& name, const std::vector<std::pair<std::string, std::string>>& overrides = {});

/// A copy of a configuration with some numbers or words changed.
[[nodiscard]] Config with(Config config, const std::string& path, double value);
[[nodiscard]] Config with(Config config, const std::string& path, const std::string& value);

/// What the last period brought to an average household.   Units: [U/period], wealth [U].
struct Accounts {
  double output = 0;  ///< what was grown and sold, and own services that were sold
  double consumption = 0;
  double investment = 0;
  double wealth = 0;      ///< deposits and bonds at the end
  double bonds = 0;       ///< of them, government bonds
  double disposable = 0;  ///< output and interest after tax
};

/// A nation that is stepped by hand and read at full precision, where a result file keeps single precision.
class Laboratory {
 public:
  explicit Laboratory(const Config& config);

  /// Lives through some periods, whatever run.years says.
  void run(std::int64_t periods);

  /// Of every household, in the order of the ladder.
  [[nodiscard]] std::vector<double> capital() const;
  [[nodiscard]] Accounts accounts() const;
  /// Money and debt of every household, and whether its worker went to school. [U] a head
  [[nodiscard]] std::vector<double> deposits() const;
  [[nodiscard]] std::vector<double> debt() const;
  [[nodiscard]] std::vector<double> schooled() const;
  /// Interest on loans that households received, so a negative number, for a household. [U/period]
  [[nodiscard]] double loan_interest() const;
  /// Own services that were sold in the last period, by region. [U/household]
  [[nodiscard]] std::vector<double> services_sold() const;
  /// Farm output of the last period, by region. [U/person]
  [[nodiscard]] std::vector<double> farm_sales() const;

 private:
  [[nodiscard]] std::vector<double> per_head(const Column<double>& money) const;

  Model model_;
  Stage stage_;
  double unit_;
};

/// Capital after some periods of one household that begins with `capital`.
[[nodiscard]] double capital_after(const Config& config, double capital, std::int64_t periods);

/// A household that has come to rest, or has lost all.
struct Rest {
  double capital = 0;
  Accounts accounts;
};
[[nodiscard]] Rest settle(const Config& config, double capital);

/// Slope of the map from this period's capital to the next one's.
/// Equation: central difference over seven points with steps of 2 % of capital, error of order step^6.
[[nodiscard]] double slope_of_map(const Config& config, double capital);

/// The capital that divides two basins of attraction, found by nested ladders of households between low and high that are
/// followed to their end. `none` if low and high end at the same place.
[[nodiscard]] double threshold(const Config& config, double low, double high);

/// Whether households that begin with low and with high capital stay apart for ever.
[[nodiscard]] bool has_two_basins(const Config& config, double low, double high);

/// Whether there is any capital that grows.
[[nodiscard]] bool grows_somewhere(const Config& config);

/// The value between `no` and `yes` at which a yes-or-no property turns, to within `width`. `none` if it does not.
[[nodiscard]] double turning_point(double no, double yes, double width, const std::function<bool(double)>& holds);

/// The limit of values at steps that go to zero.   Equation: Neville's interpolation polynomial, read at 0.
[[nodiscard]] double limit_at_zero(const std::vector<double>& steps, std::vector<double> values);

}  // namespace povtrap::theory
