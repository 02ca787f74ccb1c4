#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "core/kernel.hpp"
#include "core/places.hpp"
#include "programmes/proxy_means_test.hpp"
#include "simulation/phases/applicants.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// Years since the base year began, from which programme paths count.
std::int64_t programme_year(const Calendar& calendar) {
  return calendar.year() - calendar.base_year;
}

std::uint32_t survey_round(const Calendar& calendar, std::int64_t renewal) {
  return static_cast<std::uint32_t>(calendar.year_index() / renewal);
}

/// The survey of this year. Its floor for logarithms is a share of the poverty line, so that the unit of money does not matter.
ProxyMeansTest survey(const Model& model, const Calendar& calendar, double error_sd, std::string_view stream = "score") {
  return {.stream = make_stream(static_cast<std::uint64_t>(model.run.seed), stream),
          .round = survey_round(calendar, model.programmes.top_up.renewal),
          .error_sd = error_sd,
          .least_income = default_floor_share * model.poverty.line};
}

/// Do NGOs find those whom they grant by a test of their own, each in its bloc?
bool ngos_look_themselves(const ProgrammeParameters& p) {
  return p.ngos.signal > 0 && p.grants.provider == "ngos" && p.grants.targeting != "universal";
}

/// The test by which grants are given.
ProxyMeansTest grant_survey(const Model& model, const Calendar& calendar, double error_sd) {
  return survey(model, calendar, error_sd, ngos_look_themselves(model.programmes) ? "ngo_score" : "score");
}

/// Whose own income of last year, per head, reaches the line, among those who left the list: 1, else 0.
POVTRAP_KERNEL void see_who_earns(std::size_t n, double line, const std::uint8_t* POVTRAP_RESTRICT marks,
                                  const float* POVTRAP_RESTRICT income, const float* POVTRAP_RESTRICT persons,
                                  std::uint8_t* POVTRAP_RESTRICT alone) {
  constexpr auto exited = static_cast<std::uint8_t>(Mark::exited);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint8_t earns = static_cast<double>(income[i]) >= line * static_cast<double>(persons[i]) ? 1 : 0;
    alone[i] = static_cast<std::uint8_t>((marks[i] & exited) != 0 ? earns : 0);
  }
}

/// Who left the list by own work stays off it until the own income falls below the line again: monitoring.
void stands_alone(const Stage& stage, const Block& block, std::uint8_t* alone) {
  const Households& h = stage.economy.households;
  see_who_earns(block.size, stage.model.poverty.line * stage.memory.price_index, h.marks.data() + block.first,
                h.own_income_last_year.data() + block.first, h.persons.data() + block.first, alone);
}

/// A grant of assets is given once in a lifetime.
void was_granted(const Stage& stage, const Block& block, std::uint8_t* granted) {
  const std::uint8_t* marks = stage.economy.households.marks.data() + block.first;
  for (std::size_t i = 0; i < block.size; ++i) granted[i] = (marks[i] & static_cast<std::uint8_t>(Mark::granted)) != 0 ? 1 : 0;
}

/// Who does not stand alone any more may be listed again.
void end_monitoring(Stage& stage) {
  Economy& e = stage.economy;
  stage.workers.for_each(e.blocks.size(), [&](std::size_t b) {
    const Block& block = e.blocks[b];
    std::array<std::uint8_t, block_size> alone;
    stands_alone(stage, block, alone.data());
    std::uint8_t* marks = e.households.marks.data() + block.first;
    constexpr auto exited = static_cast<std::uint8_t>(Mark::exited);
    for (std::size_t i = 0; i < block.size; ++i)
      marks[i] = static_cast<std::uint8_t>((marks[i] & ~exited) | (alone[i] != 0 ? exited : 0));
  });
}

double rural_persons(const Economy& economy) {
  double persons = 0;
  for (const Region& region : economy.regions) persons += region.kind == RegionKind::rural ? region.persons : 0.0;
  return persons;
}

