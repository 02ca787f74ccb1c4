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
constexpr std::size_t chunk_rows = 512;  // a chunk's four columns fill 16 KiB, half a first-level cache
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

/// Some households with their logarithms.   Requires: rows is a multiple of eight.
struct Chunk {
  const double* income;
  const double* persons;
  std::size_t rows;
  alignas(
      64) double log_income[chunk_rows];     ///< y <= 0 enters as the smallest number, which `0 ln 0 = 0` and the floor then hide
  alignas(64) double log_coded[chunk_rows];  ///< ln max(y, floor)
};

POVTRAP_KERNEL void take_logarithms(const double* POVTRAP_RESTRICT income, std::size_t n, double log_floor,
                                    double* POVTRAP_RESTRICT log_income, double* POVTRAP_RESTRICT log_coded) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double log = math::log(math::max(std::numeric_limits<double>::min(), income[i]));
    log_income[i] = log;
    log_coded[i] = math::max(log, log_floor);
  }
}

/// Sums under way, each in eight lanes.
struct LaneSums {
  Eight persons = {}, income = {}, theil = {}, logs = {}, coded = {};
  struct Line {
    Eight poor = {}, gap = {}, squared_gap = {}, watts = {};  ///< gaps in money
  } lines[max_lines];
};

POVTRAP_KERNEL void add_people(LaneSums& sums, const Chunk& chunk, double floor) {
  const Eight zero = {};
  Eight persons = sums.persons, income = sums.income, theil = sums.theil, logs = sums.logs, coded = sums.coded;
  Eight w, y, log_income, log_coded;
  for (std::size_t i = 0; i < chunk.rows; i += lanes) {
    load(w, chunk.persons + i), load(y, chunk.income + i), load(log_income, chunk.log_income + i),
        load(log_coded, chunk.log_coded + i);
    persons += w;
    income += w * y;
    theil += w * (y < zero ? zero : y) * log_income;
    logs += w * log_coded;
    coded += y < zero + floor ? w : zero;
  }
  sums.persons = persons, sums.income = income, sums.theil = theil, sums.logs = logs, sums.coded = coded;
}

POVTRAP_KERNEL void add_line(LaneSums::Line& sums, const Chunk& chunk, double poverty_line, double log_line) {
  const Eight zero = {}, z = zero + poverty_line, log_z = zero + log_line;
  LaneSums::Line s = sums;
  Eight persons, y, log_coded;
  for (std::size_t i = 0; i < chunk.rows; i += lanes) {
    load(persons, chunk.persons + i), load(y, chunk.income + i), load(log_coded, chunk.log_coded + i);
    const Eight w = y < z ? persons : zero, missing = z - (y < zero ? zero : y);
    s.poor += w;
    s.gap += w * missing;
    s.squared_gap += w * missing * missing;
    s.watts += w * (log_z - log_coded);
  }
  sums = s;
}

/// Lines and floor with their logarithms.
struct Thresholds {
  std::span<const double> lines;
  double floor;
  double log_floor = math::log(floor);
  double log_lines[max_lines] = {};

  Thresholds(std::span<const double> of, double lowest) : lines(of), floor(lowest) {
    for (std::size_t j = 0; j < lines.size(); ++j) log_lines[j] = math::log(lines[j]);
  }
};

void add_chunk(LaneSums& sums, Chunk& chunk, const Thresholds& t) {
  take_logarithms(chunk.income, chunk.rows, t.log_floor, chunk.log_income, chunk.log_coded);
  add_people(sums, chunk, t.floor);
  for (std::size_t j = 0; j < t.lines.size(); ++j) add_line(sums.lines[j], chunk, t.lines[j], t.log_lines[j]);
}

void add_lanes(PovertySums& sums, const LaneSums& s, std::span<const double> lines) {
  sums.persons += total(s.persons);
  sums.income += total(s.income);
  sums.theil_sum += total(s.theil);
  sums.log_sum += total(s.logs);
  sums.bottom_coded += total(s.coded);
  for (std::size_t j = 0; j < lines.size(); ++j) {
    sums.poor[j] += total(s.lines[j].poor);
    sums.gap[j] += total(s.lines[j].gap) / lines[j];
    sums.squared_gap[j] += total(s.lines[j].squared_gap) / (lines[j] * lines[j]);
    sums.watts[j] += total(s.lines[j].watts);
  }
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
  const std::size_t whole = n - n % lanes;
  const Thresholds thresholds(lines, floor);
  LaneSums lane_sums;
  Chunk chunk;
  for (std::size_t first = 0; first < whole; first += chunk_rows) {
    chunk.income = income_per_head + first, chunk.persons = persons + first;
    chunk.rows = std::min(chunk_rows, whole - first);
    add_chunk(lane_sums, chunk, thresholds);
  }
  if (whole < n) {
    double last_income[lanes] = {}, last_persons[lanes] = {};  // filled up with households of no people
    std::copy(income_per_head + whole, income_per_head + n, last_income);
    std::copy(persons + whole, persons + n, last_persons);
    chunk.income = last_income, chunk.persons = last_persons, chunk.rows = lanes;
    add_chunk(lane_sums, chunk, thresholds);
  }
  add_lanes(sums, lane_sums, lines);
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
