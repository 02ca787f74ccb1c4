#include <algorithm>
#include <charconv>
#include <povtrap/error.hpp>
#include <povtrap/replicates.hpp>
#include <string_view>
#include <system_error>

namespace povtrap {

namespace {

constexpr std::size_t most_seeds = 10'000;  // a list of more is a slip of the keyboard

[[noreturn]] void refuse(const std::string& text, const std::string& problem) {
  throw ConfigError("seeds \"" + text + "\": " + problem +
                    " (nothing was run) write a range 1..10, a list 1,4,7, or both 1..3,9");
}

std::int64_t seed_in(std::string_view part, const std::string& text) {
  std::int64_t seed = 0;
  const char* const end = part.data() + part.size();
  const auto [stop, fault] = std::from_chars(part.data(), end, seed);
  if (fault == std::errc::result_out_of_range) refuse(text, std::string(part) + " is too large for a seed");
  if (fault != std::errc() || stop != end) refuse(text, "\"" + std::string(part) + "\" is no whole number");
  if (seed < 0) refuse(text, std::string(part) + " is negative");
  return seed;
}

}  // namespace

std::vector<std::int64_t> parse_seeds(const std::string& text) {
  std::vector<std::int64_t> seeds;
  std::string_view rest = text;
  for (bool more = true; more;) {
    const auto comma = rest.find(',');
    const std::string_view part = rest.substr(0, comma);
    more = comma != std::string_view::npos;
    if (more) rest.remove_prefix(comma + 1);
    const auto dots = part.find("..");
    const std::int64_t first = seed_in(part.substr(0, dots), text);
    const std::int64_t last = dots == std::string_view::npos ? first : seed_in(part.substr(dots + 2), text);
    if (last < first) refuse(text, "the range " + std::string(part) + " runs backwards");
    if (static_cast<std::uint64_t>(last - first) >= most_seeds - std::min(most_seeds, seeds.size())) {
      refuse(text, "these are more than " + std::to_string(most_seeds) + " seeds");
    }
    for (std::int64_t seed = first;; ++seed) {
      seeds.push_back(seed);
      if (seed == last) break;
    }
  }
  std::ranges::sort(seeds);
  const auto twice = std::ranges::adjacent_find(seeds);
  if (twice != seeds.end()) refuse(text, "seed " + std::to_string(*twice) + " is there twice");
  return seeds;
}

std::string seeds_text(std::vector<std::int64_t> seeds) {
  std::ranges::sort(seeds);
  std::string text;
  for (std::size_t first = 0, next = 0; first < seeds.size(); first = next) {
    next = first + 1;
    while (next < seeds.size() && seeds[next] - seeds[next - 1] == 1) ++next;
    if (next - first == 2) next = first + 1;  // "1,2" is no longer than "1..2" and plainer
    text += (text.empty() ? "" : ",") + std::to_string(seeds[first]);
    if (next - first > 1) text += ".." + std::to_string(seeds[next - 1]);
  }
  return text;
}

}  // namespace povtrap
