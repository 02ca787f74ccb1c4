#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace povtrap {

struct Economy;
struct PopulationParameters;
struct SurveyParameters;

/// One surveyed household.
struct SurveyRow {
  std::string id;            ///< empty if the file has none
  double welfare = 0;        ///< yearly income or consumption of the household [LCU/year]
  double weight = 1;         ///< households that it stands for
  double persons = 1;        ///< members [persons]
  double equivalents = 1;    ///< adult equivalents, by which welfare is compared [persons]
  double workers = -1;       ///< members who can work; negative if not known [persons]
  double age = -1;           ///< of the head; negative if not known [years]
  std::uint32_t region = 0;  ///< index into Survey::regions
  bool urban = false, female = false, minority = false;
};

/// A household survey in memory: what a file held after its rows were checked.
struct Survey {
  std::string file, hash;            ///< where it was read and the hash of its bytes
  std::vector<std::string> regions;  ///< names, sorted
  std::vector<SurveyRow> rows;       ///< in the order of order_rows()
  std::int64_t read = 0;             ///< rows that the file has
  std::int64_t dropped = 0;          ///< left out by the stated rule
  std::string dropped_rows;          ///< the first of them, a line each with its reason

  /// Sorts regions by name and rows by region, kind, welfare per equivalent, id and all else, so that nothing depends on the
  /// order of the file.
  void order_rows();
};

/// How often each row is taken into a population of so many households: systematic sampling along the order of the rows, so that
/// regions and incomes keep their shares to within one household.   Equation: R(N C_i / C) - R(N C_{i-1} / C), C cumulated
/// weights.
[[nodiscard]] std::vector<std::int64_t> copies_of(const Survey& survey, std::int64_t households);

/// Regions of the survey that would have nobody, in words; empty if there are none.
[[nodiscard]] std::string empty_surveyed_regions(const Survey& survey, std::int64_t households);

/// Lays out the survey's regions and settles its households in them: persons, workers, age and marks. What they own and can do is
/// left to the simulation, which knows prices. Ensures: households sorted by region, each copy of a row beside the others.
/// Returns the row of each household.   Draws: stream "population.people", keyed by household, for what the file does not say.
std::vector<std::uint32_t> settle_survey(Economy& economy, const Survey& survey, const SurveyParameters& parameters,
                                         const PopulationParameters& population, std::uint64_t seed);

}  // namespace povtrap
