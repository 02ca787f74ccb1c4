#include "indicators/poverty.hpp"

#include <algorithm>
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

/// Eight running sums. Strict floating point forbids the compiler to reorder one sum, but eight independent ones vectorise at any
/// width.
struct Lanes {
  double at[lanes] = {};

  [[nodiscard]] double total() const { return ((at[0] + at[4]) + (at[2] + at[6])) + ((at[1] + at[5]) + (at[3] + at[7])); }
};

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
  Lanes persons, income, theil, logs, coded;
  for (std::size_t i = 0; i < chunk.rows; i += lanes)
    for (std::size_t l = 0; l < lanes; ++l) {
      const double w = chunk.persons[i + l], y = chunk.income[i + l];
      persons.at[l] += w;
      income.at[l] += w * y;
      theil.at[l] += w * std::max(y, 0.0) * chunk.log_income[i + l];
      logs.at[l] += w * chunk.log_coded[i + l];
      coded.at[l] += y < floor ? w : 0.0;
    }
  sums.persons += persons.total();
  sums.income += income.total();
  sums.theil_sum += theil.total();
  sums.log_sum += logs.total();
  sums.bottom_coded += coded.total();
}

POVTRAP_KERNEL void add_line(PovertySums& sums, std::size_t line, const Chunk& chunk, double z) {
  const double log_z = math::log(z);
  Lanes poor, gap, squared_gap, watts;
  for (std::size_t i = 0; i < chunk.rows; i += lanes)
    for (std::size_t l = 0; l < lanes; ++l) {
      const double y = chunk.income[i + l], people = chunk.persons[i + l];
      const double w = y < z ? people : 0.0;
      const double g = (z - std::max(y, 0.0)) / z;
      poor.at[l] += w;
      gap.at[l] += w * g;
      squared_gap.at[l] += w * g * g;
      watts.at[l] += w * (log_z - chunk.log_coded[i + l]);
    }
  sums.poor[line] += poor.total();
  sums.gap[line] += gap.total();
  sums.squared_gap[line] += squared_gap.total();
  sums.watts[line] += watts.total();
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
