#include "simulation/phases/applicants.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "core/kernel.hpp"

namespace povtrap {

namespace {

constexpr float nobody = std::numeric_limits<float>::infinity();

/// Persons are counted in such parts, so that sums are exact: 2^16 of them are one.
constexpr double person_parts = 65536.0;

/// Blocks are counted in at most so many stretches at a time.
constexpr std::size_t stretch_count = 16;

POVTRAP_KERNEL void leave_out_barred(std::size_t n, const double* POVTRAP_RESTRICT score, const std::uint8_t* POVTRAP_RESTRICT barred,
                                     float* POVTRAP_RESTRICT out) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const float seen = static_cast<float>(score[i]);
    out[i] = barred[i] != 0 ? nobody : seen;
  }
}

/// The step in which a score lies; who has none lies in the one after the last.
POVTRAP_KERNEL void find_steps(std::size_t n, float lowest, float steps_per_score, float steps, const float* POVTRAP_RESTRICT score,
                               std::uint32_t* POVTRAP_RESTRICT step) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const float at = (score[i] - lowest) * steps_per_score;
    const float inside = score[i] < nobody ? at : steps;
    step[i] = static_cast<std::uint32_t>(static_cast<std::int32_t>(inside));
  }
}

POVTRAP_KERNEL void count_persons(std::size_t n, const float* POVTRAP_RESTRICT persons, std::int64_t* POVTRAP_RESTRICT parts) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i)
    parts[i] = static_cast<std::int32_t>(static_cast<double>(persons[i]) * person_parts + 0.5);
}

POVTRAP_KERNEL void set_marks(std::size_t n, const float* POVTRAP_RESTRICT score, double cutoff, std::uint8_t mark,
                              std::uint8_t* POVTRAP_RESTRICT marks) {
  const auto others = static_cast<std::uint8_t>(~mark);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint8_t on = static_cast<double>(score[i]) < cutoff ? mark : std::uint8_t{0};
    marks[i] = static_cast<std::uint8_t>((marks[i] & others) | on);
  }
}

}  // namespace

/// Blocks of one bloc or of all, stretch by stretch, each by one thread: visit(stretch, block, scores, persons).
template <class Visit>
void Applicants::for_each_stretch(std::size_t bloc, Visit visit) const {
  const Economy& e = stage_.economy;
  const std::size_t blocks = e.blocks.size();
  stage_.workers.for_each(stretch_count, [&](std::size_t stretch) {
    for (std::size_t b = stretch * blocks / stretch_count; b < (stretch + 1) * blocks / stretch_count; ++b) {
      const Block& block = e.blocks[b];
      if (looks_at(e.regions[block.region], bloc))
        visit(stretch, block, scores_.data() + block.first, e.households.persons.data() + block.first);
    }
  });
}

Applicants::Applicants(Stage& stage, const ProxyMeansTest& test, Bar bar) : stage_(stage) {
  Households& h = stage.economy.households;
  scores_.resize(h.size());
  stage.workers.for_each(stage.economy.blocks.size(), [&](std::size_t b) {
    const Block& block = stage.economy.blocks[b];
    if (stage.economy.regions[block.region].kind == RegionKind::urban) {
      std::fill_n(scores_.data() + block.first, block.size, nobody);
      return;
    }
    std::array<double, block_size> score;
    std::array<std::uint8_t, block_size> barred;
    bar(stage, block, barred.data());
    score_by_proxy(test, block.size, h.id.data() + block.first, h.own_income_last_year.data() + block.first,
                   h.persons.data() + block.first, score.data());
    leave_out_barred(block.size, score.data(), barred.data(), scores_.data() + block.first);
  });
  find_range();
}

