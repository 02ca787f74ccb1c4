#pragma once

#include <cstddef>
#include <cstdint>

#include "core/random.hpp"

namespace povtrap {

/// A survey of the poor that sees incomes with an error.
struct ProxyMeansTest {
  Stream stream;
  std::uint32_t round;  ///< of the survey: households keep their error within one
  double error_sd;      ///< of the log
  double least_income;  ///< incomes below look like this one: a score needs a logarithm [LCU/head/year]
};

/// What an official sees of households' incomes: log income per head plus an error that lasts some years.
/// Equation: score = ln(income per head) + e, e ~ N(0, v (1 - R2) / R2), v the variance of log income, so that the score
/// explains the share R2 of it.   Shape: n households.   Draws: `stream`, keyed by household and survey round.
/// Source: Brown, Ravallion and van de Walle (2018); docs/model/programmes.md.
void score_by_proxy(const ProxyMeansTest& test, std::size_t n, const std::uint32_t* id, const float* own_income,
                    const float* persons, double* score);

/// Standard deviation of the error for a given R2 and variance of log income.
[[nodiscard]] double proxy_error(double accuracy, double log_variance);

}  // namespace povtrap
