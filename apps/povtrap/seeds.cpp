#include "seeds.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <povtrap/replicates.hpp>
#include <string>

#include "output.hpp"

namespace povtrap::app {

namespace {

constexpr const char* manifest_name = "manifest_json";

Dataset& provenance_of(Dataset& result) {
  return std::ranges::find(result.groups, "provenance", &std::pair<std::string, Dataset>::first)->second;
}

/// The manifest of a run, which is taken out of it.
Variable take_manifest(Dataset& result) {
  auto& variables = provenance_of(result).variables;
  const auto found = std::ranges::find(variables, manifest_name, &Variable::name);
  Variable manifest = std::move(*found);
  variables.erase(found);
  return manifest;
}

/// Says all seeds where the manifest of one run says its own.
void name_seeds(Variable& manifest, const std::vector<std::int64_t>& seeds) {
  std::string& text = std::get<std::vector<std::string>>(manifest.values).front();
  const auto before = nlohmann::ordered_json::parse(text);
  nlohmann::ordered_json changed;
  for (const auto& [key, value] : before.items()) {
    if (key == "seed") {
      changed["seeds"] = seeds;
    } else {
      changed[key] = value;
    }
  }
  text = changed.dump();
}

void announce(ProgressMode mode, std::int64_t seed, std::size_t number, std::size_t count) {
  if (mode == ProgressMode::none) return;
  if (mode == ProgressMode::json) {
    return tell(nlohmann::ordered_json({{"seed", seed}, {"run", number}, {"runs", count}}).dump() + "\n");
  }
  tell("seed " + std::to_string(seed) + ", run " + std::to_string(number) + " of " + std::to_string(count) + "\n");
}

}  // namespace

Dataset run_seeds(Simulation& simulation, const std::vector<std::int64_t>& seeds, const OneRun& run, ProgressMode mode) {
  Replicates replicates;
  Variable manifest;
  for (const std::int64_t seed : seeds) {
    announce(mode, seed, replicates.size() + 1, seeds.size());
    if (replicates.size() > 0) simulation.restart(seed);
    Dataset result = run(simulation);
    manifest = take_manifest(result);
    replicates.add(seed, result);
  }
  Dataset all = replicates.take();
  name_seeds(manifest, seeds);
  provenance_of(all).variables.push_back(std::move(manifest));
  return all;
}

}  // namespace povtrap::app
