/// povtrap_macro: whole periods at given sizes and numbers of threads, beside what the machine can do at most.
/// bench/README.md says how to read the figures.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <povtrap/error.hpp>
#include <string>
#include <vector>

#include "options.hpp"
#include "resident.hpp"
#include "timed_economy.hpp"
#include "yardsticks.hpp"

namespace povtrap::bench {

namespace {

using Json = nlohmann::ordered_json;

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

/// The economies of the benchmark, small changes to a configuration that everybody can run.
Config economy_config(const std::string& economy, std::int64_t households) {
  Config config = economy == "minimal" ? Config::load(std::string(POVTRAP_SOURCE_DIR) + "/configs/minimal.toml") : Config();
  if (economy == "whole") {
    config.set("development.aspiration", "true");
    config.set("shocks.job_loss.probability", "0.01");
  }
  config.set("population.households", std::to_string(households));
  config.set("run.burn_in_years", "1");
  config.set("run.growth_burn_in_years", "1");
  config.set("run.years", "1000");
  return config;
}

/// One economy at one size and number of threads, with what five repetitions found.
struct Entry {
  std::string economy;
  std::unique_ptr<TimedEconomy> run = nullptr;
  double setup_seconds = 0, resident_bytes = 0;
  std::vector<double> rates = {}, words = {},
                      bandwidths = {};  ///< household-periods/s, words/s and bytes/s of the same repetition
};

Entry open(const std::string& economy, std::int64_t households, int threads) {
  Entry entry{.economy = economy};
  const double before = current_bytes();
  forget_peak();
  const double start = now();
  entry.run = std::make_unique<TimedEconomy>(economy_config(economy, households), threads);
  entry.setup_seconds = now() - start;
  static_cast<void>(entry.run->run(2 * entry.run->periods_per_year()));  // the burn-in, and one year in which history exists
  entry.resident_bytes = (peak_bytes() - before) / entry.run->households();
  return entry;
}

void repeat(Entry& entry, Yardsticks& yardsticks, std::int64_t years) {
  const double words_before = yardsticks.philox_words();
  const double bandwidth = yardsticks.update_in_place();
  const std::int64_t periods = years * entry.run->periods_per_year();
  const double seconds = entry.run->run(periods);
  const double words_after = yardsticks.philox_words();
  entry.rates.push_back(entry.run->households() * static_cast<double>(periods) / seconds);
  entry.words.push_back((words_before + words_after) / 2);
  entry.bandwidths.push_back(bandwidth);
}

/// Medians of ratios inside a repetition, not ratios of medians.
template <class Ratio>
double median_of(const Entry& entry, Ratio ratio) {
  std::vector<double> values;
  for (std::size_t k = 0; k < entry.rates.size(); ++k) values.push_back(ratio(k));
  return median(values);
}

Json report(Entry& entry, int threads, std::int64_t years) {
  const double state = entry.run->state_bytes();
  const double passage = 2 * state;  // every byte of state read once and written once
  Json json = {{"economy", entry.economy}, {"households", entry.run->households()}, {"threads", threads}};
  json["household_periods_per_second_and_core"] = median(entry.rates) / threads;
  json["slowest_and_fastest"] = {*std::min_element(entry.rates.begin(), entry.rates.end()) / threads,
                                 *std::max_element(entry.rates.begin(), entry.rates.end()) / threads};
  json["philox_words_per_household_period"] = median_of(entry, [&](std::size_t k) { return entry.words[k] / entry.rates[k]; });
  json["fraction_of_update_bound"] =
      median_of(entry, [&](std::size_t k) { return entry.rates[k] * passage / entry.bandwidths[k]; });
  json["state_bytes_per_household"] = state;
  json["resident_bytes_per_household"] = entry.resident_bytes;
  json["setup_seconds"] = entry.setup_seconds;
  json["philox_words_per_second"] = median(entry.words);
  json["update_in_place_bytes_per_second"] = median(entry.bandwidths);
  const double household_periods = entry.run->households() * static_cast<double>(years * entry.run->periods_per_year());
  for (const PhaseTime& phase : entry.run->run_by_phase(years * entry.run->periods_per_year())) {
    json["nanoseconds_per_household_period"][phase.name] = phase.seconds * 1e9 / household_periods;
  }
  json["digest"] = entry.run->digest();
  return json;
}

void print(const Json& r) {
  const auto number = [&](const char* key) { return r[key].get<double>(); };
  std::printf(
      "%-8s %10.0f households %2d threads: %6.2f M household-periods/s and core (%.2f-%.2f), %4.0f Philox words, %.3f of the "
      "update bound\n",
      r["economy"].get<std::string>().c_str(), number("households"), r["threads"].get<int>(),
      number("household_periods_per_second_and_core") / 1e6, r["slowest_and_fastest"][0].get<double>() / 1e6,
      r["slowest_and_fastest"][1].get<double>() / 1e6, number("philox_words_per_household_period"),
      number("fraction_of_update_bound"));
  std::printf(
      "         %.0f B resident and %.0f B of state a household, opening day %.2f s; %.0f M words/s, %.1f GB/s; digest %s\n",
      number("resident_bytes_per_household"), number("state_bytes_per_household"), number("setup_seconds"),
      number("philox_words_per_second") / 1e6, number("update_in_place_bytes_per_second") / 1e9,
      r["digest"].get<std::string>().c_str());
  for (const auto& [name, ns] : r["nanoseconds_per_household_period"].items())
    std::printf("           %7.2f ns  %s\n", ns.get<double>(), name.c_str());
}

void measure(const Options& options, std::int64_t households, int threads, Json& results) {
  Yardsticks yardsticks(threads, options.array_doubles);
  std::vector<Entry> entries;
  for (const std::string& economy : options.economies) entries.push_back(open(economy, households, threads));
  for (std::int64_t k = 0; k < options.repetitions; ++k) {
    for (Entry& entry : entries) repeat(entry, yardsticks, options.years);
  }
  for (Entry& entry : entries) {
    results.push_back(report(entry, threads, options.years));
    print(results.back());
  }
}

int run(const Options& options) {
  Json results = Json::array();
  for (const std::int64_t households : options.households) {
    for (const int threads : options.threads) measure(options, households, threads, results);
  }
  if (options.json.empty()) return EXIT_SUCCESS;
  std::ofstream file(options.json);
  file << Json{{"repetitions", options.repetitions}, {"years", options.years}, {"results", results}}.dump(2) << '\n';
  if (!file) throw IoError("Cannot write " + options.json + " (the figures above are all there is). Choose another --json file.");
  return EXIT_SUCCESS;
}

}  // namespace

}  // namespace povtrap::bench

int main(int argc, char** argv) {
  try {
    return povtrap::bench::run(povtrap::bench::read_options({argv + 1, argv + argc}));
  } catch (const std::exception& fault) {
    std::cerr << fault.what() << '\n';
    return 2;
  }
}
