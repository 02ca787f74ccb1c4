#include "programmes/village_fund.hpp"

#include <algorithm>
#include <array>

#include "core/contracts.hpp"
#include "core/field_text.hpp"
#include "core/fields.hpp"
#include "core/kernel.hpp"
#include "core/math.hpp"
#include "economy/households.hpp"

namespace povtrap {

namespace {

/// Classes of income in a poverty line when the poorest come first.
constexpr double income_classes = 16.0;

/// What fails is written off; on the rest interest comes first, then what is due, as far as the money reaches.
POVTRAP_KERNEL void pay(FundTerms terms, const FundLoans& loans) {
  const std::size_t n = loans.n;
  const double *POVTRAP_RESTRICT remnant = loans.remnant, *POVTRAP_RESTRICT luck = loans.luck;
  double *POVTRAP_RESTRICT debt = loans.debt, *POVTRAP_RESTRICT payable = loans.payable,
                           *POVTRAP_RESTRICT interest = loans.interest, *POVTRAP_RESTRICT repaid = loans.repaid,
                           *POVTRAP_RESTRICT written_off = loans.written_off;
  std::uint8_t* POVTRAP_RESTRICT failed = loans.failed;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double owed = debt[i], money = payable[i];
    const bool fails = (luck[i] < terms.failing_chance) & (owed > 0.0);
    const double lost = fails ? owed : floor_to_grid(terms.failing_share * owed);
    const double good = owed - lost;
    const double charged = floor_to_grid(math::min(terms.interest * good, money));
    const double due = good <= remnant[i] ? good : terms.due * good;
    const double paid = math::min(good, floor_to_grid(math::min(due, money - charged)));
    failed[i] = fails ? 1 : 0;
    written_off[i] = lost;
    interest[i] = charged;
    repaid[i] = paid;
    debt[i] = good - paid;
    payable[i] = money - (charged + paid);
  }
}

/// A partner who does not fail repays the other's loan as far as the money reaches; only the rest is lost.
void stand_in(const FundLoans& loans, std::size_t failing, std::size_t partner) {
  const double covered = floor_to_grid(std::min(loans.written_off[failing], std::max(0.0, loans.payable[partner])));
  loans.repaid[partner] += covered;
  loans.payable[partner] -= covered;
  loans.written_off[failing] -= covered;
}

/// Two and two of those who had a loan, in their order.
void stand_in_for_each_other(const FundLoans& loans) {
  POVTRAP_REQUIRE(loans.n <= block_size);
  std::array<std::uint32_t, block_size> borrowers;
  std::size_t count = 0;
  for (std::size_t i = 0; i < loans.n; ++i) {
    borrowers[count] = static_cast<std::uint32_t>(i);
    count += loans.debt[i] + loans.repaid[i] + loans.written_off[i] > 0.0 ? 1U : 0U;
  }
  for (std::size_t k = 0; k + 1 < count; k += 2) {
    const std::size_t one = borrowers[k], other = borrowers[k + 1];
    if (loans.failed[one] > loans.failed[other]) stand_in(loans, one, other);
    if (loans.failed[other] > loans.failed[one]) stand_in(loans, other, one);
  }
}

/// The poorest come first.
POVTRAP_KERNEL void rank_by_need(const FundApplicants& a, double last, std::uint8_t* POVTRAP_RESTRICT rank) {
  const float *POVTRAP_RESTRICT income = a.income, *POVTRAP_RESTRICT persons = a.persons;
  const double line = a.line;
  const std::size_t n = a.n;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double per_head = static_cast<double>(income[i]) / static_cast<double>(persons[i]);
    const int above = static_cast<int>(math::clamp(income_classes * (per_head / line), 0.0, last));
    rank[i] = static_cast<std::uint8_t>(static_cast<int>(last) - above);
  }
}

/// The best return comes first, by percents.
POVTRAP_KERNEL void rank_by_return(const FundApplicants& a, double last, std::uint8_t* POVTRAP_RESTRICT rank) {
  const double* POVTRAP_RESTRICT expected = a.expected_return;
  const std::size_t n = a.n;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i)
    rank[i] = static_cast<std::uint8_t>(static_cast<int>(math::clamp(100.0 * expected[i], 0.0, last)));
}

}  // namespace

void service_fund_loans(const FundTerms& terms, const FundLoans& loans) {
  pay(terms, loans);
  if (terms.joint) stand_in_for_each_other(loans);
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

void rank_borrowers(const VillageFundParameters& fund, const FundApplicants& applicants, std::size_t count, std::uint8_t* rank) {
  const double last = static_cast<double>(count - 1);
  if (fund.ranking == "equal") {
    std::fill_n(rank, applicants.n, std::uint8_t{0});
  } else if (fund.ranking == "return") {
    rank_by_return(applicants, last, rank);
  } else {
    rank_by_need(applicants, last, rank);
  }
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
