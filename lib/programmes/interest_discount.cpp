#include "programmes/interest_discount.hpp"

#include <algorithm>

#include "core/fields.hpp"

namespace povtrap {

void InterestDiscountParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "interest_discount",
                      "interest on loans in villages that the central government pays for the borrower");
  fields.flag("active", active, false, {.meaning = "the programme exists"});
  fields.number("points", points, 0.03,
                {.unit = "1/year",
                 .minimum = 0,
                 .maximum = 1,
                 .meaning = "part of the interest rate that the government pays to the lender",
                 .source = "5.415 bn yuan for nearly 200 bn yuan of loans in China, 2001-2010: about 3 points for a year",
                 .origin = Origin::sourced});
  fields.choice("lenders", lenders, "both", {"village_funds", "bank", "both"},
                {.meaning = "whose loans to rural households are eligible"});
  fields.number("start", start, -1000,
                {.unit = "years since the base year", .minimum = -1000, .maximum = 1000, .meaning = "first moment of paying"});
  fields.number(
      "end", end, 1000,
      {.unit = "years since the base year", .minimum = -1000, .maximum = 1000, .meaning = "moment from which nothing is paid"});
}

double InterestDiscountParameters::on(const std::string& lender, double rate, double now) const {
  constexpr double same_moment = 1e-9;
  const bool running = active && now >= start - same_moment && now < end - same_moment;
  return running && (lenders == "both" || lenders == lender) ? std::min(points, rate) : 0.0;
}

}  // namespace povtrap
