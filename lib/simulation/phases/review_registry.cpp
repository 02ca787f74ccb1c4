#include <algorithm>
#include <array>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

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

/// Who left the list by own work stays off it until the own income falls below the line again: monitoring.
bool stands_alone(const Households& h, std::size_t i, double line) {
  return h.has(i, Mark::exited) && static_cast<double>(h.own_income_last_year[i]) >= line * static_cast<double>(h.persons[i]);
}

/// A grant of assets is given once in a lifetime.
bool was_granted(const Households& h, std::size_t i, double) {
  return h.has(i, Mark::granted);
}

/// Scores of all households in one survey.
Column<double> scores_of(Stage& stage, const ProxyMeansTest& test) {
  Households& h = stage.economy.households;
  Column<double> scores(h.size());
  stage.workers.for_each(stage.economy.blocks.size(), [&](std::size_t b) {
    const Block& block = stage.economy.blocks[b];
    score_by_proxy(test, block.size, h.id.data() + block.first, h.own_income_last_year.data() + block.first,
                   h.persons.data() + block.first, scores.data() + block.first);
  });
  return scores;
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

/// Whom NGOs may reach in this year: the lowest scores of the nation, or by their own test of each bloc.
void choose_candidates(Stage& stage) {
  const GrantParameters& grants = stage.model.programmes.grants;
  const bool own = ngos_look_themselves(stage.model.programmes);
  NationalDecisions& nation = stage.nation;
  nation.score_noise_grants = proxy_error(own ? stage.model.programmes.ngos.signal : grants.accuracy, stage.memory.log_variance);
  const Column<double> scores = scores_of(stage, grant_survey(stage.model, stage.economy.calendar, nation.score_noise_grants));
  if (!own) nation.grant_cutoff = Applicants(stage, scores, was_granted).cutoff(grants.candidates * rural_persons(stage.economy));
  if (!own && stage.model.programmes.ngos.capacity <= 0) return;
  for (Ngo& ngo : stage.economy.ngos) {
    const Applicants villagers(stage, scores, was_granted, ngo.bloc);
    ngo.cutoff = own ? villagers.cutoff(grants.candidates * ngo.rural_persons) : nation.grant_cutoff;
    ngo.candidates = villagers.below(ngo.cutoff);
  }
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
  if (nation.top_up_now) {
    nation.score_noise_top_up = proxy_error(top_up.accuracy, stage.memory.log_variance);
    const Column<double> scores = scores_of(stage, survey(stage.model, calendar, nation.score_noise_top_up));
    nation.top_up_cutoff = Applicants(stage, scores, stands_alone).cutoff(top_up.coverage_of(programme_year(calendar)) * rural);
  }
  if (nation.grants_now && grants.targeting != "universal") {
    choose_candidates(stage);
    staff_lottery(stage);
  }
}

namespace {

void set_mark(std::uint8_t* marks, std::size_t i, Mark mark, bool on) {
  const auto bit = static_cast<std::uint8_t>(mark);
  marks[i] = static_cast<std::uint8_t>(on ? marks[i] | bit : marks[i] & ~bit);
}

void list_for_top_up(HouseholdPass& pass, const double* score) {
  const Households& h = pass.households;
  const bool rural = pass.region.kind == RegionKind::rural;
  const double line = pass.model.poverty.line * pass.nation.price_index;
  std::uint8_t* marks = pass.of(pass.households.marks);
  for (std::size_t i = 0; i < pass.n; ++i) {
    const bool alone = stands_alone(h, pass.block.first + i, line);
    set_mark(marks, i, Mark::exited, alone);
    set_mark(marks, i, Mark::supported, rural && !alone && score[i] < pass.nation.top_up_cutoff);
  }
}

/// Who takes part in the lottery of grants for a year.
void list_for_grants(HouseholdPass& pass, const double* score) {
  const bool rural = pass.region.kind == RegionKind::rural;
  const double cutoff =
      ngos_look_themselves(pass.model.programmes) ? pass.economy.ngos[pass.region.bloc].cutoff : pass.nation.grant_cutoff;
  std::uint8_t* marks = pass.of(pass.households.marks);
  for (std::size_t i = 0; i < pass.n; ++i) set_mark(marks, i, Mark::grant_candidate, rural && score[i] < cutoff);
}

/// A survey once a year.
void survey_incomes(HouseholdPass& pass) {
  Households& h = pass.households;
  const NationalDecisions& nation = pass.nation;
  const bool scores_count = pass.region.kind == RegionKind::rural;
  const Calendar& calendar = pass.economy.calendar;
  const auto take = [&](const ProxyMeansTest& test, double* score) {
    if (scores_count) score_by_proxy(test, pass.n, pass.of(h.id), pass.of(h.own_income_last_year), pass.of(h.persons), score);
  };
  double* score = pass.scratch.row();
  if (nation.top_up_now) {
    take(survey(pass.model, calendar, nation.score_noise_top_up), score);
    list_for_top_up(pass, score);
  }
  if (!nation.grants_now || pass.model.programmes.grants.targeting == "universal") return;
  const bool same_test = nation.top_up_now && nation.score_noise_grants == nation.score_noise_top_up;
  if (!same_test || ngos_look_themselves(pass.model.programmes))
    take(grant_survey(pass.model, calendar, nation.score_noise_grants), score);
  list_for_grants(pass, score);
}

/// Households of the block that could get a grant in this period, by their place in it.
std::size_t find_candidates(HouseholdPass& pass, bool universal, std::uint32_t* candidates) {
  constexpr auto candidate = static_cast<std::uint8_t>(Mark::grant_candidate), granted = static_cast<std::uint8_t>(Mark::granted);
  const std::uint8_t* marks = pass.of(pass.households.marks);
  std::size_t count = 0;
  for (std::size_t i = 0; i < pass.n; ++i) {
    candidates[count] = static_cast<std::uint32_t>(i);
    count += universal || (marks[i] & (candidate | granted)) == candidate ? 1 : 0;
  }
  return count;
}

/// Promises grants to a lottery among the eligible; what is delivered depends on the givers' budgets.
void promise_grants(HouseholdPass& pass) {
  Households& h = pass.households;
  const GrantParameters& p = pass.model.programmes.grants;
  const bool universal = p.targeting == "universal";
  const bool here = pass.nation.grants_now && (universal ? covers(p.blocs, pass.economy.bloc_names[pass.region.bloc])
                                                         : pass.region.kind == RegionKind::rural);
  if (!here) return;
  float* promised = pass.of(h.grant);
  double* grant = pass.scratch.row();
  std::fill_n(promised, pass.n, 0.0F);
  std::fill_n(grant, pass.n, 0.0);
  std::array<std::uint32_t, block_size> candidates, ids;
  const std::size_t count = find_candidates(pass, universal, candidates.data());
  for (std::size_t k = 0; k < count; ++k) ids[k] = pass.of(h.id)[candidates[k]];
  double* draw = pass.scratch.row();
  const Stream lottery = make_stream(static_cast<std::uint64_t>(pass.model.run.seed), "lottery");
  if (!universal) fill_uniform(lottery, ids.data(), count, static_cast<std::uint32_t>(pass.economy.calendar.period), 0, draw);
  const bool by_ngos = p.provider == "ngos" && !pass.economy.ngos.empty();
  const double chance = by_ngos ? pass.economy.ngos[pass.region.bloc].grant_probability : pass.nation.grant_probability;
  const double line = pass.model.poverty.line * pass.nation.price_index;
  const float* persons = pass.of(h.persons);
  std::uint8_t* marks = pass.of(h.marks);
  for (std::size_t k = 0; k < count; ++k) {
    if (!universal && draw[k] >= chance) continue;
    const std::size_t i = candidates[k];
    set_mark(marks, i, Mark::granted, true);
    promised[i] = 1.0F;
    grant[i] = asset_grant(p, pass.model.poverty.line, persons[i]);
    pass.tally.grant_persons += persons[i];
    const bool needy = static_cast<double>(pass.of(h.own_income_last_year)[i]) < line * static_cast<double>(persons[i]);
    pass.tally.grant_persons_needy += needy ? static_cast<double>(persons[i]) : 0.0;
  }
  pass.tally.grants_wanted = sum_steps(grant, pass.n);
}

}  // namespace

void review_registry(HouseholdPass& pass) {
  if (pass.economy.calendar.opens_year()) survey_incomes(pass);
  promise_grants(pass);
  promise_own_transfers(pass);
}

}  // namespace povtrap