void Applicants::find_range() {
  std::array<float, stretch_count> lowest, highest;
  lowest.fill(nobody), highest.fill(-nobody);
  for_each_stretch(everywhere, [&](std::size_t stretch, const Block& block, const float* score, const float*) {
    float low = nobody, high = -nobody;
    for (std::size_t i = 0; i < block.size; ++i) {
      low = score[i] < low ? score[i] : low;
      const float seen = score[i] < nobody ? score[i] : -nobody;
      high = seen > high ? seen : high;
    }
    lowest[stretch] = std::min(lowest[stretch], low);
    highest[stretch] = std::max(highest[stretch], high);
  });
  lowest_ = *std::min_element(lowest.begin(), lowest.end());
  const float top = *std::max_element(highest.begin(), highest.end());
  steps_per_score_ = top > lowest_ ? static_cast<float>(step_count - 1) / (top - lowest_) : 0.0F;
}

std::vector<std::pair<float, std::int64_t>> Applicants::sorted(std::size_t step, std::size_t bloc) const {
  std::array<std::vector<std::pair<float, std::int64_t>>, stretch_count> found;
  for_each_stretch(bloc, [&](std::size_t stretch, const Block& block, const float* score, const float* persons) {
    std::array<std::uint32_t, block_size> steps;
    find_steps(block.size, lowest_, steps_per_score_, static_cast<float>(step_count), score, steps.data());
    for (std::size_t i = 0; i < block.size; ++i) {
      if (steps[i] == step)
        found[stretch].emplace_back(score[i], static_cast<std::int64_t>(static_cast<double>(persons[i]) * person_parts + 0.5));
    }
  });
  std::vector<std::pair<float, std::int64_t>> here;
  for (const auto& part : found) here.insert(here.end(), part.begin(), part.end());
  std::sort(here.begin(), here.end());
  return here;
}

double Applicants::cutoff(double wanted, std::size_t bloc) const {
  std::array<Counts, stretch_count> counts;
  for_each_stretch(bloc, [&](std::size_t stretch, const Block& block, const float* score, const float* persons) {
    std::array<std::uint32_t, block_size> steps;
    std::array<std::int64_t, block_size> parts;
    find_steps(block.size, lowest_, steps_per_score_, static_cast<float>(step_count), score, steps.data());
    count_persons(block.size, persons, parts.data());
    Counts& here = counts[stretch];
    here.resize(step_count + 1, 0);
    for (std::size_t i = 0; i < block.size; ++i) here[steps[i]] += parts[i];
  });
  Counts persons(step_count + 1, 0);
  for (const Counts& part : counts) {
    for (std::size_t step = 0; step < part.size(); ++step) persons[step] += part[step];
  }
  const double wanted_parts = wanted * person_parts;
  std::int64_t below = 0;
  for (std::size_t step = 0; step < step_count; below += persons[step++]) {
    if (persons[step] == 0 || static_cast<double>(below + persons[step]) < wanted_parts) continue;
    std::int64_t counted = below;
    for (const auto& [score, people] : sorted(step, bloc)) {
      if (static_cast<double>(counted) >= wanted_parts) return static_cast<double>(score);
      counted += people;
    }
  }
  return 1e300;
}

double Applicants::below(double cutoff, std::size_t bloc) const {
  std::array<std::int64_t, stretch_count> persons = {};
  for_each_stretch(bloc, [&](std::size_t stretch, const Block& block, const float* score, const float* people) {
    std::array<std::int64_t, block_size> parts;
    count_persons(block.size, people, parts.data());
    for (std::size_t i = 0; i < block.size; ++i)
      persons[stretch] += static_cast<double>(score[i]) < cutoff ? parts[i] : 0;
  });
  std::int64_t all = 0;
  for (const std::int64_t part : persons) all += part;
  return static_cast<double>(all) / person_parts;
}

void Applicants::list(Stage& stage, Mark mark, const std::vector<double>& cutoff_by_bloc) const {
  Economy& e = stage.economy;
  stage.workers.for_each(e.blocks.size(), [&](std::size_t b) {
    const Block& block = e.blocks[b];
    set_marks(block.size, scores_.data() + block.first, cutoff_by_bloc[e.regions[block.region].bloc], static_cast<std::uint8_t>(mark),
              e.households.marks.data() + block.first);
  });
}

}  // namespace povtrap
