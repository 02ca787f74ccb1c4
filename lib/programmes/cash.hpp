#pragma once

#include <string>
#include <vector>

namespace povtrap {

class Fields;

/// The same cash for everybody, or for everybody in some blocs or on the list of the top-up.   Source: docs/model/programmes.md.
struct CashParameters {
  bool active = false;
  std::string targeting;                ///< "universal" or "top_up_list"
  std::vector<std::string> blocs;       ///< where it is paid; empty: everywhere
  std::string provider;                 ///< "central_government", "world" or "levy"
  std::vector<std::string> levy_blocs;  ///< whose households pay it, the same for each head, if the provider is "levy"
  double amount = 0;                    ///< [poverty lines/head/year]
  double start = 0, end = 0;            ///< [years since the base year]

  void describe(Fields& fields);
  /// What makes no sense together, in words.
  [[nodiscard]] std::vector<std::string> contradictions(const std::vector<std::string>& all_blocs) const;
  [[nodiscard]] bool now(double years_since_base) const;
};

/// Whether a list of blocs, empty meaning all, has this one.
[[nodiscard]] bool covers(const std::vector<std::string>& blocs, const std::string& bloc);

}  // namespace povtrap
