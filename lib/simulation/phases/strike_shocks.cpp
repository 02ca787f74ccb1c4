#include <algorithm>

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "shocks/shared_luck.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

POVTRAP_KERNEL void draw_luck(const double* POVTRAP_RESTRICT normal, float* POVTRAP_RESTRICT luck, std::size_t n, double sd) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) luck[i] = static_cast<float>(math::exp(sd * normal[i] - 0.5 * sd * sd));
}

/// Luck of own enterprises is drawn once a year, so that its spread over years does not depend on the period length.
void renew_luck(HouseholdPass& pass) {
  if (pass.model.enterprise.luck == 0) return;
  luck_of_year(pass.model, pass.of(pass.households.id), pass.n, pass.economy.calendar.year_index(), pass.scratch.row(),
               pass.of(pass.households.luck));
}

}  // namespace

void luck_of_year(const Model& model, const std::uint32_t* id, std::size_t n, std::int64_t year, double* normal, float* luck) {
  fill_normal(make_stream(static_cast<std::uint64_t>(model.run.seed), "luck"), id, n, static_cast<std::uint32_t>(year), 0,
              normal);
  draw_luck(normal, luck, n, model.enterprise.luck);
}

void draw_weather(Stage& stage) {
  for (std::size_t r = 0; r < stage.economy.regions.size(); ++r) {
    Region& region = stage.economy.regions[r];
    region.weather = region.disaster = 1.0;
    if (!stage.model.shocks.active) continue;
    for (const auto& shock : stage.model.shocks.all) shock->strike_region(region, r, stage.economy.calendar);
  }
}

void strike_shocks(HouseholdPass& pass) {
  Households& h = pass.households;
  const Calendar& calendar = pass.economy.calendar;
  if (calendar.opens_year()) {
    renew_luck(pass);
    std::uint8_t* age = pass.of(h.age);
    for (std::size_t i = 0; i < pass.n; ++i) age[i] = static_cast<std::uint8_t>(age[i] + (age[i] < 255 ? 1 : 0));
  }
  if (!pass.model.shocks.active) return;
  double *capital = pass.of(h.capital), *capital_before = pass.scratch.row();
  if (pass.model.programmes.insurance.active) std::copy_n(capital, pass.n, capital_before);
  SharedLuck words(pass.model.shocks.luck, pass.of(h.id), pass.n, calendar.period);
  const ShockTarget target{
      pass.n,         pass.of(h.id),    calendar,        capital, pass.of(h.marks),       pass.of(h.employer),
      pass.of(h.age), pass.of(h.skill), pass.of(h.luck), words,   pass.tally.capital_lost};
  for (const auto& shock : pass.model.shocks.all) shock->strike(target);
  strike_own_shocks(pass);
  claim_losses(pass, capital_before);
}

}  // namespace povtrap
