#include <algorithm>
#include <array>
#include <cmath>

#include "comparisons.hpp"
#include "output.hpp"
#include "table.hpp"

namespace povtrap::app {

namespace {

enum class Show { percent, index, money };

Show show_of(const std::string& measure, const std::string& units) {
  constexpr std::array indices{"gini", "palma", "theil_t", "theil_l", "watts", "price_index"};
  if (units.find("LCU") != std::string::npos) return Show::money;
  if (std::ranges::find(indices, measure) != indices.end()) return Show::index;
  return units == "1" || units == "1/year" ? Show::percent : Show::index;
}

/// As many decimals as the size of the numbers around it asks for.
std::string shown(double value, Show show, double size) {
  if (!std::isfinite(value)) return "";
  const std::string text = show == Show::percent ? number("%.2f", 100 * value)
                           : show == Show::index ? number("%.4f", value)
                                                 : number(std::abs(size) >= 1e3  ? "%.0f"
                                                          : std::abs(size) >= 10 ? "%.2f"
                                                                                 : "%.4f",
                                                          value);
  const bool is_zero = text.find_first_not_of("-0.") == std::string::npos;
  return is_zero && text.front() == '-' ? text.substr(1) : text;
}

/// "-0.41 +-0.12" with a real plus-minus sign; the number alone where there is no interval.
std::string with_half(const ComparedValue* value, Show show, double size) {
  if (value == nullptr) return "";
  const double half = (value->high - value->low) / 2;
  return shown(value->difference, show, size) + (std::isfinite(half) ? " \u00b1" + shown(half, show, size) : "");
}

/// Finds the numbers of a comparison.
class Finder {
 public:
  explicit Finder(const Comparison& comparison) : comparison_(comparison) {}

  [[nodiscard]] const ComparedValue* find(const std::string& table, const std::string& measure, const std::string& by,
                                          const std::string& group, std::int64_t year) const {
    const auto found = std::ranges::find_if(comparison_.values, [&](const ComparedValue& v) {
      return v.year == year && v.measure == measure && v.table == table && v.by == by && v.group == group;
    });
    return found == comparison_.values.end() ? nullptr : &*found;
  }
  [[nodiscard]] std::int64_t last_year() const { return comparison_.years.back(); }

  /// A national series along a dimension of its own, in the last year.
  [[nodiscard]] std::vector<const ComparedValue*> parts_of(const std::string& measure) const {
    std::vector<const ComparedValue*> found;
    for (const ComparedValue& v : comparison_.values) {
      if (v.table == "nation" && v.measure == measure && !v.by.empty() && v.by != "line" && v.year == last_year())
        found.push_back(&v);
    }
    return found;
  }
  /// The groups of one measure in the last year, in the order of the comparison.
  [[nodiscard]] std::vector<const ComparedValue*> groups(const std::string& table, const std::string& measure,
                                                         const std::string& by) const {
    std::vector<const ComparedValue*> found;
    for (const ComparedValue& v : comparison_.values) {
      if (v.table == table && v.measure == measure && v.by == by && v.year == last_year()) found.push_back(&v);
    }
    return found;
  }

