#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <povtrap/error.hpp>
#include <povtrap/result_file.hpp>
#include <povtrap/version.hpp>

#include "arguments.hpp"
#include "command_line.hpp"
#include "commands.hpp"
#include "differences.hpp"
#include "manifest.hpp"
#include "output.hpp"

namespace povtrap::app {

namespace {

using Json = nlohmann::ordered_json;

struct VerifyArguments {
  std::string file;
  Registry own;  ///< rules of the user's program
  std::optional<std::string> threads;
  bool values = false, json = false, quiet = false;
};

struct Verdict {
  std::size_t variables = 0;
  std::vector<Difference> differences;
  std::string note;  ///< something to know that is no difference
};

/// Is the file, byte for byte, what this povtrap writes for the result?
bool has_bytes_of(const std::string& file, const Dataset& result) {
  const std::vector<std::byte> expected = result_image(result);
  std::ifstream stream(file, std::ios::binary);
  const std::string found(std::istreambuf_iterator<char>(stream), {});
  const auto same = [](std::byte a, char b) { return a == static_cast<std::byte>(b); };
  return std::equal(expected.begin(), expected.end(), found.begin(), found.end(), same);
}

std::size_t variables_of(const Dataset& dataset) {
  std::size_t count = dataset.variables.size();
  for (const auto& [name, group] : dataset.groups) count += variables_of(group);
  return count;
}

/// Did somebody change the manifest? It speaks of time and place, so that it cannot be made again and compared.
bool has_manifest_of(const Dataset& found, const Dataset& expected) {
  const auto checksum = [](const Dataset& result) {
    const auto group = std::ranges::find(result.groups, "provenance", &std::pair<std::string, Dataset>::first);
    const auto& attributes = group->second.variable("manifest_json").attributes;
    const auto one = std::ranges::find(attributes, "checksum", &std::pair<std::string, std::string>::first);
    return one == attributes.end() ? "" : one->second;
  };
  return checksum(found) == checksum(expected);
}

/// Simulates again and compares. Values that are equal may still lie in a file that was changed: where no value lies, in the
/// manifest or in the time stamps. Bytes can be expected to be equal only if the same commit wrote them.
Verdict verdict_on(const VerifyArguments& arguments) {
  const auto threads = whole_number("--threads", arguments.threads, 1, 1024);
  const Dataset found = read_result(arguments.file);
  const Provenance provenance = provenance_of(found, arguments.file, arguments.own);
  const ProgressMode mode = arguments.quiet || arguments.json ? ProgressMode::none : ProgressMode::automatic;
  Dataset expected = repeat_run(provenance, static_cast<int>(threads.value_or(0)), mode).result();
  if (!provenance.manifest.empty()) attach_manifest(expected, provenance.manifest);

  Verdict verdict{variables_of(expected), differences(found, expected), ""};
  if (arguments.values || provenance.manifest.empty()) return verdict;
  if (!has_manifest_of(found, expected))
    verdict.differences.push_back({"provenance/manifest_json", "it is not as it was written"});
  if (!verdict.differences.empty()) return verdict;
  if (has_bytes_of(arguments.file, expected)) return verdict;
  if (provenance.version == version() && provenance.commit == commit()) {
    verdict.differences.push_back({"(the file itself)",
                                   "all variables are equal, but not all bytes: it was changed after it was written, or written "
                                   "with other libraries (--values compares variables only)"});
  } else {
    verdict.note = "povtrap " + provenance.version + " (" + provenance.commit + ") wrote it, so its bytes were not compared";
  }
  return verdict;
}

std::string json_text(const std::string& file, const Verdict& verdict) {
  Json all = {{"file", file},
              {"equal", verdict.differences.empty()},
              {"variables", verdict.variables},
              {"differences", Json::array()},
              {"note", verdict.note}};
  for (const Difference& difference : verdict.differences) {
    all["differences"].push_back({{"variable", difference.variable},
                                  {"what", difference.what},
                                  {"values", difference.values},
                                  {"years", difference.years}});
  }
  return all.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string years_text(const std::vector<int>& years) {
  constexpr std::size_t most = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(most, years.size()); ++i) text += (i == 0 ? " in " : ", ") + std::to_string(years[i]);
  return text + (years.size() > most ? ", ..." : "");
}

std::string text_of(const std::string& file, const Verdict& verdict) {
  constexpr std::size_t most = 10;
  const std::size_t count = verdict.differences.size();
  if (count == 0) {
    return file + " is equal: " + std::to_string(verdict.variables) + " variables" +
           (verdict.note.empty() ? "" : " (" + verdict.note + ")") + "\n";
  }
  std::string text;
  for (std::size_t i = 0; i < std::min(most, count); ++i) {
    const Difference& difference = verdict.differences[i];
    text += "  " + difference.variable;
    if (difference.values > 0) text += ": " + grouped(static_cast<std::int64_t>(difference.values)) + " values differ";
    text += years_text(difference.years) + (difference.values > 0 ? "; first " : ": ") + difference.what + "\n";
  }
  if (count > most) text += "  and " + std::to_string(count - most) + " more\n";
  return file + " is different:\n" + text;
}

void verify(const VerifyArguments& arguments) {
  const Verdict verdict = verdict_on(arguments);
  if (!arguments.quiet) print(arguments.json ? json_text(arguments.file, verdict) : text_of(arguments.file, verdict));
  if (verdict.differences.empty()) return;
  throw DataError("\"" + arguments.file +
                  "\" differs from what its own configuration gives (it was changed, or another povtrap made it) " +
                  "`povtrap rerun` makes it anew");
}

}  // namespace

void add_verify(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("verify", "Repeats the run that a result file came from and compares everything.");
  auto arguments = std::make_shared<VerifyArguments>();
  arguments->own = own_rules(*command);
  command->add_option("FILE", arguments->file, "result file of povtrap run")->option_text(" ")->required();
  command->add_flag("--values", arguments->values, "compare variables only, not the bytes of the file [off]");
  command->add_flag("--json", arguments->json, "the verdict as an object [off]");
  command->add_flag("-q,--quiet", arguments->quiet, "say it by the exit code only: 0 equal, 3 different [off]");
  command->add_option("--threads", arguments->threads, "threads to use; the result is the same [all]")->option_text("N");
  command->footer("Examples:\n  povtrap verify baseline.h5\n  povtrap verify baseline.h5 --json --threads 2");
  command->callback([arguments, &action] { action = [arguments] { verify(*arguments); }; });
}

}  // namespace povtrap::app
