#pragma once

#include <cstdint>
#include <povtrap/dataset.hpp>
#include <string>
#include <vector>

namespace povtrap {

/// A calendar year of a result and the rows of "time" that belong to it.
struct YearRows {
  std::int64_t year;
  std::size_t first, last;  ///< the last one closes the year
};

/// A result as comparisons read it: run by run, whether it holds one or several, and all numbers as double.
class ResultView {
 public:
  /// `name` stands for the result in messages.   Throws: DataError if it is no result of a run.
  ResultView(const Dataset& result, std::string name);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const Dataset& data() const { return data_; }
  [[nodiscard]] const std::vector<std::int64_t>& seeds() const { return seeds_; }
  /// Whole years only.
  [[nodiscard]] const std::vector<YearRows>& years() const { return years_; }

  [[nodiscard]] bool has(const std::string& variable) const { return data_.has_variable(variable); }
  /// 0 if there is no such dimension.
  [[nodiscard]] std::size_t length(const std::string& dimension) const;
  /// Without the seed.
  [[nodiscard]] std::vector<std::string> dimensions(const std::string& variable) const;
  /// Values of one run.   Throws: DataError if there are none, they are texts, or not as many as the dimensions say.
  [[nodiscard]] std::vector<double> numbers(const std::string& variable, std::size_t run = 0) const;
  /// What each position of a dimension is called: its coordinate, else its number from 0.
  [[nodiscard]] std::vector<std::string> labels(const std::string& dimension) const;

  /// Whom the counted series speak of. Villages alone, if mean income is always that of the villages though there are towns.
  [[nodiscard]] bool counts_villages_only() const;

 private:
  const Dataset& data_;
  std::string name_;
  std::vector<std::int64_t> seeds_;
  std::vector<YearRows> years_;
};

}  // namespace povtrap
