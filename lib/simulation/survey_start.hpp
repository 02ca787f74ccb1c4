#pragma once

#include <cstdint>
#include <tuple>
#include <vector>

namespace povtrap {

struct Model;
struct Stage;

/// How an economy that starts from a survey is tied to it.
struct SurveyStart {
  std::vector<double> target;    ///< disposable income of each household in the survey [LCU/year]
  std::vector<double> expected;  ///< the same as the opening day promises it; differs where the target cannot be met [LCU/year]
  std::int64_t unmet = 0;        ///< households whose income from property alone exceeds the survey's, at the last fit

  static auto members(auto& self) { return std::tie(self.target, self.expected, self.unmet); }
};

/// Puts the survey's poverty line into the model: a share of the median of welfare per equivalent or poverty.line; for a survey of
/// consumption, the income that allows it.   Requires: model.surveyed.   Throws: ConfigError if regions would be empty.
void take_line_from_survey(Model& model);

/// Settles the survey's households and gives them what the rest point of the saving rule needs: capital that replaces its wear,
/// deposits that do not change, claims on profits in proportion to income.
void open_from_survey(Stage& stage);

/// Fits ability and skill: each household's expected income of the coming year is the survey's (docs/model/population.md).
void fit_opening(Stage& stage);
/// The same with the prices, wages, profits and markets of the burn-in's last year; before the base year only.
void refit_to_survey(Stage& stage);

}  // namespace povtrap
