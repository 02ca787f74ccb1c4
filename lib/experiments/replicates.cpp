#include <povtrap/replicates.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <povtrap/error.hpp>
#include <ranges>
#include <type_traits>
#include <utility>

namespace povtrap {

namespace {

constexpr const char* seed_dimension = "seed";
constexpr const char* provenance = "provenance";
constexpr std::size_t longest_id = 1000;  // bytes, for people to read; the coordinate has every seed

/// Calendar and published series have the same values whatever the luck.
bool is_shared(const Variable& variable) {
  if (variable.dimensions.size() == 1 && variable.dimensions[0] == variable.name) return true;
  constexpr std::array names{"year", "period_of_year", "panel_year"};
  if (std::ranges::find(names, variable.name) != names.end() || variable.name.starts_with("observed_")) return true;
  const bool is_real =
      std::holds_alternative<std::vector<double>>(variable.values) || std::holds_alternative<std::vector<float>>(variable.values);
  return !is_real && variable.dimensions == std::vector<std::string>{"region"};
}

/// Equal bit by bit, so that NaN equals NaN.
bool same_values(const Values& one, const Values& other) {
  return std::visit(
      [&]<class T>(const std::vector<T>& a) {
        const auto* b = std::get_if<std::vector<T>>(&other);
        if (b == nullptr || a.size() != b->size()) return false;
        if constexpr (std::is_same_v<T, std::string>) {
          return a == *b;
        } else {
          return a.empty() || std::memcmp(a.data(), b->data(), a.size() * sizeof(T)) == 0;
        }
      },
      one);
}

[[noreturn]] void misfit(std::int64_t seed, const std::string& what) {
  throw DataError("the run with seed " + std::to_string(seed) + " does not fit the runs before it: " + what +
                  " (runs in one file may differ in their seed only) put it into a file of its own");
}

/// Throws: DataError unless `run` can be appended to `all`, whose series lead with the seed.
void check_fit(const Dataset& all, const Dataset& run, std::int64_t seed) {
  for (const Dimension& dimension : run.dimensions) {
    const auto known = std::ranges::find(all.dimensions, dimension.name, &Dimension::name);
    if (known == all.dimensions.end() || known->length != dimension.length) {
      misfit(seed, "its dimension \"" + dimension.name + "\" has the length " + std::to_string(dimension.length));
    }
  }
  if (std::ranges::count_if(all.variables, [](const Variable& v) { return v.name != seed_dimension; }) !=
      std::ssize(run.variables)) {
    misfit(seed, "it has another number of variables");
  }
  for (const Variable& variable : run.variables) {
    const auto known = std::ranges::find(all.variables, variable.name, &Variable::name);
    if (known == all.variables.end() || known->values.index() != variable.values.index() ||
        !std::ranges::equal(variable.dimensions, known->dimensions | std::views::drop(is_shared(variable) ? 0 : 1))) {
      misfit(seed, "its variable \"" + variable.name + "\" is new or has another shape");
    }
    if (is_shared(variable) && !same_values(known->values, variable.values)) {
      misfit(seed, "its variable \"" + variable.name + "\" has other values");
    }
  }
  for (const auto& [name, group] : run.groups) {
    if (name == provenance) continue;
    const auto known = std::ranges::find(all.groups, name, &std::pair<std::string, Dataset>::first);
    if (known == all.groups.end()) misfit(seed, "its group \"" + name + "\" is new");
    check_fit(known->second, group, seed);
  }
}

/// The first run: every series gets room for more.
void lead_with_seed(Dataset& dataset) {
  for (Variable& variable : dataset.variables) {
    if (!is_shared(variable)) variable.dimensions.insert(variable.dimensions.begin(), seed_dimension);
  }
  for (auto& [name, group] : dataset.groups) {
    if (name != provenance) lead_with_seed(group);
  }
}

void append(Dataset& all, const Dataset& run) {
  for (const Variable& variable : run.variables) {
    if (is_shared(variable)) continue;
    std::visit(
        [&]<class T>(std::vector<T>& values) {
          const auto& more = std::get<std::vector<T>>(variable.values);
          values.insert(values.end(), more.begin(), more.end());
        },
        std::ranges::find(all.variables, variable.name, &Variable::name)->values);
  }
  for (const auto& [name, group] : run.groups) {
    if (name != provenance) append(std::ranges::find(all.groups, name, &std::pair<std::string, Dataset>::first)->second, group);
  }
}

void set_attribute(Dataset& dataset, const std::string& name, const std::string& value) {
  const auto known = std::ranges::find(dataset.attributes, name, &std::pair<std::string, std::string>::first);
  if (known == dataset.attributes.end()) {
    dataset.attributes.emplace_back(name, value);
  } else {
    known->second = value;
  }
}

/// The part of a data set that belongs to one seed.
void keep_one(Dataset& dataset, std::size_t position, std::size_t count) {
  for (Variable& variable : dataset.variables) {
    if (variable.dimensions.empty() || variable.dimensions.front() != seed_dimension) continue;
    variable.dimensions.erase(variable.dimensions.begin());
    std::visit(
        [&](auto& values) {
          const auto width = static_cast<std::ptrdiff_t>(values.size() / count);
          const auto first = values.begin() + static_cast<std::ptrdiff_t>(position) * width;
          values = std::remove_reference_t<decltype(values)>(first, first + width);
        },
        variable.values);
  }
  for (auto& [name, group] : dataset.groups) keep_one(group, position, count);
}

}  // namespace

void Replicates::add(std::int64_t seed, const Dataset& result) {
  if (std::ranges::find(seeds_, seed) != seeds_.end()) misfit(seed, "that seed is there already");
  if (is_replicated(result)) misfit(seed, "it holds several runs itself");
  if (result.has_variable(seed_dimension)) misfit(seed, "it has a variable \"seed\" of its own");
  if (seeds_.empty()) {
    all_ = result;
    lead_with_seed(all_);
  } else {
    check_fit(all_, result, seed);
    append(all_, result);
  }
  seeds_.push_back(seed);
}

Dataset Replicates::take() {
  if (seeds_.empty()) throw DataError("there are no runs to put together (at least one is needed) add() their results first");
  const std::string text = seeds_text(seeds_);
  all_.dimensions.insert(all_.dimensions.begin(), {seed_dimension, seeds_.size(), false});
  all_.variables.insert(all_.variables.begin(),
                        {seed_dimension, {seed_dimension}, "1", "seed of the run", std::exchange(seeds_, {}), {}});
  set_attribute(all_, "id", text.size() <= longest_id ? "seeds " + text : std::to_string(all_.length(seed_dimension)) + " seeds");
  for (auto& [name, group] : all_.groups) {
    if (name != provenance) continue;
    group.variables.push_back(
        {"seeds", {}, "1", "seeds of the runs, as povtrap run --seeds takes them", std::vector<std::string>{text}, {}});
  }
  return std::exchange(all_, {});
}

bool is_replicated(const Dataset& result) {
  return std::ranges::find(result.dimensions, seed_dimension, &Dimension::name) != result.dimensions.end();
}

std::vector<std::int64_t> seeds_of(const Dataset& result) {
  if (is_replicated(result)) {
    const Variable& seed = result.variable(seed_dimension);
    const auto* seeds = std::get_if<std::vector<std::int64_t>>(&seed.values);
    if (seeds != nullptr && seeds->size() == result.length(seed_dimension)) return *seeds;
  }
  for (const auto& [name, value] : result.attributes) {
    constexpr std::string_view start = "seed ";
    std::int64_t seed = 0;
    if (name != "id" || !value.starts_with(start)) continue;
    const char* const end = value.data() + value.size();
    if (std::from_chars(value.data() + start.size(), end, seed).ptr == end) return {seed};
  }
  throw DataError(
      "a result does not say which seed made it (attribute id \"seed N\" or coordinate seed is missing) was it written by "
      "povtrap run?");
}

Dataset replicate_of(const Dataset& result, std::size_t position) {
  const std::vector<std::int64_t> seeds = seeds_of(result);
  if (position >= seeds.size()) {
    throw DataError("there is no replicate " + std::to_string(position) + " (the result holds " + std::to_string(seeds.size()) +
                    " runs, counted from 0) choose another");
  }
  Dataset one = result;
  std::erase_if(one.groups, [](const auto& group) { return group.first == provenance; });
  if (is_replicated(result)) {
    std::erase_if(one.dimensions, [](const Dimension& dimension) { return dimension.name == seed_dimension; });
    std::erase_if(one.variables, [](const Variable& variable) { return variable.name == seed_dimension; });
    keep_one(one, position, seeds.size());
  }
  set_attribute(one, "id", "seed " + std::to_string(seeds[position]));
  return one;
}

}  // namespace povtrap
