#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

#include "core/columns.hpp"
#include "core/contracts.hpp"
#include "economy/economy.hpp"
#include "economy/household_books.hpp"
#include "indicators/poverty.hpp"
#include "indicators/targeting.hpp"
#include "indicators/transitions.hpp"
#include "simulation/model.hpp"

namespace povtrap {

/// Classes of expected return in which loan requests are ranked; class c means at least c percent a year.
inline constexpr std::size_t return_classes = 64;

/// What one block of households adds to regional and national sums in a period. Money in grid steps, exact.
struct BlockTally {
  FlowTotals flows;                                ///< net receipts of all passes so far
  Steps deposits_at_close = 0;                     ///< sum of deposits when the last pass ended
  Steps debt = 0;                                  ///< sum of bank loans, kept when they change
  Steps food = 0, services = 0, manufactures = 0;  ///< planned purchases
  Steps investment = 0;  ///< planned purchases of capital goods from own money, resale in distress negative
  Steps farm_sales = 0;
  double services_capacity = 0;  ///< own services that could be sold [LCU]
  double claims_issued = 0;      ///< claims on profits that founders got [weight]
  std::array<Steps, return_classes> loan_requests = {};
  Steps grants_wanted = 0;  ///< grants that were promised
  double grant_persons = 0;
  double support_persons = 0;  ///< persons on the top-up list
  Steps tax = 0, services_tax = 0, donations = 0, support = 0, deposit_interest = 0, loan_interest = 0;
  Steps loans_granted = 0, repayments = 0;
  Steps cash = 0, levy = 0;                                  ///< flat transfers received, and paid for others
  Steps school_fees = 0, school_loans = 0, child_sales = 0;  ///< of families whose child grows up
  double pupils = 0, schooled = 0;                           ///< children sent to school now; workers who went to one
  Steps bonds_bought = 0, bonds_wanted = 0, bond_interest = 0;
  Steps write_off = 0;                                                          ///< debts that were given up
  std::array<Steps, return_classes> fund_requests = {};                         ///< to the village fund, by class
  Steps fund_lent = 0, fund_repaid = 0, fund_interest = 0, fund_write_off = 0;  ///< of its loans
  Steps fund_subsidised = 0, bank_subsidised = 0;                               ///< loans on which an interest discount is paid
  Steps fund_discount = 0, bank_discount = 0;                                   ///< what it costs
  double fund_members = 0, fund_borrowers = 0;                                  ///< [households]
  Steps premiums = 0, premium_subsidies = 0, insurance_claims = 0;
  double insured_capital = 0, insured = 0;  ///< value at risk [LCU], and [households]
  Steps relief_wages = 0;                   ///< of public works
  double relief_workers = 0;                ///< [households]
  double grant_persons_needy = 0;           ///< of those who got a grant, poor by own income a year ago
  double capital_before = 0, capital = 0, capital_bought = 0, capital_lost = 0, capital_sold = 0;  ///< [real LCU]
  double income = 0;                                                       ///< realised, of this period [LCU]
  double wage_income = 0;                                                  ///< [LCU]
  double employed = 0;                                                     ///< wage workers [persons]
  double migrants = 0;                                                     ///< of these in another region [persons]
  Steps remittances = 0;                                                   ///< pay from there less what is spent there
  double log_income_sum = 0, log_income_square = 0, log_income_count = 0;  ///< of yearly own income per head
  PovertySums poverty;
  TransitionSums transitions;
  SpellSums spells;
  TargetingSums targeting;  ///< of the top-up, by poverty of the year before

  static auto members(auto& self) {
    return std::tie(
        self.flows, self.deposits_at_close, self.debt, self.food, self.services, self.manufactures, self.investment, self.farm_sales,
        self.services_capacity, self.claims_issued, self.loan_requests, self.grants_wanted, self.grant_persons,
        self.support_persons, self.tax, self.services_tax, self.donations, self.support, self.deposit_interest,
        self.loan_interest, self.loans_granted, self.repayments, self.cash, self.levy, self.school_fees, self.school_loans,
        self.child_sales, self.pupils, self.schooled, self.bonds_bought, self.bonds_wanted, self.bond_interest, self.write_off,
        self.fund_requests, self.fund_lent, self.fund_repaid, self.fund_interest, self.fund_write_off, self.fund_subsidised,
        self.bank_subsidised, self.fund_discount, self.bank_discount, self.fund_members, self.fund_borrowers, self.premiums,
        self.premium_subsidies, self.insurance_claims, self.insured_capital, self.insured, self.relief_wages, self.relief_workers,
        self.grant_persons_needy, self.capital_before, self.capital, self.capital_bought, self.capital_lost, self.capital_sold,
        self.income, self.wage_income, self.employed, self.migrants, self.remittances, self.log_income_sum,
        self.log_income_square, self.log_income_count, self.poverty, self.transitions, self.spells, self.targeting);
  }
};

/// What is decided for the whole nation and read by household passes.
struct NationalDecisions {
  double price_index = 1;                                 ///< of consumer goods, 1 when the base year opens [1]
  double top_up_standard = 0;                             ///< at today's prices [poverty lines/head/year]
  double score_noise_top_up = 0, score_noise_grants = 0;  ///< sd of the log of the measuring error
  double top_up_cutoff = -1e300, grant_cutoff = -1e300;   ///< scores below are eligible
  double grant_probability = 0;                           ///< of an eligible household in this period
  double founder_reserve = 0;                             ///< money that founders keep [LCU/head]
  double claim_price = 1;                                 ///< of a new claim on profits [LCU]
  bool top_up_now = false, grants_now = false;
  double cash_per_head = 0, levy_per_head = 0;  ///< flat transfers of this period [LCU/period]
  double bonds_for_sale = 0;                    ///< bonds that households can hold over those that they want [share 0..1]
  double fund_discount = 0, bank_discount = 0;  ///< interest that the government pays on loans of each lender [1/year]
  double relief_wage = 0;                       ///< of public works [LCU/worker/period]
  double relief_applicants = 0;                 ///< who would come to them [households]
  std::size_t loan_cutoff = return_classes;     ///< classes above are served fully, this one is rationed
  std::vector<std::uint32_t> newcomers;         ///< places of those who are relocated in this period, rising