 private:
  const Comparison& comparison_;
};

std::string interval_text(const ComparedValue& v, Show show, double size) {
  return std::isfinite(v.low) ? shown(v.low, show, size) + " to " + shown(v.high, show, size) : "";
}

std::string unit_text(Show show, const std::string& units) {
  return show == Show::percent ? "%" : units == "1" ? "" : units;
}

void add_row(Table& table, const std::string& label, const ComparedValue* value) {
  if (value == nullptr) return;
  const Show show = show_of(value->measure, value->units);
  const double size = std::max(std::abs(value->base), std::abs(value->reform));
  table.add({label, unit_text(show, value->units), shown(value->base, show, size), shown(value->reform, show, size),
             shown(value->difference, show, size), interval_text(*value, show, size)});
}

std::string nation_table(const Finder& finder, const std::vector<std::string>& asked) {
  std::vector<std::string> measures{
      "headcount",  "poverty_gap", "severity",   "gini", "palma",       "mean_income", "median_income",   "exit_rate",
      "entry_rate", "employment",  "wage_share", "wage", "price_index", "supported",   "exclusion_error", "inclusion_error"};
  for (const std::string& name : asked) {
    if (std::ranges::find(measures, name) == measures.end()) measures.push_back(name);
  }
  Table table("Year " + std::to_string(finder.last_year()), {"", "unit", "base", "reform", "difference", "interval"});
  for (const std::string& measure : measures) {
    add_row(table, measure, finder.find("nation", measure, "", "", finder.last_year()));
  }
  for (const std::string& name : asked) {
    for (const ComparedValue* value : finder.parts_of(name)) add_row(table, name + " " + value->group, value);
  }
  add_row(table, "support_cost", finder.find("cost", "support_cost", "", "", finder.last_year()));
  return table.text();
}

std::string years_table(const Finder& finder, const Comparison& comparison) {
  struct Column {
    const char *table, *measure, *heading;
  };
  constexpr std::array<Column, 6> columns = {{{"nation", "headcount", "headcount %"},
                                              {"nation", "poverty_gap", "gap %"},
                                              {"nation", "gini", "Gini"},
                                              {"nation", "mean_income", "mean income"},
                                              {"nation", "employment", "employed %"},
                                              {"cost", "support_cost", "support"}}};
  std::vector<std::string> heading{"year"};
  for (const Column& column : columns) heading.emplace_back(column.heading);
  Table table("Difference by year", heading);
  for (const std::int64_t year : comparison.years) {
    std::vector<std::string> row{std::to_string(year)};
    for (const Column& column : columns) {
      const ComparedValue* value = finder.find(column.table, column.measure, "", "", year);
      row.push_back(value == nullptr ? "" : with_half(value, show_of(value->measure, value->units), value->base));
    }
    table.add(row);
  }
  return table.text();
}

/// "2012-03" for the month whose end lies so many months after the beginning of 2000.
std::string month_text(std::int64_t month) {
  const std::int64_t before = month - 1, year = before >= 0 ? before / 12 : (before - 11) / 12;
  const std::int64_t of_year = before - 12 * year + 1;
  return std::to_string(2000 + year) + (of_year < 10 ? "-0" : "-") + std::to_string(of_year);
}

std::string panel_table(const Finder& finder, const Comparison& comparison, const Comparisons& all) {
  if (comparison.panel_months.empty()) return "";
  const std::string threshold = number("%g", 100 * all.threshold) + " %";
  Table table("Households by their income in the base's first wave (" + month_text(comparison.panel_months.front()) +
                  "), seen in " + month_text(comparison.panel_months.back()) + ": " +
                  grouped(static_cast<std::int64_t>(comparison.panel_households)) + " households\nof the panel, " +
                  std::to_string(all.groups) +
                  " equal groups of persons, poorest first; income per head at prices of the base year;\n" +
                  "gain and lose: by more than " + threshold + " of income",
              {"group", "base income", "change", "change %", "gain %", "lose %"});
  std::int64_t last = 0;
  for (const ComparedValue& v : comparison.values) last = v.table == "panel" ? v.year : last;
  for (std::size_t g = 0; g <= all.groups; ++g) {
    const std::string group = g == all.groups ? "" : std::to_string(g + 1);
    const ComparedValue* income = finder.find("panel", "income", "group", group, last);
    if (income == nullptr) continue;
    table.add({group.empty() ? "all" : group, shown(income->base, Show::money, income->base),
               with_half(income, Show::money, income->base),
               with_half(finder.find("panel", "income_change", "group", group, last), Show::percent, 0),
               with_half(finder.find("panel", "gainers", "group", group, last), Show::percent, 0),
               with_half(finder.find("panel", "losers", "group", group, last), Show::percent, 0)});
  }
  return table.text();
}

/// Three cells: both arms and the difference.
void put_cells(std::vector<std::string>& row, const ComparedValue* value, Show show) {
  if (value == nullptr) {
    row.resize(row.size() + 3);
    return;
  }
  row.insert(row.end(), {shown(value->base, show, value->base), shown(value->reform, show, value->base),
                         with_half(value, show, value->base)});
}

/// Growth of the panel's groups, as ranks and as people.
std::string growth_table(const Finder& finder, const Comparison& comparison) {
  Table table(
      "Yearly growth of real income, %, first to last wave, each arm from its own start;\n"
      "anonymous: whoever has that rank then and now; same people: by the base's first wave",
      {"group", "anonymous: base", "reform", "difference", "same people: base", "reform", "difference"});
  for (const ComparedValue& v : comparison.values) {
    if (v.table != "growth" || v.measure != "anonymous" || v.by != "group") continue;
    std::vector<std::string> row{v.group};
    put_cells(row, &v, Show::percent);
    put_cells(row, finder.find("growth", "quasi_panel", "group", v.group, v.year), Show::percent);
    table.add(row);
  }
  return table.text();
}

/// Quantiles of all who are counted, not of the panel only.
std::string quantile_table(const Finder& finder) {
  Table table(
      "Income at quantiles in " + std::to_string(finder.last_year()) + " and its yearly growth since the first year, anonymous",
      {"quantile", "income: base", "reform", "difference", "growth %: base", "reform", "difference"});
  for (const ComparedValue* income : finder.groups("nation", "quantile_income", "quantile")) {
    std::vector<std::string> row{income->group};
    put_cells(row, income, Show::money);
    put_cells(row, finder.find("growth", "anonymous", "quantile", income->group, income->year), Show::percent);
    table.add(row);
  }
  return table.text();
}

void add_places(Table& table, const Finder& finder, const std::string& by, const std::vector<const ComparedValue*>& groups) {
  for (const ComparedValue* headcount : groups) {
    const ComparedValue* income = finder.find("place", "mean_income", by, headcount->group, finder.last_year());
    const double size = income == nullptr ? 0 : income->base;
    table.add({by + " " + headcount->group, shown(headcount->base, Show::percent, 0), shown(headcount->reform, Show::percent, 0),
               with_half(headcount, Show::percent, 0), income == nullptr ? "" : shown(size, Show::money, size),
               income == nullptr ? "" : shown(income->reform, Show::money, size), with_half(income, Show::money, size)});
  }
}

std::string places_table(const Finder& finder) {
  constexpr std::size_t few = 12, ends = 4;
  Table table("Places in " + std::to_string(finder.last_year()) + ", everybody counted",
              {"", "headcount %: base", "reform", "difference", "mean income: base", "reform", "difference"});
  add_places(table, finder, "kind", finder.groups("place", "headcount", "kind"));
  add_places(table, finder, "bloc", finder.groups("place", "headcount", "bloc"));
  std::vector<const ComparedValue*> regions = finder.groups("place", "headcount", "region");
  std::string more;
  if (regions.size() > few) {
    more = "Of " + std::to_string(regions.size()) + " regions those where the headcount falls and rises most; --csv has all.\n";
    std::ranges::stable_sort(regions, {}, &ComparedValue::difference);
    regions.erase(regions.begin() + ends, regions.end() - ends);
  }
  add_places(table, finder, "region", regions);
  return table.text() + more;
}

std::string cost_sentences(const Finder& finder, const Comparison& comparison) {
  const std::string span = std::to_string(comparison.years.front()) + "-" + std::to_string(comparison.years.back());
  const auto find = [&](const char* measure) { return finder.find("cost", measure, "years", span, finder.last_year()); };
  const ComparedValue *cost = find("support_cost"), *lifted = find("persons_lifted"), *ratio = find("cost_per_person_lifted");
  if (cost == nullptr || lifted == nullptr) return "";
  const double size = std::abs(cost->difference);
  std::string text = "\nCost of a person lifted, mean of " + span + ", prices of the base year\n";
  text += "support per head and year    " + with_half(cost, Show::money, size) + " LCU, difference to the base\n";
  text += "persons lifted out           " + with_half(lifted, Show::percent, 0) + " % of persons\n";
  const bool known = ratio != nullptr && (std::isfinite(ratio->low) || comparison.seeds.size() == 1);
  if (cost->difference == 0 && lifted->difference == 0) return text;
  if (!known) return text + "cost of a person lifted      none: the number lifted cannot be told from zero\n";
  text += "cost of a person lifted      " + shown(ratio->difference, Show::money, ratio->difference) + " LCU a year" +
          (std::isfinite(ratio->low) ? ", interval " + interval_text(*ratio, Show::money, ratio->difference) : "") + "\n";
  if (cost->difference < 0 && lifted->difference < 0)
    text += "The reform saves: read it as the saving for each person more in poverty.\n";
  return text;
}

}  // namespace

std::string comparison_tables(const Comparison& comparison, const Comparisons& all) {
  const Finder finder(comparison);
  return nation_table(finder, all.series) + years_table(finder, comparison) + panel_table(finder, comparison, all) +
         growth_table(finder, comparison) + quantile_table(finder) + places_table(finder) + cost_sentences(finder, comparison);
}

}  // namespace povtrap::app
