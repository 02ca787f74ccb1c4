#include "population/settler.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "core/money.hpp"

namespace povtrap {

namespace {

constexpr double female_heads = 0.12, minorities = 0.09;  ///< shares of households
constexpr double youngest_head = 25, oldest_head = 65;    ///< [years]

/// Turns standard normal numbers into lognormal ones of mean 1.
POVTRAP_KERNEL void spread(std::size_t n, double sd, double* POVTRAP_RESTRICT z) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) z[i] = math::exp(sd * z[i] - 0.5 * sd * sd);
}

/// Lognormal numbers of median `median`.
POVTRAP_KERNEL void scale(std::size_t n, double median, double sd, double* POVTRAP_RESTRICT z) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) z[i] = median * math::exp(sd * z[i]);
}

/// One person more for households whose luck lies beyond the smaller ones.
POVTRAP_KERNEL void add_person(std::size_t n, double below, const std::uint32_t* POVTRAP_RESTRICT luck,
                               double* POVTRAP_RESTRICT persons) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double more = uniform(luck[i]) < below ? 0.0 : 1.0;
    persons[i] += more;
  }
}

/// One worker more where there is such a member and it works.
POVTRAP_KERNEL void add_worker(std::size_t n, double member, double share, const double* POVTRAP_RESTRICT persons,
                               const double* POVTRAP_RESTRICT luck, double* POVTRAP_RESTRICT workers) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double works = luck[i] < share ? 1.0 : 0.0;
    workers[i] += member < persons[i] ? works : 0.0;
  }
}

/// 1 for the lucky, else 0.
POVTRAP_KERNEL void pick(std::size_t n, double share, const std::uint32_t* POVTRAP_RESTRICT luck, double* POVTRAP_RESTRICT picked) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) picked[i] = uniform(luck[i]) < share ? 1.0 : 0.0;
}

POVTRAP_KERNEL void write_trades(std::size_t n, const double* POVTRAP_RESTRICT services, std::uint8_t* POVTRAP_RESTRICT trade) {
  static_assert(static_cast<int>(Trade::farming) == 0 && static_cast<int>(Trade::services) == 1);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) trade[i] = static_cast<std::uint8_t>(static_cast<std::int32_t>(services[i]));
}

POVTRAP_KERNEL void draw_ages(std::size_t n, const std::uint32_t* POVTRAP_RESTRICT luck, std::uint8_t* POVTRAP_RESTRICT age) {
  constexpr auto youngest = static_cast<std::int32_t>(youngest_head);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i)
    age[i] = static_cast<std::uint8_t>(youngest + static_cast<std::int32_t>((oldest_head - youngest_head) * uniform(luck[i])));
}

POVTRAP_KERNEL void write_marks(std::size_t n, const double* POVTRAP_RESTRICT female, const double* POVTRAP_RESTRICT minority,
                                std::uint8_t* POVTRAP_RESTRICT marks) {
  constexpr auto female_head = static_cast<double>(Mark::female_head), of_minority = static_cast<double>(Mark::minority);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i)
    marks[i] = static_cast<std::uint8_t>(static_cast<std::int32_t>(female[i] * female_head + minority[i] * of_minority));
}

POVTRAP_KERNEL void write_people(std::size_t n, const double* POVTRAP_RESTRICT people, const double* POVTRAP_RESTRICT working,
                                 float* POVTRAP_RESTRICT persons, std::uint8_t* POVTRAP_RESTRICT workers) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    persons[i] = static_cast<float>(people[i]);
    workers[i] = static_cast<std::uint8_t>(static_cast<std::int32_t>(working[i]));
  }
}

POVTRAP_KERNEL void write_traits(std::size_t n, const double* POVTRAP_RESTRICT able, const double* POVTRAP_RESTRICT skilled,
                                 float* POVTRAP_RESTRICT ability, double* POVTRAP_RESTRICT skill) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    ability[i] = static_cast<float>(able[i]);
    skill[i] = skilled[i];
  }
}

/// What is owned in proportion to needs.
struct Endowment {
  double line, owners, even, uneven;  ///< claims of owners; shares of money that do not and do follow the claim on profits
};

POVTRAP_KERNEL void write_wealth(std::size_t n, Endowment e, const double* POVTRAP_RESTRICT persons,
                                 const double* POVTRAP_RESTRICT claim, const double* POVTRAP_RESTRICT owned,
                                 const double* POVTRAP_RESTRICT money, float* POVTRAP_RESTRICT ownership,
                                 double* POVTRAP_RESTRICT capital, double* POVTRAP_RESTRICT deposits) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    ownership[i] = static_cast<float>(claim[i] * persons[i] * e.owners);
    capital[i] = owned[i] * e.line * persons[i];
    deposits[i] = round_to_grid(money[i] * e.line * persons[i] * (e.even + e.uneven * claim[i]));
  }
}

}  // namespace

/// What is drawn once for each household of a block.
struct Settler::Luck {
  std::array<std::uint32_t, block_size> id, people[4], marks[4];
  std::array<double, block_size> ability, skill, claim, capital, persons, workers, minority, row;
};

