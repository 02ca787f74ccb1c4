#pragma once

#include <cstddef>
#include <povtrap/dataset.hpp>
#include <string>
#include <vector>

namespace povtrap::app {

/// One thing in which two results differ.
struct Difference {
  std::string variable;         ///< name, behind its group if it is in one
  std::string what;             ///< in words: where first, and both values
  std::size_t values = 0;       ///< that differ; 0 if something else differs
  std::vector<int> years = {};  ///< in which they differ, for a variable along time
};

/// Compares every variable, dimension and attribute, bit by bit (all NaN are the same); the manifest is left out, and so are the
/// attributes that name the program and the day. `found` is compared with what was `expected`.
[[nodiscard]] std::vector<Difference> differences(const Dataset& found, const Dataset& expected);

}  // namespace povtrap::app
