#include <algorithm>
#include <numeric>

#include "core/kernel.hpp"
#include "programmes/proxy_means_test.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// Years since the base year began, from which programme paths count.
std::int64_t programme_year(const Calendar& calendar) { return calendar.year() - calendar.base_year; }

std::uint32_t survey_round(const Calendar& calendar, std::int64_t renewal) {
  return static_cast<std::uint32_t>(calendar.year_index() / renewal);
}

/// The score below which a share of persons lies. Shape: scores and weights of all rural households.
double cutoff_score(const std::vector<std::pair<double, float>>& sorted, double persons, double share) {
  double below = 0;
  for (const auto& [score, weight] : sorted) {
    if (below >= share * persons) return score;
    below += weight;
  }
  return 1e300;
}

/// The survey of this year. Its floor for logarithms is a share of the poverty line, so that the unit of money does not matter.
ProxyMeansTest survey(const Model& model, const Calendar& calendar, double error_sd) {
  return {.stream = make_stream(static_cast<std::uint64_t>(model.run.seed), "score"),
          .round = survey_round(calendar, model.programmes.top_up.renewal),
          .error_sd = error_sd,
          .least_income = default_floor_share * model.poverty.line};
}

/// Who left the list by own work stays off it until the own income falls below the line again: monitoring.
bool stands_alone(const Households& h, std::size_t i, double line) {
  return h.has(i, Mark::exited) && static_cast<double>(h.own_income_last_year[i]) >= line * static_cast<double>(h.persons[i]);
}

/// A grant of assets is given once in a lifetime.
bool was_granted(const Households& h, std::size_t i, double) { return h.has(i, Mark::granted); }

/// All rural households that may be listed, by score; the registry only looks at the countryside.
std::vector<std::pair<double, float>> rank(Stage& stage, const ProxyMeansTest& test, bool (*barred)(const Households&, std::size_t, double)) {
  const double line = stage.model.poverty.line * stage.memory.price_index;
  Households& h = stage.economy.households;
  std::vector<double> scores(h.size());
  stage.workers.for_each(stage.economy.blocks.size(), [&](std::size_t b) {
    const Block& block = stage.economy.blocks[b];
    score_by_proxy(test, block.size, h.id.data() + block.first, h.own_income_last_year.data() + block.first, h.persons.data() + block.first, scores.data() + block.first);
  });
  std::vector<std::pair<double, float>> ranked;
  for (const Region& region : stage.economy.regions) {
    if (region.kind == RegionKind::urban) continue;
    for (std::size_t i = region.first_household; i < region.first_household + region.households; ++i) {
      if (!barred(h, i, line)) ranked.emplace_back(scores[i], h.persons[i]);
    }
  }
  std::sort(ranked.begin(), ranked.end());
  return ranked;
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

}  // namespace

void rank_applicants(Stage& stage) {
  const Calendar& calendar = stage.economy.calendar;
  const TopUpParameters& top_up = stage.model.programmes.top_up;
  const GrantParameters& grants = stage.model.programmes.grants;
  NationalDecisions& nation = stage.nation;
  const bool has_history = calendar.year_index() >= 1;
  const double rural = rural_persons(stage.economy);
  const double now = static_cast<double>(calendar.period - calendar.burn_in_periods) * calendar.length();
  nation.top_up_now = top_up.active && has_history;
  nation.grants_now = grants.active && now >= grants.start - 1e-9 && now < grants.end - 1e-9 && (has_history || grants.targeting == "universal");
  nation.top_up_standard = top_up.standard_of(programme_year(calendar)) * stage.memory.price_index;
  nation.grant_probability = grant_lottery(stage, rural);
  if (!calendar.opens_year() || !has_history) return;
  if (nation.top_up_now) {
    nation.score_noise_top_up = proxy_error(top_up.accuracy, stage.memory.log_variance);
    nation.top_up_cutoff = cutoff_score(rank(stage, survey(stage.model, calendar, nation.score_noise_top_up), stands_alone), rural, top_up.coverage_of(programme_year(calendar)));
  }
  if (nation.grants_now && grants.targeting != "universal") {
    nation.score_noise_grants = proxy_error(grants.accuracy, stage.memory.log_variance);
    nation.grant_cutoff = cutoff_score(rank(stage, survey(stage.model, calendar, nation.score_noise_grants), was_granted), rural, grants.candidates);
  }
}

namespace {

void set_mark(std::uint8_t* marks, std::size_t i, Mark mark, bool on) {
  const auto bit = static_cast<std::uint8_t>(mark);
  marks[i] = static_cast<std::uint8_t>(on ? marks[i] | bit : marks[i] & ~bit);
}

void list_for_top_up(HouseholdPass& pass, double* score) {
  Households& h = pass.households;
  const bool rural = pass.region.kind == RegionKind::rural;
  score_by_proxy(survey(pass.model, pass.economy.calendar, pass.nation.score_noise_top_up), pass.n, pass.of(h.id), pass.of(h.own_income_last_year), pass.of(h.persons), score);
  std::uint8_t* marks = pass.of(h.marks);
  const double line = pass.model.poverty.line * pass.nation.price_index;
  const bool now = rural && pass.nation.top_up_now;
  for (std::size_t i = 0; i < pass.n; ++i) {
    const bool alone = stands_alone(h, pass.block.first + i, line);
    set_mark(marks, i, Mark::exited, alone);
    set_mark(marks, i, Mark::supported, now && !alone && score[i] < pass.nation.top_up_cutoff);
  }
}

/// Promises grants to a lottery among the eligible; what is delivered depends on the givers' budgets.
void promise_grants(HouseholdPass& pass, double* score, double* draw) {
  Households& h = pass.households;
  const GrantParameters& p = pass.model.programmes.grants;
  const bool universal = p.targeting == "universal";
  const bool here = pass.nation.grants_now && (universal || pass.region.kind == RegionKind::rural);
  double* grant = pass.of(h.grant);
  std::fill_n(grant, pass.n, 0.0);
  if (!here) return;
  const auto seed = static_cast<std::uint64_t>(pass.model.run.seed);
  if (!universal) {
    score_by_proxy(survey(pass.model, pass.economy.calendar, pass.nation.score_noise_grants), pass.n, pass.of(h.id), pass.of(h.own_income_last_year), pass.of(h.persons), score);
    fill_uniform(make_stream(seed, "lottery"), pass.of(h.id), pass.n, static_cast<std::uint32_t>(pass.economy.calendar.period), 0, draw);
  }
  const float* persons = pass.of(h.persons);
  std::uint8_t* marks = pass.of(h.marks);
  for (std::size_t i = 0; i < pass.n; ++i) {
    const bool drawn = universal || (!was_granted(h, pass.block.first + i, 0) && score[i] < pass.nation.grant_cutoff && draw[i] < pass.nation.grant_probability);
    if (!drawn) continue;
    set_mark(marks, i, Mark::granted, true);
    grant[i] = round_to_grid(p.amount * pass.model.poverty.line * static_cast<double>(persons[i]));
    pass.tally.grant_persons += persons[i];
  }
  pass.tally.grants_wanted = sum_steps(grant, pass.n);
}

}  // namespace

void review_registry(HouseholdPass& pass) {
  double* score = pass.scratch.row();
  double* draw = pass.scratch.row();
  if (pass.economy.calendar.opens_year()) list_for_top_up(pass, score);
  promise_grants(pass, score, draw);
}

}  // namespace povtrap
