#include "sweeps/sweep_runs.hpp"

#include <algorithm>
#include <charconv>
#include <povtrap/error.hpp>

#include "sweeps/journal.hpp"
#include "sweeps/sweep_folder.hpp"

namespace povtrap {

namespace {

constexpr const char* other_shape =
    "its series do not fit to those of the first run (a parameter changed the calendar, or how many lines or regions there are) "
    "leave this parameter out, or keep series that all runs have";

/// What the journals say of the runs before their layouts are compared.
struct Found {
  std::map<std::uint64_t, KeptLayout> layouts;
  std::vector<std::vector<std::uint64_t>> of_row;  ///< layouts of its results, of which there may be several
};

/// That of the first row whose layout is known. A layout whose record is damaged is not.
const KeptLayout* first_layout(const Found& found) {
  for (const auto& numbers : found.of_row) {
    for (const std::uint64_t number : numbers) {
      if (const auto layout = found.layouts.find(number); layout != found.layouts.end()) return &layout->second;
    }
  }
  return nullptr;
}

void choose_layouts(const Found& found, SweepRuns& runs) {
  const KeptLayout* const first = first_layout(found);
  if (first == nullptr) return;
  const KeptLayout* longest = first;
  for (const auto& [number, layout] : found.layouts) {
    if (fit_together(*first, layout) && layout.months.size() > longest->months.size()) longest = &layout;
  }
  runs.layout = *longest;
  for (const auto& [number, layout] : found.layouts) {
    if (fit_together(*longest, layout)) runs.layouts.emplace(number, layout);
  }
}

void judge(const Found& found, SweepRuns& runs) {
  runs.layout_of.assign(runs.state.size(), 0);
  for (std::size_t row = 0; row < runs.state.size(); ++row) {
    for (const std::uint64_t number : found.of_row[row]) {
      if (runs.layouts.contains(number)) {
        runs.layout_of[row] = number;
        runs.state[row] = RunState::done;
        runs.failure[row].clear();
        break;
      }
      if (!found.layouts.contains(number)) continue;
      runs.state[row] = RunState::failed;
      runs.failure[row] = other_shape;
    }
  }
}

}  // namespace

std::optional<std::size_t> SweepRuns::row_of(std::int64_t run_id) const {
  const auto row = rows.find(run_id);
  return row == rows.end() ? std::nullopt : std::optional(row->second);
}

SweepRuns runs_of_sweep(const std::filesystem::path& folder) {
  SweepRuns runs{.design = design_of_sweep(folder), .state = {}, .failure = {}, .layout = {}};
  const std::size_t count = runs.design.rows.size();
  for (std::size_t r = 0; r < count; ++r) runs.rows.emplace(runs.design.rows[r].run_id, r);
  runs.state.assign(count, RunState::missing);
  runs.failure.resize(count);
  Found found{.layouts = {}, .of_row = std::vector<std::vector<std::uint64_t>>(count)};
  JournalReader{.layout = [&](const KeptLayout& layout) { found.layouts.emplace(fingerprint(layout), layout); },
                .run =
                    [&](RunRecord&& record) {
                      const std::optional<std::size_t> row = runs.row_of(record.run_id);
                      if (!row) return;
                      if (!record.failed()) {
                        if (std::ranges::find(found.of_row[*row], record.layout) == found.of_row[*row].end())
                          found.of_row[*row].push_back(record.layout);
                      } else {
                        runs.state[*row] = RunState::failed;
                        runs.failure[*row] = std::move(record.failure);
                      }
                    },
                .with_values = false}
      .read(folder);
  choose_layouts(found, runs);
  judge(found, runs);
  return runs;
}

SweepStatus sweep_status(const std::filesystem::path& folder) {
  SweepRuns runs = runs_of_sweep(folder);
  SweepStatus status;
  status.rows = std::ssize(runs.design.rows);
  for (std::size_t r = 0; r < runs.state.size(); ++r) {
    const std::int64_t run = runs.design.rows[r].run_id;
    if (runs.state[r] == RunState::done) status.done += 1;
    if (runs.state[r] == RunState::missing) status.missing.push_back(run);
    if (runs.state[r] == RunState::failed) status.failures.emplace_back(run, std::move(runs.failure[r]));
  }
  return status;
}

std::string ranges_text(const std::vector<std::int64_t>& numbers) {
  std::string text;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t last = i;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
    text += (text.empty() ? "" : ",") + std::to_string(numbers[i]);
    if (last > i) text += "-" + std::to_string(numbers[last]);
    i = last + 1;
  }
  return text;
}

std::vector<NumberRange> ranges_from(const std::string& text) {
  const auto fail = [&] {
    throw ConfigError("\"" + text +
                      "\": these are no ranges of numbers (rows could be left out) write them as in 0-6,9,12-20, as "
                      "`povtrap sweep status` does");
  };
  std::vector<NumberRange> ranges;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    NumberRange range;
    const char *first = text.data() + at, *const last = text.data() + end;
    auto read = std::from_chars(first, last, range.first);
    range.last = range.first;
    if (read.ec == std::errc() && read.ptr != last && *read.ptr == '-') read = std::from_chars(read.ptr + 1, last, range.last);
    if (read.ec != std::errc() || read.ptr != last || range.first < 0 || range.last < range.first) fail();
    ranges.push_back(range);
    at = end + 1;
  }
  return ranges;
}

}  // namespace povtrap
