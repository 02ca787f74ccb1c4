#include <algorithm>
#include <array>
#include <limits>
#include <utility>
#include <vector>

#include "programmes/proxy_means_test.hpp"
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

/// Those whom a programme may list: rural households, the registry only looks at the countryside, that nothing bars.
class Applicants {
 public:
  using Bar = bool (*)(const Households&, std::size_t household, double line);

  Applicants(const Stage& stage, const Column<double>& scores, Bar barred)
      : economy_(stage.economy), scores_(scores), barred_(barred), line_(stage.model.poverty.line * stage.memory.price_index) {
    double highest = -lowest_;
    for_each([&](double score, double) {
      lowest_ = std::min(lowest_, score);
      highest = std::max(highest, score);
    });
    steps_per_score_ = highest > lowest_ ? static_cast<double>(step_count - 1) / (highest - lowest_) : 0.0;
  }

  /// The lowest score below which so many persons lie; above all scores if there are not so many. Only the step of scores in
  /// which it lies is sorted.
  [[nodiscard]] double cutoff(double wanted) const {
    std::vector<double> persons(step_count, 0.0);
    for_each([&](double score, double people) { persons[step_of(score)] += people; });
    double below = 0;
    for (std::size_t step = 0; step < step_count; below += persons[step++]) {
      if (persons[step] == 0 || below + persons[step] < wanted) continue;
      double counted = below;
      for (const auto& [score, people] : sorted(step)) {
        if (counted >= wanted) return score;
        counted += people;
      }
    }
    return 1e300;
  }

 private:
  static constexpr std::size_t step_count = 4096;

  [[nodiscard]] std::size_t step_of(double score) const { return static_cast<std::size_t>((score - lowest_) * steps_per_score_); }

  void for_each(auto visit) const {
    const Households& h = economy_.households;
    for (const Region& region : economy_.regions) {
      if (region.kind == RegionKind::urban) continue;
      for (std::size_t i = region.first_household; i < region.first_household + region.households; ++i) {
        if (!barred_(h, i, line_)) visit(scores_[i], static_cast<double>(h.persons[i]));
      }
    }
  }

  [[nodiscard]] std::vector<std::pair<double, double>> sorted(std::size_t step) const {
    std::vector<std::pair<double, double>> here;
    for_each([&](double score, double people) {
      if (step_of(score) == step) here.emplace_back(score, people);
    });
    std::sort(here.begin(), here.end());
    return here;
  }

  const Economy& economy_;
  const Column<double>& scores_;
  Bar barred_;
  double line_, lowest_ = std::numeric_limits<double>::infinity(), steps_per_score_ = 0;
};

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
  if (!calendar.opens_year() || !has_history) return;
  if (nation.top_up_now) {
    nation.score_noise_top_up = proxy_error(top_up.accuracy, stage.memory.log_variance);
    const Column<double> scores = scores_of(stage, survey(stage.model, calendar, nation.score_noise_top_up));
    nation.top_up_cutoff = Applicants(stage, scores, stands_alone).cutoff(top_up.coverage_of(programme_year(calendar)) * rural);
  }
  if (nation.grants_now && grants.targeting != "universal") {
    nation.score_noise_grants = proxy_error(grants.accuracy, stage.memory.log_variance);
    const Column<double> scores = scores_of(stage, survey(stage.model, calendar, nation.score_noise_grants));
    nation.grant_cutoff = Applicants(stage, scores, was_granted).cutoff(grants.candidates * rural);
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
  std::uint8_t* marks = pass.of(pass.households.marks);
  for (std::size_t i = 0; i < pass.n; ++i)
    set_mark(marks, i, Mark::grant_candidate, rural && score[i] < pass.nation.grant_cutoff);
}

/// A survey once a year.
void survey_incomes(HouseholdPass& pass) {
  Households& h = pass.households;
  const NationalDecisions& nation = pass.nation;
  const bool scores_count = pass.region.kind == RegionKind::rural;
  const auto take = [&](double error_sd, double* score) {
    if (scores_count)
      score_by_proxy(survey(pass.model, pass.economy.calendar, error_sd), pass.n, pass.of(h.id), pass.of(h.own_income_last_year),
                     pass.of(h.persons), score);
  };
  double* score = pass.scratch.row();
  if (nation.top_up_now) {
    take(nation.score_noise_top_up, score);
    list_for_top_up(pass, score);
  }
  if (!nation.grants_now || pass.model.programmes.grants.targeting == "universal") return;
  if (!nation.top_up_now || nation.score_noise_grants != nation.score_noise_top_up) take(nation.score_noise_grants, score);
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
  double* grant = pass.of(h.grant);
  std::fill_n(grant, pass.n, 0.0);
  if (!here) return;
  std::array<std::uint32_t, block_size> candidates, ids;
  const std::size_t count = find_candidates(pass, universal, candidates.data());
  for (std::size_t k = 0; k < count; ++k) ids[k] = pass.of(h.id)[candidates[k]];
  double* draw = pass.scratch.row();
  const Stream lottery = make_stream(static_cast<std::uint64_t>(pass.model.run.seed), "lottery");
  if (!universal) fill_uniform(lottery, ids.data(), count, static_cast<std::uint32_t>(pass.economy.calendar.period), 0, draw);
  const float* persons = pass.of(h.persons);
  std::uint8_t* marks = pass.of(h.marks);
  for (std::size_t k = 0; k < count; ++k) {
    if (!universal && draw[k] >= pass.nation.grant_probability) continue;
    const std::size_t i = candidates[k];
    set_mark(marks, i, Mark::granted, true);
    grant[i] = round_to_grid(p.amount * pass.model.poverty.line * static_cast<double>(persons[i]));
    pass.tally.grant_persons += persons[i];
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
