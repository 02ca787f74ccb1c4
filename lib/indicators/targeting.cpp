#include "indicators/targeting.hpp"

#include <limits>

namespace povtrap {
namespace {

double share(double part, double whole) {
  return whole > 0 ? part / whole : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

TargetingSums& TargetingSums::operator+=(const TargetingSums& other) {
  persons += other.persons;
  poor += other.poor;
  beneficiaries += other.beneficiaries;
  poor_beneficiaries += other.poor_beneficiaries;
  benefits += other.benefits;
  benefits_to_poor += other.benefits_to_poor;
  return *this;
}

void add_targeting_sums(TargetingSums& sums, const std::uint8_t* poor, const double* benefit, const double* persons,
                        std::size_t n) {
  TargetingSums block;
  for (std::size_t i = 0; i < n; ++i) {
    const double reached = benefit[i] > 0 ? persons[i] : 0.0;
    block.persons += persons[i];
    block.beneficiaries += reached;
    block.benefits += benefit[i];
    block.poor += poor[i] != 0 ? persons[i] : 0.0;
    block.poor_beneficiaries += poor[i] != 0 ? reached : 0.0;
    block.benefits_to_poor += poor[i] != 0 ? benefit[i] : 0.0;
  }
  sums += block;
}

double exclusion_error(const TargetingSums& sums) {
  return share(sums.poor - sums.poor_beneficiaries, sums.poor);
}
double inclusion_error(const TargetingSums& sums) {
  return share(sums.beneficiaries - sums.poor_beneficiaries, sums.beneficiaries);
}

double inclusion_error_of_non_poor(const TargetingSums& sums) {
  return share(sums.beneficiaries - sums.poor_beneficiaries, sums.persons - sums.poor);
}

double leakage(const TargetingSums& sums) {
  return share(sums.benefits - sums.benefits_to_poor, sums.benefits);
}
double coverage(const TargetingSums& sums) {
  return share(sums.beneficiaries, sums.persons);
}
double coverage_of_poor(const TargetingSums& sums) {
  return share(sums.poor_beneficiaries, sums.poor);
}
double targeting_differential(const TargetingSums& sums) {
  return coverage_of_poor(sums) - inclusion_error_of_non_poor(sums);
}

}  // namespace povtrap
