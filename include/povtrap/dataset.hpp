#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace povtrap {

/// Values of one variable, in row-major order over its dimensions.
using Values = std::variant<std::vector<double>, std::vector<float>, std::vector<std::int64_t>, std::vector<std::int32_t>,
                            std::vector<std::uint8_t>, std::vector<std::string>>;

/// One named axis of a result.
struct Dimension {
  std::string name;
  std::size_t length = 0;
  bool unlimited = false;
};

/// One labelled array of a result: what it measures, in which unit, along which dimensions.
struct Variable {
  std::string name;
  std::vector<std::string> dimensions;
  std::string units;      ///< UDUNITS text, "1" for shares and counts
  std::string long_name;  ///< what a plot writes at its axis
  Values values;
  std::vector<std::pair<std::string, std::string>> attributes;  ///< e.g. cell_methods, flag_meanings
};

/// A self-describing set of labelled arrays, as xarray knows it: what a run measured. The result file holds exactly this.
struct Dataset {
  std::vector<Dimension> dimensions;
  std::vector<Variable> variables;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<std::pair<std::string, Dataset>> groups = {};  ///< separate subjects, such as "provenance"

  /// The variable of this name. Throws: DataError naming the nearest one if there is none.
  [[nodiscard]] const Variable& variable(const std::string& name) const;
  [[nodiscard]] bool has_variable(const std::string& name) const;
  [[nodiscard]] std::size_t length(const std::string& dimension) const;
};

/// One 128-bit hash over names, dimensions and values of all variables and groups, in a fixed order, as 32 hexadecimal digits.
/// The group "provenance" (times, host, versions) is left out, so equal results have equal digests on any machine.
[[nodiscard]] std::string digest(const Dataset& dataset);

}  // namespace povtrap
