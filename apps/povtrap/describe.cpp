#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <povtrap/simulation.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "output.hpp"

namespace povtrap::app {

namespace {

using Json = nlohmann::ordered_json;

struct DescribeArguments {
  ConfigArguments config;
  bool json = false;
};

template <class Item, class Text>
std::size_t widest(const std::vector<Item>& items, Text text) {
  std::size_t width = 0;
  for (const Item& item : items) width = std::max(width, text(item).size());
  return width;
}

std::string story_text() {
  const auto story = describe_period();
  const std::size_t names = widest(story, [](const PhaseDescription& phase) { return phase.name; });
  const std::size_t reaches = widest(story, [](const PhaseDescription& phase) { return phase.by; });
  std::string text = "The period, phase by phase (H: every household, R: every region, N: the nation)\n";
  for (const PhaseDescription& phase : story) {
    text += right(std::to_string(phase.number), 4) + "  " + left(phase.name, names) + "  " + left(phase.by, reaches) + "  " +
            phase.sentence + "\n";
  }
  return text;
}

std::string slots_text(const Config& config) {
  std::string text = "\nThe rules (* at work)\n";
  for (const SlotDescription& slot : describe_slots(config)) {
    text += "  " + slot.parameter + " = " + slot.chosen + "\n";
    const std::size_t names = widest(slot.rules, [](const RuleDescription& rule) { return rule.name; });
    for (const RuleDescription& rule : slot.rules) {
      text += std::string(rule.at_work ? "    * " : "      ") + left(rule.name, names) + "  " + rule.sentence +
              (rule.own ? " [own]" : "") + "\n";
    }
  }
  return text;
}

std::string switches_text(const Config& config) {
  const auto switches = describe_switches(config);
  const std::size_t names = widest(switches, [](const SwitchDescription& item) { return item.name; });
  const std::size_t meanings = widest(switches, [](const SwitchDescription& item) { return item.meaning; });
  std::string text = "\nThe switches, and how to turn each over\n";
  for (const SwitchDescription& item : switches) {
    const bool has_no_other = item.on == item.off || item.on == item.off + ".0";  // any growth or transfer may be meant
    const std::string other = item.is_on ? item.off : has_no_other ? "..." : item.on;
    text += std::string(item.is_on ? "  on   " : "  off  ") + left(item.name, names) + "  " + left(item.meaning, meanings) +
            "  --set " + item.parameter + "=" + other + "\n";
  }
  return text;
}

std::string json_text(const Config& config) {
  Json all = {{"period", Json::array()}, {"slots", Json::array()}, {"switches", Json::array()}};
  for (const PhaseDescription& phase : describe_period()) {
    all["period"].push_back({{"number", phase.number}, {"name", phase.name}, {"by", phase.by}, {"sentence", phase.sentence}});
  }
  for (const SlotDescription& slot : describe_slots(config)) {
    Json rules = Json::array();
    for (const RuleDescription& rule : slot.rules)
      rules.push_back({{"name", rule.name}, {"sentence", rule.sentence}, {"at_work", rule.at_work}, {"own", rule.own}});
    all["slots"].push_back({{"parameter", slot.parameter}, {"chosen", slot.chosen}, {"rules", rules}});
  }
  for (const SwitchDescription& item : describe_switches(config)) {
    all["switches"].push_back({{"name", item.name},
                               {"parameter", item.parameter},
                               {"on", item.on},
                               {"off", item.off},
                               {"meaning", item.meaning},
                               {"is_on", item.is_on}});
  }
  return all.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

void describe(const DescribeArguments& arguments) {
  const Config config = load_config(arguments.config);
  print(arguments.json ? json_text(config) : story_text() + slots_text(config) + switches_text(config));
}

}  // namespace

void add_describe(CLI::App& app, Action& action) {
  auto* command =
      app.add_subcommand("describe", "Tells what happens in a period, which rules are at work and what can be switched.");
  auto arguments = std::make_shared<DescribeArguments>();
  add_config_arguments(*command, arguments->config, FileIs::optional);
  command->add_flag("--json", arguments->json, "for programs [off]")->group("Results");
  command->footer("Examples:\n  povtrap describe configs/baseline.toml\n  povtrap describe --set saving.rule=buffer --json");
  command->callback([arguments, &action] { action = [arguments] { describe(*arguments); }; });
}

}  // namespace povtrap::app
