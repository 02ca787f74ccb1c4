#pragma once

#include <cstdint>
#include <tuple>

namespace povtrap {

/// Where the run stands in time. Rates are declared per year and converted linearly to the length of a period; only growth
/// trends compound. Periods count from the first burn-in period, years from the base year (negative during burn-in).
struct Calendar {
  std::int64_t periods_per_year = 4;
  std::int64_t burn_in_periods = 0;
  std::int64_t base_year = 0;
  std::int64_t period = 0;  ///< periods simulated so far = number of the running one

  [[nodiscard]] double length() const { return 1.0 / static_cast<double>(periods_per_year); }  ///< [years]
  [[nodiscard]] bool opens_year() const { return period % periods_per_year == 0; }
  [[nodiscard]] bool closes_year() const { return (period + 1) % periods_per_year == 0; }
  [[nodiscard]] bool burning_in() const { return period < burn_in_periods; }
  /// Simulated years since the run began, whole ones.
  [[nodiscard]] std::int64_t year_index() const { return period / periods_per_year; }
  /// Calendar year of the running period; the first year after the burn-in is the base year.
  [[nodiscard]] std::int64_t year() const {
    return base_year + (period - burn_in_periods) / periods_per_year -
           ((period < burn_in_periods && (period - burn_in_periods) % periods_per_year != 0) ? 1 : 0);
  }

  static auto members(auto& self) { return std::tie(self.periods_per_year, self.burn_in_periods, self.base_year, self.period); }
};

}  // namespace povtrap