/// Probability that gives grants to the wanted share of persons in a period, as far as the money of the givers reaches.
double grant_lottery(const Stage& stage, double rural) {
  const GrantParameters& p = stage.model.programmes.grants;
  if (p.targeting == "universal") return 1.0;
  const double wanted = p.reach * rural * stage.dt();
  const double affordable = p.provider == "ngos" ? stage.memory.grant_funds / (p.amount * stage.model.poverty.line) : wanted;
  const double eligible = p.candidates * rural;
  return eligible > 0 ? std::min(1.0, std::min(wanted, affordable) / eligible) : 0.0;
}

/// Those on the list get support: the lowest scores of the nation's villages.
void list_for_top_up(Stage& stage, double wanted) {
  const Calendar& calendar = stage.economy.calendar;
  NationalDecisions& nation = stage.nation;
  nation.score_noise_top_up = proxy_error(stage.model.programmes.top_up.accuracy, stage.memory.log_variance);
  const Applicants villagers(stage, survey(stage.model, calendar, nation.score_noise_top_up), stands_alone);
  nation.top_up_cutoff = villagers.cutoff(wanted);
  villagers.list(stage, Mark::supported, std::vector<double>(stage.economy.bloc_names.size(), nation.top_up_cutoff));
  end_monitoring(stage);
}

/// Whom NGOs may reach in this year, and who takes part in the lottery of grants: the lowest scores of the nation, or by the
/// NGOs' own test of each bloc.
void list_for_grants(Stage& stage) {
  const GrantParameters& grants = stage.model.programmes.grants;
  const bool own = ngos_look_themselves(stage.model.programmes);
  NationalDecisions& nation = stage.nation;
  nation.score_noise_grants = proxy_error(own ? stage.model.programmes.ngos.signal : grants.accuracy, stage.memory.log_variance);
  const Applicants villagers(stage, grant_survey(stage.model, stage.economy.calendar, nation.score_noise_grants), was_granted);
  if (!own) nation.grant_cutoff = villagers.cutoff(grants.candidates * rural_persons(stage.economy));
  std::vector<double> cutoffs(stage.economy.bloc_names.size(), nation.grant_cutoff);
  for (Ngo& ngo : stage.economy.ngos) {
    if (!own && stage.model.programmes.ngos.capacity <= 0) break;
    ngo.cutoff = own ? villagers.cutoff(grants.candidates * ngo.rural_persons, ngo.bloc) : nation.grant_cutoff;
    ngo.candidates = villagers.below(ngo.cutoff, ngo.bloc);
    cutoffs[ngo.bloc] = ngo.cutoff;
  }
  villagers.list(stage, Mark::grant_candidate, cutoffs);
}

/// The lottery of grants in each bloc, as far as the staff of its NGO reaches.
void staff_lottery(Stage& stage) {
  const double capacity = stage.model.programmes.ngos.capacity;
  for (Ngo& ngo : stage.economy.ngos) {
    ngo.grant_probability = stage.nation.grant_probability;
    if (capacity > 0 && ngo.candidates > 0)
      ngo.grant_probability = std::min(ngo.grant_probability, capacity * ngo.rural_persons * stage.dt() / ngo.candidates);
  }
}

}  // namespace

void rank_applicants(Stage& stage) {
  move_households(stage);
  const Calendar& calendar = stage.economy.calendar;
  const TopUpParameters& top_up = stage.model.programmes.top_up;
  const GrantParameters& grants = stage.model.programmes.grants;
  NationalDecisions& nation = stage.nation;
  const bool has_history = calendar.year_index() >= 1;
  const double rural = rural_persons(stage.economy);
  const double now = static_cast<double>(calendar.period - calendar.burn_in_periods) * calendar.length();
  nation.top_up_now = top_up.active && has_history;
  nation.grants_now =
      grants.active && now >= grants.start - 1e-9 && now < grants.end - 1e-9 && (has_history || grants.targeting == "universal");
  nation.top_up_standard = top_up.standard_of(programme_year(calendar)) * stage.memory.price_index;
  nation.grant_probability = grant_lottery(stage, rural);
  staff_lottery(stage);
  if (!calendar.opens_year() || !has_history) return;
  if (nation.top_up_now) list_for_top_up(stage, top_up.coverage_of(programme_year(calendar)) * rural);
  if (nation.grants_now && grants.targeting != "universal") {
    list_for_grants(stage);
    staff_lottery(stage);
  }
}