Settler::Settler(const PopulationParameters& p, double line, std::uint64_t seed, std::size_t households)
    : p_(p),
      line_(line),
      count_(households),
      people_(make_stream(seed, "population.people")),
      means_(make_stream(seed, "population.means")) {
  const double total = std::accumulate(p.sizes.begin(), p.sizes.end(), 0.0);
  double below = 0;
  for (const double size : p.sizes) below_.push_back(below += size / total);
}

void Settler::settle(Households& h, const Block& block, const Region& region) const {
  const std::size_t n = block.size;
  const bool urban = region.kind == RegionKind::urban;
  Luck luck;
  draw(luck, block);
  std::copy_n(luck.id.data(), n, h.id.data() + block.first);
  write_people(n, luck.persons.data(), luck.workers.data(), h.persons.data() + block.first, h.workers.data() + block.first);
  draw_ages(n, luck.people[1].data(), h.age.data() + block.first);
  pick(n, urban ? p_.services_urban : p_.services_rural, luck.people[2].data(), luck.row.data());
  write_trades(n, luck.row.data(), h.trade.data() + block.first);
  pick(n, female_heads, luck.marks[0].data(), luck.row.data());
  pick(n, minorities, luck.marks[1].data(), luck.minority.data());
  write_marks(n, luck.row.data(), luck.minority.data(), h.marks.data() + block.first);
  write_traits(n, luck.ability.data(), luck.skill.data(), h.ability.data() + block.first, h.skill.data() + block.first);
  std::fill_n(h.employer.data() + block.first, n, -1);
  std::fill_n(h.nutrition.data() + block.first, n, p_.nutrition);
  std::fill_n(h.luck.data() + block.first, n, 1.0F);
  endow(h, block, urban, luck);
}

void Settler::draw(Luck& luck, const Block& block) const {
  const std::size_t n = block.size;
  std::iota(luck.id.begin(), luck.id.end(), static_cast<std::uint32_t>(block.first));
  const std::uint32_t* const id = luck.id.data();
  fill_words(people_, id, n, 0, 0, luck.people[0].data(), luck.people[1].data(), luck.people[2].data(), luck.people[3].data());
  fill_words(people_, id, n, 0, 2, luck.marks[0].data(), luck.marks[1].data(), luck.marks[2].data(), luck.marks[3].data());
  // What has no spread is the same for all, whatever their luck.
  const auto draw_lognormal = [&](std::uint32_t number, double sd, double* out) {
    if (sd == 0) return static_cast<void>(std::fill_n(out, n, 1.0));
    fill_normal(means_, id, n, 0, number, out);
    spread(n, sd, out);
  };
  draw_lognormal(0, p_.ability, luck.ability.data());
  draw_lognormal(1, p_.skill, luck.skill.data());
  draw_lognormal(2, p_.ownership, luck.claim.data());
  if (p_.capital_shape != "grid" && p_.capital_spread != 0) {
    fill_normal(means_, id, n, 0, 3, luck.capital.data());
    scale(n, p_.capital, p_.capital_spread, luck.capital.data());
  } else {
    for (std::size_t k = 0; k < n; ++k) luck.capital[k] = p_.capital_shape == "grid" ? spaced_capital(luck.id[k]) : p_.capital;
  }
  draw_workers(luck, n);
}

/// Household sizes, and who of the members works.
void Settler::draw_workers(Luck& luck, std::size_t n) const {
  luck.persons.fill(1), luck.workers.fill(1);
  for (std::size_t s = 0; s + 1 < below_.size(); ++s) add_person(n, below_[s], luck.people[0].data(), luck.persons.data());
  for (std::uint32_t member = 1; member < below_.size(); ++member) {
    fill_uniform(people_, luck.id.data(), n, 1, member, luck.row.data());
    add_worker(n, member, p_.worker_share, luck.persons.data(), luck.row.data(), luck.workers.data());
  }
}

/// Money follows wealth less than profits do; the mean over households stays one.
void Settler::endow(Households& h, const Block& block, bool urban, Luck& luck) const {
  const bool grid = p_.deposits_shape == "grid";
  for (std::size_t k = 0; k < block.size; ++k)
    luck.row[k] = grid ? spaced_deposits(block.first + k) : p_.deposits * (urban ? p_.urban_deposits : 1.0);
  const bool even = grid || p_.ownership == 0;
  const Endowment endowment{line_, urban ? p_.urban_ownership : 1.0, even ? 1.0 : 0.5, even ? 0.0 : 0.5};
  write_wealth(block.size, endowment, luck.persons.data(), luck.claim.data(), luck.capital.data(), luck.row.data(),
               h.ownership.data() + block.first, h.capital.data() + block.first, h.deposits.data() + block.first);
}

double Settler::spaced_capital(std::size_t i) const {
  const double place = count_ > 1 ? static_cast<double>(i) / static_cast<double>(count_ - 1) : 0.0;
  return p_.capital_low * math::exp(place * math::log(p_.capital_high / p_.capital_low));
}

/// The middle of the i-th of as many equal parts as there are households.
double Settler::spaced_deposits(std::size_t i) const {
  const double place = (static_cast<double>(i) + 0.5) / static_cast<double>(count_);
  return p_.deposits_low + place * (p_.deposits_high - p_.deposits_low);
}

}  // namespace povtrap
