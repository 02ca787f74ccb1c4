#include "programmes/work_relief.hpp"

#include "core/fields.hpp"

namespace povtrap {

void WorkReliefParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "work_relief", "public works in villages at a wage that only the poor accept");
  fields.flag("active", active, false, {.meaning = "the programme exists"});
  fields.number("wage", wage, 1.0,
                {.unit = "poverty lines/year",
                 .minimum = 0,
                 .maximum = 1000,
                 .meaning = "pay of a worker for full time; who is worth more at home does not come"});
  fields.number("season", season, 0.5,
                {.minimum = 0, .maximum = 1, .meaning = "part of a period for which a post takes the worker from home"});
  fields.number("budget", budget, 0.02,
                {.unit = "poverty lines/head/year",
                 .minimum = 0,
                 .maximum = 1000,
                 .meaning = "wages that can be paid, for each head of the villages"});
  fields.number("works", works, 1.0,
                {.minimum = 0, .maximum = 100, .meaning = "public works that a unit of wages brings, in money"});
  fields.choice("provider", provider, "central_government", {"central_government", "provinces"},
                {.meaning = "who pays: the centre borrows, provinces only spend what they have"});
  fields.number(
      "start", start, -1000,
      {.unit = "years since the base year", .minimum = -1000, .maximum = 1000, .meaning = "first moment of offering work"});
  fields.number(
      "end", end, 1000,
      {.unit = "years since the base year", .minimum = -1000, .maximum = 1000, .meaning = "moment from which none is offered"});
}

bool WorkReliefParameters::offered(double now) const {
  constexpr double same_moment = 1e-9;
  return active && now >= start - same_moment && now < end - same_moment;
}

}  // namespace povtrap
