#include "bench_report.hpp"

#include <fstream>
#include <nlohmann/json.hpp>
#include <povtrap/version.hpp>

#include "core/parallel.hpp"
#include "output.hpp"
#include "table.hpp"

namespace povtrap::app {

namespace {

using Json = nlohmann::ordered_json;

std::string with_spread(const char* format, const Spread& spread, double unit = 1) {
  return number(format, spread.median / unit) + " (" + number(format, spread.lowest / unit) + "-" +
         number(format, spread.highest / unit) + ")";
}

/// The first value of a key in a file such as /proc/cpuinfo.
std::string value_of(const char* path, const std::string& key) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const auto colon = line.find(": ");
    if (line.starts_with(key) && colon != std::string::npos) return line.substr(colon + 2);
  }
  return "unknown";
}

std::string vectors() {
#if defined(__x86_64__) && defined(__GNUC__)
  if (__builtin_cpu_supports("avx512f")) return "AVX-512";
  if (__builtin_cpu_supports("avx2")) return "AVX2";
  return "SSE2";
#else
  return "as compiled";
#endif
}

Json json_of(const Spread& spread) {
  return {{"min", spread.lowest}, {"median", spread.median}, {"max", spread.highest}};
}

/// Where there is no time to compare with, because one thread was not measured.
const TimedThreads* single_thread(const TimedEconomy& timed) {
  return timed.timings.front().threads == 1 ? &timed.timings.front() : nullptr;
}

double nanoseconds(const TimedEconomy& timed, double seconds) {
  return 1e9 * seconds / timed.household_periods;
}

Json json_of(const TimedEconomy& timed, const TimedThreads& timing) {
  std::vector<double> words, bandwidths;
  for (const Repetition& repetition : timing.repetitions) {
    words.push_back(repetition.words);
    bandwidths.push_back(repetition.bandwidth);
  }
  Json json = {{"threads", timing.threads},
               {"household_periods_per_second_and_core", json_of(timing.rate_per_core())},
               {"philox_words_per_household_period", json_of(timing.words())},
               {"fraction_of_update_bound", json_of(timing.fraction_of_bound(timed.touched_bytes))},
               {"philox_words_per_second", json_of(spread_of(words))},
               {"update_in_place_bytes_per_second", json_of(spread_of(bandwidths))}};
  if (const TimedThreads* one = single_thread(timed); one != nullptr && timing.threads > 1) {
    const Scaling found = scaling(*one, timing);
    json["scaling"] = {{"economy", json_of(found.economy)}, {"loop", json_of(found.loop)}, {"ratio", json_of(found.ratio)}};
  }
  return json;
}

Json json_of(const TimedEconomy& timed) {
  Json json = {{"economy", timed.economy},
               {"households", timed.households},
               {"household_periods_per_repetition", timed.household_periods},
               {"setup_seconds", timed.setup_seconds},
               {"state_bytes_per_household", timed.state_bytes},
               {"resident_bytes_per_household", timed.resident_bytes},
               {"bytes_touched_per_household_period", timed.touched_bytes},
               {"digest", timed.digest},
               {"timings", Json::array()}};
  for (const TimedThreads& timing : timed.timings) json["timings"].push_back(json_of(timed, timing));
  for (const PhaseTime& phase : timed.phases)
    json["nanoseconds_per_household_period"][phase.name] = nanoseconds(timed, phase.seconds);
  return json;
}

std::string scaling_text(const TimedEconomy& timed, const TimedThreads& timing) {
  const TimedThreads* one = single_thread(timed);
  if (one == nullptr || timing.threads == 1) return "";
  const Scaling found = scaling(*one, timing);
  return number("%.2f", found.economy.median) + " of " + number("%.2f", found.loop.median) + ": " +
         with_spread("%.3f", found.ratio);
}

}  // namespace

std::string bench_text(const TimedEconomy& timed) {
  constexpr double million = 1e6;
  const std::string title = timed.economy + ", " + grouped(static_cast<std::int64_t>(timed.households)) +
                            " households: " + number("%.0f", timed.state_bytes) + " B of state and " +
                            number("%.0f", timed.resident_bytes) + " B resident each, " + number("%.0f", timed.touched_bytes) +
                            " B touched in a period; opening day " + number("%.2f", timed.setup_seconds) + " s; digest " +
                            timed.digest;
  Table table(title,
              {"threads", "M household-periods/s and core", "Philox words", "of the bandwidth bound", "scaling of a loop's"});
  for (const TimedThreads& timing : timed.timings) {
    table.add({std::to_string(timing.threads), with_spread("%.2f", timing.rate_per_core(), million),
               with_spread("%.0f", timing.words()), with_spread("%.3f", timing.fraction_of_bound(timed.touched_bytes)),
               scaling_text(timed, timing)});
  }
  std::string text =
      table.text() + "ns of a household-period by phase, threads " + std::to_string(timed.timings.front().threads) + ":";
  for (const PhaseTime& phase : timed.phases)
    text += (&phase == &timed.phases.front() ? " " : ", ") + phase.name + " " + number("%.1f", nanoseconds(timed, phase.seconds));
  return text + "\n";
}

std::string bench_json(const std::vector<TimedEconomy>& all, const BenchOptions& options) {
  Json json = {{"povtrap", version()},
               {"commit", commit()},
               {"machine",
                {{"processor", value_of("/proc/cpuinfo", "model name")},
                 {"threads", available_threads()},
                 {"vectors", vectors()},
                 {"memory", value_of("/proc/meminfo", "MemTotal")}}},
               {"repetitions", options.repetitions},
               {"update_array_bytes", options.array_bytes},
               {"results", Json::array()}};
  for (const TimedEconomy& timed : all) json["results"].push_back(json_of(timed));
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace povtrap::app