namespace {

/// Everybody who was chosen for the lottery and has not won yet; or everybody.
POVTRAP_KERNEL void find_eligible(std::size_t n, bool universal, const std::uint8_t* POVTRAP_RESTRICT marks,
                                  std::int32_t* POVTRAP_RESTRICT eligible) {
  constexpr std::int32_t candidate = static_cast<std::uint8_t>(Mark::grant_candidate),
                         granted = static_cast<std::uint8_t>(Mark::granted);
  const std::int32_t looked_at = universal ? 0 : candidate | granted, wanted = universal ? 0 : candidate;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) eligible[i] = (std::int32_t{marks[i]} & looked_at) == wanted ? 1 : 0;
}

/// Households of the block that get a grant in this period, by their place in it: a lottery among the eligible.
std::size_t draw_winners(HouseholdPass& pass, bool universal, std::uint32_t* winners) {
  std::array<std::int32_t, block_size> eligible;
  find_eligible(pass.n, universal, pass.of(pass.households.marks), eligible.data());
  const std::size_t candidates = find_places(eligible.data(), pass.n, winners);
  if (universal) return candidates;
  const GrantParameters& p = pass.model.programmes.grants;
  const bool by_ngos = p.provider == "ngos" && !pass.economy.ngos.empty();
  const double chance = by_ngos ? pass.economy.ngos[pass.region.bloc].grant_probability : pass.nation.grant_probability;
  std::array<std::uint32_t, block_size> ids;
  for (std::size_t k = 0; k < candidates; ++k) ids[k] = pass.of(pass.households.id)[winners[k]];
  std::array<double, block_size> draw;
  const Stream lottery = make_stream(static_cast<std::uint64_t>(pass.model.run.seed), "lottery");
  fill_uniform(lottery, ids.data(), candidates, static_cast<std::uint32_t>(pass.economy.calendar.period), 0, draw.data());
  std::size_t won = 0;
  for (std::size_t k = 0; k < candidates; ++k) {
    winners[won] = winners[k];
    won += draw[k] < chance ? 1 : 0;
  }
  return won;
}

/// Promises grants to a lottery among the eligible; what is delivered depends on the givers' budgets.
void promise_grants(HouseholdPass& pass) {
  Households& h = pass.households;
  const GrantParameters& p = pass.model.programmes.grants;
  const bool universal = p.targeting == "universal";
  const bool here = pass.nation.grants_now && (universal ? covers(p.blocs, pass.economy.bloc_names[pass.region.bloc])
                                                         : pass.region.kind == RegionKind::rural);
  if (!here) return;
  std::array<std::uint32_t, block_size> winners;
  const std::size_t count = draw_winners(pass, universal, winners.data());
  const double line = pass.model.poverty.line * pass.nation.price_index;
  const float *persons = pass.of(h.persons), *income = pass.of(h.own_income_last_year);
  std::uint8_t *promised = pass.of(h.grant), *marks = pass.of(h.marks);
  std::fill_n(promised, pass.n, std::uint8_t{0});
  Steps wanted = 0;
  for (std::size_t k = 0; k < count; ++k) {
    const std::size_t i = winners[k];
    marks[i] = static_cast<std::uint8_t>(marks[i] | static_cast<std::uint8_t>(Mark::granted));
    promised[i] = 1;
    wanted += to_steps(asset_grant(p, pass.model.poverty.line, persons[i]));
    pass.tally.grant_persons += persons[i];
    const bool needy = static_cast<double>(income[i]) < line * static_cast<double>(persons[i]);
    pass.tally.grant_persons_needy += needy ? static_cast<double>(persons[i]) : 0.0;
  }
  pass.tally.grants_wanted = wanted;
}

}  // namespace

void review_registry(HouseholdPass& pass) {
  promise_grants(pass);
  promise_own_transfers(pass);
}

}  // namespace povtrap
