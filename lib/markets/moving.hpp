#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/random.hpp"
#include "economy/economy.hpp"
#include "economy/move.hpp"

namespace povtrap {

class Fields;

/// Households that move house by themselves, for good and without help.   Source: docs/model/labour.md.
struct MovingParameters {
  bool active = false;
  double share = 0;         ///< households that think of it [1/year]
  std::string within;       ///< "bloc" or "nation"
  double horizon = 0;       ///< for which the gain counts [years]
  double cost = 0;          ///< burden of a move [poverty lines/head]
  double capital_loss = 0;  ///< of what a household cannot take along [share]

  void describe(Fields& fields);
};

/// Gain of a move over its burden. A household expects to be to the people there what it is to its neighbours.
/// Equation: horizon y (Y' / Y - 1) - cost z - capital_loss k; y own income of last year, Y and Y' income per head of the home
/// and of the other region, z the poverty line of the household, k the value of its capital.   Units: [LCU], incomes and z a
/// year. Source: Sjaastad (1962), The costs and returns of human migration.
[[nodiscard]] double gain_of_moving(const MovingParameters& parameters, double own_income, double home_mean, double other_mean,
                                    double household_line, double capital);

/// Who moves this year, and where: a part of households hear of one other region, each as likely as people live there.
/// Draws: `stream`, keyed by household and year.   Shape: in order of places.
[[nodiscard]] std::vector<Move> choose_homes(const MovingParameters& parameters, const Economy& economy, double line,
                                             Stream stream, const Workers& threads);

}  // namespace povtrap
