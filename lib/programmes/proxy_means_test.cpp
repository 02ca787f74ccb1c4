#include "programmes/proxy_means_test.hpp"

#include <cmath>

#include "core/kernel.hpp"
#include "core/math.hpp"

namespace povtrap {

namespace {

POVTRAP_KERNEL void add_log_income(double* POVTRAP_RESTRICT score, const float* POVTRAP_RESTRICT income,
                                   const float* POVTRAP_RESTRICT persons, std::size_t n, double error_sd, double least_income) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double per_head = static_cast<double>(income[i]) / static_cast<double>(persons[i]);
    score[i] = math::log(math::max(per_head, least_income)) + error_sd * score[i];
  }
}

}  // namespace

void score_by_proxy(const ProxyMeansTest& test, std::size_t n, const std::uint32_t* id, const float* own_income,
                    const float* persons, double* score) {
  fill_normal(test.stream, id, n, test.round, 0, score);
  add_log_income(score, own_income, persons, n, test.error_sd, test.least_income);
}

double proxy_error(double accuracy, double log_variance) {
  return std::sqrt(log_variance * (1.0 - accuracy) / accuracy);
}

}  // namespace povtrap
