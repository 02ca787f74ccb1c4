#include "programmes/insurance.hpp"

#include <algorithm>

#include "core/fields.hpp"
#include "core/math.hpp"

namespace povtrap {

namespace {

/// Price over the fair one below which demand does not rise further, so that insurance for nothing has a finite demand.
constexpr double least_price = 0.05;

}  // namespace

void InsuranceParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "insurance", "insurance of productive capital against the losses that shocks bring");
  fields.flag("active", active, false, {.meaning = "there is an insurer"});
  fields.number("start", start, -1000,
                {.unit = "years since the base year", .minimum = -1000, .maximum = 1000, .meaning = "first moment of selling"});
  fields.number(
      "end", end, 1000,
      {.unit = "years since the base year", .minimum = -1000, .maximum = 1000, .meaning = "moment from which nothing is sold"});
  fields.number("take_up", take_up, 0.3,
                {.minimum = 0, .maximum = 1, .meaning = "share of households that buy at the fair price, if they can spare it"});
  fields.number("elasticity", elasticity, 1.0,
                {.minimum = 0,
                 .maximum = 10,
                 .meaning = "fall of take-up with the price that households pay",
                 .source = "Cole et al. (2013), Barriers to household risk management: about 1",
                 .origin = Origin::sourced});
  fields.number("coverage", coverage, 0.8, {.minimum = 0, .maximum = 1, .meaning = "share of a loss that is indemnified"});
  fields.number("loading", loading, 0.3,
                {.minimum = 0, .maximum = 10, .meaning = "what the premium exceeds expected indemnities by, as a share of them"});
  fields.number("subsidy", subsidy, 0.0,
                {.minimum = 0, .maximum = 1, .meaning = "share of the premium that the central government pays"});
  fields.number("expected_loss", expected_loss, 0.017,
                {.unit = "1/year",
                 .minimum = 0,
                 .maximum = 1,
                 .meaning = "losses over insured capital that the insurer reckons with at first",
                 .source = ".05 x .1 + .03 x .2 + .02 x .3, Ikegami et al. (2016)",
                 .origin = Origin::sourced});
  fields.number("learning", learning, 0.2,
                {.unit = "1/year", .minimum = 0, .maximum = 12, .meaning = "speed at which it follows the losses that it sees"});
  fields.number("expenses", expenses, 0.15,
                {.minimum = 0, .maximum = 1, .meaning = "share of premiums that buys services for the insurer itself"});
  fields.number(
      "reserves", reserves, 2.0,
      {.unit = "year", .minimum = 0, .maximum = 1000, .meaning = "premiums kept as reserves; more is paid to the owners"});
  fields.flag("guaranteed", guaranteed, false,
              {.meaning = "the central government pays what reserves do not reach; else all indemnities shrink alike"});
}

bool InsuranceParameters::sold(double now) const {
  constexpr double same_moment = 1e-9;
  return active && now >= start - same_moment && now < end - same_moment;
}

double InsuranceParameters::buyers() const {
  const double price = std::max(least_price, (1.0 + loading) * (1.0 - subsidy));
  return std::min(1.0, take_up * math::pow(price, -elasticity));
}

}  // namespace povtrap
