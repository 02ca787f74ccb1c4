#include <povtrap/simulation.hpp>

#include "core/fields.hpp"
#include "simulation/model.hpp"
#include "simulation/period.hpp"

namespace povtrap {

namespace {

template <class RuleType>
SlotDescription describe_slot(const std::string& parameter, const Slot<RuleType>& slot) {
  SlotDescription description{parameter, slot.chosen(), {}};
  for (const auto& rule : slot.rules()) description.rules.emplace_back(rule->name(), rule->summary());
  return description;
}

}  // namespace

std::vector<PhaseDescription> describe_period() {
  std::vector<PhaseDescription> story;
  for (const Phase& phase : period_story())
    story.push_back({phase.number, std::string(phase.name), std::string(phase.by), std::string(phase.sentence)});
  return story;
}

std::vector<SlotDescription> describe_slots(const Config& config) {
  Model model;
  Fields fields;
  model.describe(fields);
  config.apply_to(fields);
  std::vector<SlotDescription> slots{describe_slot("enterprise.technique", model.enterprise.technique),
                                     describe_slot("saving.rule", model.saving),
                                     describe_slot("nutrition.rule", model.work_capacity)};
  SlotDescription shocks{"shocks.active", model.shocks.active ? "all" : "none", {}};
  for (const auto& shock : model.shocks.all) shocks.rules.emplace_back(shock->name(), shock->summary());
  slots.push_back(shocks);
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
      {"household bonds", "portfolio.active", "true", "false", "households hold government bonds", false},
      {"growth of firms", "firms.growth", "", "0", "labour productivity of firms grows", false},
      {"growth of own work", "enterprise.growth", "", "0", "productivity of own enterprises grows", false},
      {"east-west transfer", "government.east_west", "", "0", "rich provinces support the others", false},
      {"shocks", "shocks.active", "true", "false", "bad luck strikes", false}};
  for (SwitchDescription& s : switches) {
    const std::string now = config.get(s.parameter);
    if (s.on.empty()) s.on = now;
    s.is_on = now != s.off && now != s.off + ".0";
  }
  return switches;
}

}  // namespace povtrap
