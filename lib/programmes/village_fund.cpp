#include "programmes/village_fund.hpp"

#include <algorithm>
#include <cmath>

#include "core/field_text.hpp"
#include "core/fields.hpp"

namespace povtrap {

namespace {

/// Classes of income in a poverty line when the poorest come first.
constexpr double income_classes = 16.0;

/// Interest first, then what is due, as far as the money reaches.
void pay(const FundTerms& terms, FundBorrower& b) {
  b.interest = floor_to_grid(std::min(terms.interest * b.debt, b.payable));
  const double due = b.debt <= b.remnant ? b.debt : terms.due * b.debt;
  b.repaid = std::min(b.debt, floor_to_grid(std::min(due, b.payable - b.interest)));
  b.debt -= b.repaid;
  b.payable -= b.interest + b.repaid;
}

/// A partner who does not fail repays the other's loan as far as the money reaches; the rest is lost.
void stand_in(FundBorrower& failing, FundBorrower& partner) {
  const double covered = floor_to_grid(std::min(failing.debt, std::max(0.0, partner.payable)));
  partner.repaid += covered;
  partner.payable -= covered;
  failing.debt -= covered;
}

void write_off(FundBorrower& b, double amount) {
  b.written_off += amount;
  b.debt -= amount;
}

}  // namespace

void service_fund_loans(const FundTerms& terms, std::span<FundBorrower> borrowers) {
  for (FundBorrower& b : borrowers) {
    b.failed = b.luck < terms.failing_chance;
    if (b.failed) continue;
    write_off(b, floor_to_grid(terms.failing_share * b.debt));
    pay(terms, b);
  }
  for (std::size_t k = 0; terms.joint && k + 1 < borrowers.size(); k += 2) {
    FundBorrower &one = borrowers[k], &other = borrowers[k + 1];
    if (one.failed && !other.failed) stand_in(one, other);
    if (other.failed && !one.failed) stand_in(other, one);
  }
  for (FundBorrower& b : borrowers) {
    if (b.failed) write_off(b, b.debt);
  }
}

FundTerms terms_of(const VillageFundParameters& fund, double discount, double dt) {
  const bool drawn = fund.default_rule == "draw";
  const double p = std::min(1.0, fund.default_share * dt);
  return {.interest = (fund.rate - discount) * dt,
          .due = std::min(1.0, dt / fund.term),
          .failing_share = drawn                  ? 0.0
                           : fund.joint_liability ? p * p
                                                  : p,
          .failing_chance = drawn ? p : 0.0,
          .joint = drawn && fund.joint_liability};
}

std::uint8_t fund_class(const VillageFundParameters& fund, double income_over_line, double expected_return, std::size_t count) {
  const double last = static_cast<double>(count - 1);
  if (fund.ranking == "equal") return 0;
  if (fund.ranking == "return") return static_cast<std::uint8_t>(std::clamp(100.0 * expected_return, 0.0, last));
  return static_cast<std::uint8_t>(last - std::clamp(std::floor(income_classes * income_over_line), 0.0, last));
}

double VillageFundParameters::endowment_of(double households) const {
  return village > 0 ? endowment * households / village : endowment;
}

std::vector<std::string> VillageFundParameters::contradictions() const {
  std::vector<std::string> faults;
  if (!active) return faults;
  if (default_rule == "share" && exclusion > 0)
    faults.push_back(
        "village_funds.exclusion = " + std::to_string(exclusion) +
        " bars those whose loan failed, but village_funds.default_rule = \"share\" lets a part of every loan fail and "
        "nobody's whole loan: set village_funds.exclusion = 0 or village_funds.default_rule = \"draw\"");
  if (village > 0 && village < 1)
    faults.push_back("village_funds.village = " + number_text(village) +
                     " gives every household more than one village: use 0 (each rural region is one village) or at least 1");
  return faults;
}

void VillageFundParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "village_funds",
                      "a revolving fund in each village that lends without collateral (mutual funds, microfinance)");
  fields.flag("active", active, false, {.meaning = "villages have such funds"});
  fields.number("start", start, 0.0,
                {.unit = "years since the base year",
                 .minimum = -1000,
                 .maximum = 1000,
                 .meaning = "when the central government pays the endowment; before the first period: in the first one"});
  fields.number("endowment", endowment, 50.8,
                {.unit = "poverty lines",
                 .minimum = 0,
                 .maximum = 1e6,
                 .meaning = "money that a village's fund begins with",
                 .source = "150,000 yuan a village, 2006-2010, over the line of 2,952 yuan",
                 .origin = Origin::sourced});
  fields.number("village", village, 0.0,
                {.unit = "households",
                 .minimum = 0,
                 .maximum = 1e9,
                 .meaning = "households of a village, by which a region gets the endowments of several; 0: each rural region "
                            "is one village"});
  fields.number("rate", rate, 0.06, {.unit = "1/year", .minimum = 0, .maximum = 10, .meaning = "interest on loans"});
  fields.number("term", term, 1.0,
                {.unit = "year",
                 .minimum = 0.01,
                 .maximum = 100,
                 .meaning = "time over which loans are repaid, in equal shares of what is owed"});
  fields.number(
      "cost", cost, 0.02,
      {.unit = "1/year", .minimum = 0, .maximum = 1, .meaning = "services that running the fund takes, over its loans"});
  fields.number(
      "default_share", default_share, 0.03,
      {.unit = "1/year", .minimum = 0, .maximum = 1, .meaning = "loans that are not repaid; the fund shrinks above i / (1 + i)"});
  fields.choice(
      "default_rule", default_rule, "draw", {"draw", "share"},
      {.meaning = "'draw': whole loans fail by lot; 'share': this part of every loan fails, which is the same on average"});
  fields.flag("joint_liability", joint_liability, false,
              {.meaning = "two borrowers stand in for each other: a loan is lost if both fail",
               .source = "Stiglitz (1990); Ghatak (1999)",
               .origin = Origin::sourced});
  fields.integer("exclusion", exclusion, 0,
                 {.unit = "year", .minimum = 0, .maximum = 250, .meaning = "years without a loan after one failed"});
  fields.number("loan_size", loan_size, 0.5,
                {.unit = "poverty lines/head", .minimum = 0, .maximum = 1e6, .meaning = "largest debt of a member"});
  fields.number("income_limit", income_limit, 2.0,
                {.unit = "poverty lines/head/year",
                 .minimum = 0,
                 .maximum = 1e6,
                 .meaning = "own income of the year before, below which a household of the village is a member"});
  fields.choice("ranking", ranking, "poorest", {"poorest", "return", "equal"},
                {.meaning = "who is served first when money is short; 'equal': everybody gets the same part of the request"});
}

}  // namespace povtrap
