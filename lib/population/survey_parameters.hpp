#pragma once

#include <string>
#include <vector>

namespace povtrap {

class Fields;

/// Which column of the file holds what; an empty name means that there is none.
struct SurveyColumns {
  std::string id, weight, size, equivalents, region, urban, workers, age, sex, minority;

  void describe(Fields& fields);
};

/// What a household has to live on, and how the file counts it.
struct SurveyIncome {
  std::string column;
  std::string measures;  ///< "income" or "consumption"
  std::string of;        ///< "household", "person" or "equivalent"
  std::string period;    ///< "year", "month", "week" or "day"
  bool exp = false;      ///< the file has the logarithm
  double multiply = 1, divide_by = 1;

  void describe(Fields& fields);
};

/// A household survey from which the population starts.   Source: docs/model/population.md, docs/howto/survey.md.
struct SurveyParameters {
  std::string file;    ///< absolute once a configuration has been read; empty: a synthetic population
  std::string hash;    ///< of its bytes, if it must be this very file
  std::string origin;  ///< where the file comes from, told when it is missing
  std::string delimiter, encoding, bad_rows, zero_incomes, equivalence, kind;
  std::vector<std::string> missing;
  SurveyColumns columns;
  SurveyIncome income;
  std::vector<std::string> urban, female, minority;  ///< values of those columns that mean yes
  double line_share = 0;                             ///< of the surveyed median; 0: poverty.line
  double trade_cost = 0;                             ///< tau of rural regions [share]
  double job_premium = 0;                            ///< what a job adds to the same work at home [share]
  bool refit = false;                                ///< incomes are fitted again in the burn-in

  void describe(Fields& fields);
  [[nodiscard]] std::vector<std::string> contradictions() const;
  [[nodiscard]] bool wanted() const { return !file.empty(); }
};

}  // namespace povtrap