  static auto members(auto& self) {
    return std::tie(self.price_index, self.top_up_standard, self.score_noise_top_up, self.score_noise_grants, self.top_up_cutoff,
                    self.grant_cutoff, self.grant_probability, self.founder_reserve, self.claim_price, self.top_up_now,
                    self.grants_now, self.cash_per_head, self.levy_per_head, self.bonds_for_sale, self.fund_discount,
                    self.bank_discount, self.relief_wage, self.relief_applicants, self.loan_cutoff, self.newcomers);
  }
};

/// Money that a block receives or may spend in the third pass, split exactly over the blocks of its region.
struct BlockShares {
  Steps equity = 0, founders_money = 0;  ///< asked from founders, and what they have to spare
  Steps dividends = 0, grants = 0, services_bought = 0, services_sold = 0, loans_at_cutoff = 0;
  double dividend_weight = 0;
  std::size_t loan_cutoff = return_classes;
  Steps fund_at_cutoff = 0, indemnities = 0;
  std::size_t fund_cutoff = return_classes;

  static auto members(auto& self) {
    return std::tie(self.equity, self.founders_money, self.dividends, self.grants, self.services_bought, self.services_sold,
                    self.loans_at_cutoff, self.dividend_weight, self.loan_cutoff, self.fund_at_cutoff, self.indemnities,
                    self.fund_cutoff);
  }
};

/// Room for the temporary columns of one block: rows of one number per household, handed out in order.
class Scratch {
 public:
  [[nodiscard]] double* row() {
    POVTRAP_REQUIRE(used_ < row_count);
    return rows_[used_++].data();
  }
  void release_all() { used_ = 0; }

 private:
  static constexpr std::size_t row_count = 56;
  alignas(64) std::array<std::array<double, block_size>, row_count> rows_;
  std::size_t used_ = 0;
};

/// What phases of the second pass hand on to each other. Shape: one number per household of the block.
struct PassRows {
  double* unit = nullptr;               ///< U, the household's poverty line [LCU/year]
  double* x = nullptr;                  ///< k/U [1]
  double* f = nullptr;                  ///< f(k/U) [1/year]
  double* return_scale = nullptr;       ///< yearly value of a unit of f: what capital would earn here [LCU/LCU]
  double* services_capacity = nullptr;  ///< own services that could be sold at today's price [LCU/period]
  double* earnings = nullptr;           ///< market income before tax, own services not included [LCU/period]
  double* cash_income = nullptr;        ///< what came in so far, after tax and with support, grants not included [LCU/period]
  double* investing = nullptr;          ///< capital goods to be bought from own money; negative: from distress sales [LCU/period]
  double* grant = nullptr;              ///< asset grants of this period, to be invested [LCU/period]; nullptr if nobody got any

  static constexpr std::size_t count = 9;
};

/// Wages of all firms, side by side so that looking them up is quick, and what firms owe for the period. Counts in whole grid
/// steps, so the order of blocks does not matter.   Shape: one entry per firm.
struct Payroll {
  Column<double> wage;  ///< per efficiency unit and year [LCU]
  Column<Steps> bill;   ///< [grid steps/period]
  bool shared = false;  ///< do several threads write into it?
};

struct OwnWork;

/// One block of households on its way through the fused phases: its columns, the books, and what it may read.
struct HouseholdPass {
  const Model& model;
  const Economy& economy;
  const NationalDecisions& nation;
  Households& households;
  const Block& block;
  const Region& region;
  const BlockShares& shares;
  BlockTally& tally;
  Scratch& scratch;
  HouseholdBooks& books;
  std::size_t n;
  OwnWork& own;
  Payroll& payroll;
  PassRows rows;

  template <class T>
  [[nodiscard]] T* of(Column<T>& column) const {
    return column.data() + block.first;
  }
  template <class T>
  [[nodiscard]] const T* of(const Column<T>& column) const {
    return column.data() + block.first;
  }
  /// Asset grants so far, for who gives more.
  [[nodiscard]] double* grants() {
    if (rows.grant == nullptr) std::fill_n(rows.grant = scratch.row(), n, 0.0);
    return rows.grant;
  }
  [[nodiscard]] double dt() const { return economy.calendar.length(); }
  /// Incomes of the running period, complete when the third pass ends.
  [[nodiscard]] Column<float>& income_now() const {
    return households.income_history[static_cast<std::size_t>(economy.calendar.period % economy.calendar.periods_per_year)];
  }
};

}  // namespace povtrap
