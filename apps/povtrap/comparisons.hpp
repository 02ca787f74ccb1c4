#pragma once

#include <povtrap/compare.hpp>
#include <string>
#include <vector>

namespace povtrap::app {

/// Several reforms against one base, as `povtrap compare` shows them. docs/howto/compare.md describes the three forms.
struct Comparisons {
  struct Reform {
    std::string file, title;
    Comparison comparison;
  };
  std::string base_file, base_title;
  double confidence, threshold;
  std::size_t groups;
  std::vector<std::string> series;  ///< asked for besides the usual ones
  std::vector<Reform> reforms;

  /// Tables for the eye, at most 100 columns wide where names are of usual length.
  [[nodiscard]] std::string text() const;
  /// One object with everything, null for what does not exist.
  [[nodiscard]] std::string json() const;
  /// One row a number, empty for what does not exist.
  [[nodiscard]] std::string csv() const;
};

/// The tables of one reform, without the heading.
[[nodiscard]] std::string comparison_tables(const Comparison& comparison, const Comparisons& all);

}  // namespace povtrap::app
