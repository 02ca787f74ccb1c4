#include "indicators/poverty.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <povtrap/error.hpp>
#include <string>

#include "core/field_text.hpp"
#include "core/kernel.hpp"
#include "core/math.hpp"

namespace povtrap {
namespace {

constexpr std::size_t lanes = 8;
constexpr std::size_t chunk_rows = 256;  // a chunk's four columns fill 8 KiB, a quarter of a first-level cache
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Eight running sums, and the numbers of eight households. Strict floating point forbids the compiler to reorder one sum, but
/// eight independent ones are a vector of any width.
typedef double Eight __attribute__((vector_size(lanes * sizeof(double))));

POVTRAP_ALWAYS_INLINE void load(Eight& numbers, const double* from) {
  std::memcpy(&numbers, from, sizeof numbers);
}
POVTRAP_ALWAYS_INLINE double total(const Eight& s) {
  return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
}

/// Some households with their logarithms, filled up with households of no people to a multiple of eight.
struct Chunk {
  alignas(64) double income[chunk_rows];
  alignas(64) double persons[chunk_rows];
  alignas(
      64) double log_income[chunk_rows];     ///< y <= 0 enters as the smallest number, which `0 ln 0 = 0` and the floor then hide
  alignas(64) double log_coded[chunk_rows];  ///< ln max(y, floor)
  std::size_t rows = 0;

  void load(const double* source_income, const double* source_persons, std::size_t count) {
    rows = (count + lanes - 1) / lanes * lanes;
    std::copy_n(source_income, count, income);
    std::copy_n(source_persons, count, persons);
    std::fill(income + count, income + rows, 0.0);
    std::fill(persons + count, persons + rows, 0.0);
  }
};

POVTRAP_KERNEL void take_logarithms(Chunk& chunk, double log_floor) {
  for (std::size_t i = 0; i < chunk.rows; ++i) {
    chunk.log_income[i] = math::log(std::max(chunk.income[i], std::numeric_limits<double>::min()));
    chunk.log_coded[i] = std::max(chunk.log_income[i], log_floor);
  }
}

POVTRAP_KERNEL void add_people(PovertySums& sums, const Chunk& chunk, double floor) {
  const Eight zero = {};
  Eight persons = {}, income = {}, theil = {}, logs = {}, coded = {}, w, y, log_income, log_coded;
  for (std::size_t i = 0; i < chunk.rows; i += lanes) {
    load(w, chunk.persons + i), load(y, chunk.income + i), load(log_income, chunk.log_income + i),
        load(log_coded, chunk.log_coded + i);
    persons += w;
    income += w * y;
    theil += w * (y < zero ? zero : y) * log_income;
    logs += w * log_coded;
    coded += y < zero + floor ? w : zero;
  }
  sums.persons += total(persons);
  sums.income += total(income);
  sums.theil_sum += total(theil);
  sums.log_sum += total(logs);
  sums.bottom_coded += total(coded);
}

POVTRAP_KERNEL void add_line(PovertySums& sums, std::size_t line, const Chunk& chunk, double poverty_line) {
  const Eight zero = {}, z = zero + poverty_line, log_z = zero + math::log(poverty_line);
  Eight poor = {}, gap = {}, squared_gap = {}, watts = {}, persons, y, log_coded;
  for (std::size_t i = 0; i < chunk.rows; i += lanes) {
    load(persons, chunk.persons + i), load(y, chunk.income + i), load(log_coded, chunk.log_coded + i);
    const Eight w = y < z ? persons : zero, g = (z - (y < zero ? zero : y)) / z;
    poor += w;
    gap += w * g;
    squared_gap += w * g * g;
    watts += w * (log_z - log_coded);
  }
  sums.poor[line] += total(poor);
  sums.gap[line] += total(gap);
  sums.squared_gap[line] += total(squared_gap);
  sums.watts[line] += total(watts);
}

void check_lines(std::span<const double> lines, double floor) {
  if (lines.empty() || lines.size() > max_lines)
    throw ConfigError("there are " + std::to_string(lines.size()) + " poverty lines (one pass measures 1 to " +
                      std::to_string(max_lines) + "); change the list of lines");
  for (const double z : lines) {
    if (!(z > 0)) throw ConfigError("a poverty line is " + number_text(z) + " (gaps are shares of it); give one above zero");
    if (!(floor > 0 && floor <= z))
      throw ConfigError("the income floor is " + number_text(floor) + " (logarithms need one above zero and up to the line " +
                        number_text(z) + "); change the floor's share of the first line");
  }
}

}  // namespace

PovertySums& PovertySums::operator+=(const PovertySums& other) {
  persons += other.persons;
  income += other.income;
  theil_sum += other.theil_sum;
  log_sum += other.log_sum;
  bottom_coded += other.bottom_coded;
  for (std::size_t j = 0; j < max_lines; ++j) {
    poor[j] += other.poor[j];
    gap[j] += other.gap[j];
    squared_gap[j] += other.squared_gap[j];
    watts[j] += other.watts[j];
  }
  return *this;
}

void add_poverty_sums(PovertySums& sums, const double* income_per_head, const double* persons, std::size_t n,
                      std::span<const double> lines, double floor_share) {
  const double floor = lines.empty() ? 0.0 : floor_share * lines[0];
  check_lines(lines, floor);
  const double log_floor = math::log(floor);
  Chunk chunk;
  for (std::size_t first = 0; first < n; first += chunk_rows) {
    chunk.load(income_per_head + first, persons + first, std::min(chunk_rows, n - first));
    take_logarithms(chunk, log_floor);
    add_people(sums, chunk, floor);
    for (std::size_t j = 0; j < lines.size(); ++j) add_line(sums, j, chunk, lines[j]);
  }
}

double per_person(const PovertySums& sums, double total) {
  if (!(sums.persons > 0))
    throw DataError("a group has " + number_text(sums.persons) + " people (it has no poverty measures); leave the group out");
  return total / sums.persons;
}

double theil_t(const PovertySums& sums) {
  return mean(sums) > 0 ? sums.theil_sum / sums.income - math::log(mean(sums)) : nan;
}

double theil_l(const PovertySums& sums) {
  return mean(sums) > 0 ? math::log(mean(sums)) - per_person(sums, sums.log_sum) : nan;
}

double gap_growth_elasticity(const PovertySums& sums, std::size_t line) {
  return sums.gap.at(line) > 0 ? (sums.gap[line] - sums.poor[line]) / sums.gap[line] : nan;
}

}  // namespace povtrap
