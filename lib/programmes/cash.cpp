#include "programmes/cash.hpp"

#include <algorithm>

#include "core/fields.hpp"

namespace povtrap {

void CashParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "cash", "a flat transfer: the same cash for everybody, in some blocs, or on a list");
  fields.flag("active", active, false, {.meaning = "the programme exists"});
  fields.choice("targeting", targeting, "universal", {"universal", "top_up_list"},
                {.meaning = "who gets it: everybody, or households on the list of the top-up"});
  fields.names("blocs", blocs, {}, {.meaning = "blocs in which it is paid; empty: all"});
  fields.choice("provider", provider, "central_government", {"central_government", "world", "levy"},
                {.meaning = "who pays: the government borrows, the world gives, or households of other blocs pay a levy"});
  fields.names("levy_blocs", levy_blocs, {},
               {.meaning = "blocs whose households pay the levy, the same for each head, as far as their money reaches"});
  fields.number("amount", amount, 0.1,
                {.unit = "poverty lines/head/year", .minimum = 0, .maximum = 1000, .meaning = "what each head gets in a year"});
  fields.number("start", start, -1000,
                {.unit = "years since the base year", .minimum = -1000, .maximum = 1e6, .meaning = "first moment of paying"});
  fields.number(
      "end", end, 1e6,
      {.unit = "years since the base year", .minimum = -1000, .maximum = 1e6, .meaning = "moment from which nothing is paid"});
}

std::vector<std::string> CashParameters::contradictions(const std::vector<std::string>& all_blocs) const {
  std::vector<std::string> faults;
  const auto known = [&](const std::string& key, const std::vector<std::string>& named) {
    for (const std::string& bloc : named) {
      if (std::find(all_blocs.begin(), all_blocs.end(), bloc) == all_blocs.end())
        faults.push_back("cash." + key + " names '" + bloc + "', which is not among regions.blocs");
    }
  };
  known("blocs", blocs);
  known("levy_blocs", levy_blocs);
  if (start > end) faults.emplace_back("cash.start lies after cash.end: nothing would ever be paid");
  if (!active || provider != "levy") return faults;
  if (levy_blocs.empty()) faults.emplace_back("cash.provider is \"levy\" but cash.levy_blocs is empty: name the blocs that pay");
  if (targeting != "universal")
    faults.emplace_back("cash.provider = \"levy\" needs cash.targeting = \"universal\" (a levy is set before a list is known)");
  return faults;
}

bool CashParameters::now(double years_since_base) const {
  constexpr double rounding = 1e-9;  // of the moment, far below the shortest period
  return active && years_since_base >= start - rounding && years_since_base < end - rounding;
}

bool covers(const std::vector<std::string>& blocs, const std::string& bloc) {
  return blocs.empty() || std::find(blocs.begin(), blocs.end(), bloc) != blocs.end();
}

}  // namespace povtrap
