#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

namespace povtrap {

/// One series that a sweep keeps of every run.
struct KeptSeries {
  std::string name, units, long_name;
  std::vector<std::string> dimensions;  ///< after time: line, quantile, ...
  std::uint64_t width = 1;              ///< values at one time

  static auto members(auto& self) { return std::tie(self.name, self.units, self.long_name, self.dimensions, self.width); }
};

/// Numbers along a dimension of the series, such as poverty lines.
struct KeptCoordinate {
  std::string name, units, long_name;
  std::vector<double> values = {};

  static auto members(auto& self) { return std::tie(self.name, self.units, self.long_name, self.values); }
};

/// What the values of a run mean: series after series, each time after time.
struct KeptLayout {
  std::vector<std::int64_t> months;  ///< since January of the year 2000
  std::vector<std::int64_t> years;
  std::vector<KeptSeries> series;
  std::vector<KeptCoordinate> coordinates;

  [[nodiscard]] std::size_t values() const {
    std::size_t width = 0;
    for (const KeptSeries& one : series) width += one.width;
    return width * months.size();
  }

  static auto members(auto& self) { return std::tie(self.months, self.years, self.series, self.coordinates); }
};

/// What came of one run.
struct RunRecord {
  std::int64_t run_id = 0;
  std::string failure = {};  ///< why it failed; empty if it did not
  std::uint64_t layout = 0;  ///< fingerprint of the layout of its values
  std::vector<double> values = {};

  [[nodiscard]] bool failed() const { return !failure.empty(); }
  static auto members(auto& self) { return std::tie(self.run_id, self.failure, self.layout, self.values); }
};

/// Have both the same series of the same widths, of which those of one may end earlier? Poverty lines and the like may differ.
[[nodiscard]] bool fit_together(const KeptLayout& one, const KeptLayout& other);

/// The same number for layouts that are equal in everything.
[[nodiscard]] std::uint64_t fingerprint(const KeptLayout& layout);

}  // namespace povtrap
