#include "indicators/targeting.hpp"

#include <limits>

#include "core/kernel.hpp"
#include "core/sums.hpp"

namespace povtrap {
namespace {

double share(double part, double whole) {
  return whole > 0 ? part / whole : std::numeric_limits<double>::quiet_NaN();
}

/// Each sum in eight lanes.   Requires: n is a multiple of eight.
POVTRAP_KERNEL void add_whole_vectors(TargetingSums& sums, const std::uint8_t* poor, const double* benefit, const double* persons,
                                      std::size_t n) {
  const detail::LaneVector zero = {};
  detail::LaneVector all = {}, reached = {}, paid = {}, poor_all = {}, poor_reached = {}, poor_paid = {}, w, b;
  detail::LaneFlags is_poor;
  for (std::size_t i = 0; i < n; i += detail::lanes) {
    detail::load_lanes(w, persons + i, detail::lanes), detail::load_lanes(b, benefit + i, detail::lanes);
    detail::load_flags(is_poor, poor + i);
    const detail::LaneVector served = b > zero ? w : zero;
    all += w, reached += served, paid += b;
    poor_all += is_poor ? w : zero, poor_reached += is_poor ? served : zero, poor_paid += is_poor ? b : zero;
  }
  sums.persons = detail::across_lanes(all), sums.beneficiaries = detail::across_lanes(reached);
  sums.benefits = detail::across_lanes(paid), sums.poor = detail::across_lanes(poor_all);
  sums.poor_beneficiaries = detail::across_lanes(poor_reached), sums.benefits_to_poor = detail::across_lanes(poor_paid);
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
  const std::size_t whole = n - n % detail::lanes;
  TargetingSums block;
  add_whole_vectors(block, poor, benefit, persons, whole);
  for (std::size_t i = whole; i < n; ++i) {
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
