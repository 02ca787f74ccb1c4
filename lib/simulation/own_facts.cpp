#include "simulation/own_facts.hpp"

namespace povtrap {

PeriodFacts facts_of(const Model& model, const NationalDecisions& nation, const Calendar& calendar) {
  return {.number = calendar.period,
          .year = calendar.year(),
          .year_of_run = calendar.year_index(),
          .length = calendar.length(),
          .opens_year = calendar.opens_year(),
          .closes_year = calendar.closes_year(),
          .burning_in = calendar.burning_in(),
          .poverty_line = model.poverty.line,
          .price_index = nation.price_index};
}

RegionFacts facts_of(const Region& region, std::size_t number) {
  return {.number = number,
          .bloc = region.bloc,
          .town = region.kind == RegionKind::urban,
          .persons = region.persons,
          .productivity = region.productivity,
          .public_capital = region.public_capital,
          .food_price = region.food_price,
          .services_price = region.services_price,
          .manufactures_price = region.manufactures_price,
          .unemployment = region.unemployment};
}

HouseholdBlock block_of(const HouseholdPass& pass) {
  const Calendar& calendar = pass.economy.calendar;
  return {pass.households, pass.block, facts_of(pass.model, pass.nation, calendar), facts_of(pass.region, pass.block.region),
          calendar.period};
}

}  // namespace povtrap
