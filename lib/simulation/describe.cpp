#include <povtrap/simulation.hpp>

#include "core/fields.hpp"
#include "simulation/model.hpp"
#include "simulation/period.hpp"

namespace povtrap {

namespace {

void add_rule(SlotDescription& slot, const Rule& rule, bool at_work, bool own) {
  slot.rules.push_back({std::string(rule.name()), std::string(rule.summary()), at_work, own});
}

template <class RuleType>
SlotDescription describe_slot(const std::string& parameter, const Slot<RuleType>& slot) {
  SlotDescription description{parameter, slot.chosen(), {}};
  for (const auto& rule : slot.rules()) add_rule(description, *rule, rule->name() == slot.chosen(), slot.is_own(*rule));
  return description;
}

SlotDescription describe_shocks(const Model& model) {
  const bool active = model.shocks.active;
  SlotDescription slot{"shocks.active", active ? "all" : "none", {}};
  for (const auto& shock : model.shocks.all) add_rule(slot, *shock, active, false);
  for (const auto& own : model.own.shocks) {
    add_rule(slot, *own.rule, active && own.active, true);
    if (active && !own.active) slot.chosen = "some";
  }
  return slot;
}

/// Users' rules of a kind that only they bring, each with a switch of its own.
template <class RuleType>
void add_own_slot(std::vector<SlotDescription>& slots, const std::string& section, const std::vector<OwnRule<RuleType>>& rules) {
  if (rules.empty()) return;
  SlotDescription slot{section + ".*.active", "", {}};
  std::size_t active = 0;
  for (const auto& own : rules) {
    add_rule(slot, *own.rule, own.active, true);
    active += own.active ? 1 : 0;
  }
  slot.chosen = active == rules.size() ? "all" : active == 0 ? "none" : "some";
  slots.push_back(std::move(slot));
}

}  // namespace

std::vector<PhaseDescription> describe_period() {
  std::vector<PhaseDescription> story;
  for (const Phase& phase : period_story())
    story.push_back({phase.number, std::string(phase.name), std::string(phase.by), std::string(phase.sentence)});
  return story;
}

std::vector<SlotDescription> describe_slots(const Config& config) {
  Model model(config.own_rules());
  Fields fields = config.fields_again();
  model.describe(fields);
  config.apply_to(fields);
  std::vector<SlotDescription> slots{describe_slot("enterprise.technique", model.enterprise.technique),
                                     describe_slot("saving.rule", model.saving),
                                     describe_slot("nutrition.rule", model.work_capacity)};
  slots.push_back(describe_shocks(model));
  add_own_slot(slots, "instruments", model.own.instruments);
  add_own_slot(slots, "indicators", model.own.indicators);
  return slots;
}

std::vector<SwitchDescription> describe_switches(const Config& config) {
  std::vector<SwitchDescription> switches = {
      {"nutrition trap", "nutrition.rule", "hill", "off", "hunger lowers work capacity", false},
      {"technology trap", "enterprise.technique", "step", "solow", "a better technique needs a minimum of capital", false},
      {"savings trap", "saving.stone_geary.intercept", "0.2", "0", "nobody saves out of what is needed to live", false},
      {"demand trap", "enterprise.incentive", "true", "false", "investment needs expected sales", false},
      {"credit trap", "credit.collateral", "true", "false", "a loan needs capital as security", false},
      {"skill trap", "development.skill", "true", "false", "people without a job lose skill", false},
      {"schooling trap", "schooling.active", "true", "false", "schooling has to be paid at once, and credit is dear", false},
      {"aspiration trap", "development.aspiration", "true", "false", "effort follows the gap to one's goal", false},
      {"top-up", "top_up.active", "true", "false", "cash up to a standard for listed households", false},
      {"flat cash", "cash.active", "true", "false", "the same cash for everybody", false},
      {"asset grants", "grants.active", "true", "false", "NGOs give productive assets", false},
      {"relocation", "relocation.active", "true", "false", "households of the poorest regions move to better ones", false},
      {"moving house", "moving.active", "true", "false", "households move by themselves to where incomes are higher", false},
      {"household bonds", "portfolio.active", "true", "false", "households hold government bonds", false},
      {"village funds", "village_funds.active", "true", "false", "villages lend without collateral", false},
      {"interest discount", "interest_discount.active", "true", "false", "the government pays part of the interest", false},
      {"insurance", "insurance.active", "true", "false", "lost capital is insured", false},
      {"work relief", "work_relief.active", "true", "false", "public works at a low wage", false},
      {"aid in projects", "ngos.project", "3", "0", "foreign aid stops when a project ends", false},
      {"growth of firms", "firms.growth", "", "0", "labour productivity of firms grows", false},
      {"growth of own work", "enterprise.growth", "", "0", "productivity of own enterprises grows", false},
      {"east-west transfer", "government.east_west", "", "0", "rich provinces support the others", false},
      {"vertical transfer", "government.vertical_transfer", "0.1", "0", "the centre shares its taxes with provinces", false},
      {"shocks", "shocks.active", "true", "false", "bad luck strikes", false}};
  for (SwitchDescription& s : switches) {
    const std::string now = config.get(s.parameter);
    if (s.on.empty()) s.on = now;
    s.is_on = now != s.off && now != s.off + ".0";
  }
  return switches;
}

}  // namespace povtrap
