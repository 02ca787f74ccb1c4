#include <povtrap/draws.hpp>

#include <povtrap/error.hpp>

#include "core/random.hpp"

namespace povtrap {

namespace {

/// A name of its own, so that a rule called like a component of povtrap does not share its luck.
Stream stream_of(std::uint64_t seed, const std::string& rule, std::string_view purpose) {
  return make_stream(seed, "own." + rule + "." + std::string(purpose));
}

void check_room(std::span<double> out, const HouseholdBlock& households, const std::string& rule) {
  if (out.size() == households.size()) return;
  throw ModelError("Own rule '" + rule + "' asked for " + std::to_string(out.size()) + " draws for " +
                   std::to_string(households.size()) + " households (each needs one) make the row as long as the block");
}

}  // namespace

Draws::Draws(std::uint64_t seed, std::string_view rule, const HouseholdBlock& households)
    : seed_(seed), rule_(rule), households_(&households) {}

std::uint32_t Draws::time_of(Keep keep) const {
  const PeriodFacts& now = households_->period();
  return keep == Keep::forever ? 0 : static_cast<std::uint32_t>(keep == Keep::year ? now.year_of_run : now.number);
}

void Draws::uniform(std::string_view purpose, std::span<double> out, Keep keep) const {
  check_room(out, *households_, rule_);
  fill_uniform(stream_of(seed_, rule_, purpose), households_->id().data(), out.size(), time_of(keep), 0, out.data());
}

void Draws::normal(std::string_view purpose, std::span<double> out, Keep keep) const {
  check_room(out, *households_, rule_);
  fill_normal(stream_of(seed_, rule_, purpose), households_->id().data(), out.size(), time_of(keep), 0, out.data());
}

double Draws::region_uniform(std::string_view purpose, Keep keep) const {
  const auto region = static_cast<std::uint32_t>(households_->region().number);
  // Draw 1, so that a region's luck is not that of the household of the same number.
  return draw_uniform(stream_of(seed_, rule_, purpose), region, time_of(keep), 1);
}

}  // namespace povtrap
