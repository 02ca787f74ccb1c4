#include "simulation/ask_rules.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <povtrap/error.hpp>
#include <string>

#include "core/field_text.hpp"
#include "simulation/own_call.hpp"
#include "simulation/own_facts.hpp"

namespace povtrap {

namespace {

/// The answers of a user's rule in a slot.
template <class Question>
void ask_watched(HouseholdPass& pass, const Rule& rule, std::string_view place, std::span<const Answers> answers,
                 std::span<const std::span<const double>> lent, Question question) {
  for (const Answers& row : answers) {
    const std::span values = std::get<std::span<double>>(row.values);
    std::fill(values.begin(), values.end(), std::numeric_limits<double>::quiet_NaN());  // so that no answer is seen
  }
  ask_own_rule({.rule = rule,
                .place = place,
                .period = pass.economy.calendar.period,
                .households = pass.households,
                .block = pass.block,
                .answers = answers,
                .lent = lent},
               question);
}

/// What a household keeps for its enterprise it cannot eat as well.   Throws: ModelError.
void check_division(const HouseholdPass& pass, const SavingRule& rule, const SavingQuestion& question, const SavingAnswer& answer) {
  constexpr double rounding = 1e-9;
  for (std::size_t i = 0; i < pass.n; ++i) {
    const double kept = question.income[i] - answer.consumption[i];
    if (kept <= 0 || answer.investing[i] <= kept + rounding * std::abs(question.income[i])) continue;
    throw ModelError("Own rule '" + std::string(rule.name()) + "' (saving.rule) answered investing = " +
                     number_text(answer.investing[i]) + " of household " +
                     std::to_string(pass.households.id[pass.block.first + i]) + " in period " +
                     std::to_string(pass.economy.calendar.period) + ", but income - consumption = " + number_text(kept) +
                     " (what is eaten cannot be invested as well) let consumption and investing add up to income at most");
  }
}

}  // namespace

void ask_saving(HouseholdPass& pass, SavingQuestion question, const SavingAnswer& answer) {
  const SavingRule& rule = pass.model.saving.rule();
  const HouseholdBlock households = block_of(pass);
  question.households = &households;
  if (!pass.model.saving.is_own(rule)) return rule.decide(question, answer);
  const std::array answers = {Answers{"consumption", std::span(answer.consumption, pass.n)},
                              Answers{.name = "investing", .values = std::span(answer.investing, pass.n), .least = 0}};
  const std::array lent = {std::span(question.income, pass.n), std::span(question.deposits, pass.n),
                           std::span(question.line, pass.n)};
  ask_watched(pass, rule, "saving.rule", answers, lent, [&] { rule.decide(question, answer); });
  check_division(pass, rule, question, answer);
}

void ask_technique(HouseholdPass& pass, const double* x, double* f) {
  const Technique& rule = pass.model.enterprise.technique.rule();
  if (!pass.model.enterprise.technique.is_own(rule)) return rule.output(x, f, pass.n);
  const std::array answers = {Answers{.name = "f", .values = std::span(f, pass.n), .least = 0}};
  const std::array lent = {std::span(x, pass.n)};
  ask_watched(pass, rule, "enterprise.technique", answers, lent, [&] { rule.output(x, f, pass.n); });
}

void ask_technique(HouseholdPass& pass, const CapitalGrowth& growth, double* f_more) {
  const Technique& rule = pass.model.enterprise.technique.rule();
  if (!pass.model.enterprise.technique.is_own(rule)) return rule.output_of_more(growth, f_more);
  const std::array answers = {Answers{.name = "f", .values = std::span(f_more, pass.n), .least = 0}};
  const std::array lent = {std::span(growth.x, pass.n), std::span(growth.f, pass.n), std::span(growth.more, pass.n)};
  ask_watched(pass, rule, "enterprise.technique", answers, lent, [&] { rule.output_of_more(growth, f_more); });
}

void ask_technique(HouseholdPass& pass, const double* x, std::span<const std::uint32_t> places, double* f) {
  const Technique& rule = pass.model.enterprise.technique.rule();
  std::array<double, block_size> picked, answer;
  if (pass.model.enterprise.technique.is_own(rule)) {
    ask_technique(pass, x, answer.data());
    for (std::size_t k = 0; k < places.size(); ++k) f[k] = answer[places[k]];
    return;
  }
  for (std::size_t k = 0; k < places.size(); ++k) picked[k] = x[places[k]];
  rule.output(picked.data(), f, places.size());
}

void ask_work_capacity(HouseholdPass& pass, const double* nutrition, double* phi) {
  const WorkCapacity& rule = pass.model.work_capacity.rule();
  if (!pass.model.work_capacity.is_own(rule)) return rule.capacity(nutrition, phi, pass.n);
  const std::array answers = {Answers{.name = "phi", .values = std::span(phi, pass.n), .least = 0, .most = 1}};
  ask_watched(pass, rule, "nutrition.rule", answers, {}, [&] { rule.capacity(nutrition, phi, pass.n); });
}

}  // namespace povtrap
