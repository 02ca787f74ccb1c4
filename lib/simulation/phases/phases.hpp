#pragma once

#include "simulation/household_pass.hpp"
#include "simulation/stage.hpp"

/// The phases of a period, one file each. Household phases see one block; the others the whole nation, region by region.
namespace povtrap {

void open_books(Stage& stage);
/// Where productivity and foreign demand stand in this period.
void set_growth(Stage& stage);
/// Depositors get what the bank can afford.
void set_deposit_rate(Stage& stage);

/// Luck of own enterprises in a year since the run began; `normal` is room for n numbers.
void luck_of_year(const Model& model, const std::uint32_t* id, std::size_t n, std::int64_t year, double* normal, float* luck);
void draw_weather(Stage& stage);  // 1
/// What households do when a period opens, before anything strikes: they rearrange wealth and send children to school.
void begin_period(HouseholdPass& pass);       // 1
void settle_beginnings(Stage& stage);         // 1, the other sides of it
void strike_shocks(HouseholdPass& pass);      // 1
void strike_own_shocks(HouseholdPass& pass);  // 1
/// Bonds that households can buy in the coming period, over those that they want.
void ration_bonds(Stage& stage);
void choose_bonds(HouseholdPass& pass);
void settle_bonds(Stage& stage);
/// What households would like to hold after the period.
void review_wealth(HouseholdPass& pass);
void school_children(HouseholdPass& pass);
void settle_schools(Stage& stage);
/// What working children bring home is income of the family.
void count_child_earnings(HouseholdPass& pass);
/// Who went to school works better.
void apply_schooling(HouseholdPass& pass, double* phi);
[[nodiscard]] double school_efficiency(const Model& model, const Households& households, std::size_t i);
/// After repayment, what is left of a debt that paid for school.
void settle_school_debt(HouseholdPass& pass, const double* new_loans);
void move_households(Stage& stage);         // 2, once a year: changes places, blocks and tallies, so before any pass
void rank_applicants(Stage& stage);         // 2, once a year
void review_registry(HouseholdPass& pass);  // 2
void set_budgets(Stage& stage);             // 3
/// Users' instruments: what they promise, what their payers can afford, what households get, and that it is no own income.
void promise_own_transfers(HouseholdPass& pass);    // 2
void allot_own_transfers(Stage& stage);             // 3
void deliver_own_transfers(HouseholdPass& pass);    // 7
void leave_out_own_transfers(HouseholdPass& pass);  // 11
void renew_firms(Stage& stage);                     // 4, once a year: who closes, enters, moves
void plan_production(Stage& stage);                 // 4
void match_jobs(Stage& stage);                      // 5
void pay_capital_income(Stage& stage);              // 6, firms' side
void buy_shares(HouseholdPass& pass);               // 6, founders pay
void produce_and_earn(HouseholdPass& pass);         // 6
void settle_incomes(Stage& stage);                  // 6, who pays households
void open_payroll(Stage& stage);                    // 6, wages of this period
void close_payroll(Stage& stage);                   // 6, firms learn what they owe
/// Tax of a region on its way to the province and the central government; who paid it has posted the other leg.
void collect_tax(Stage& stage, const Region& region, Steps tax);
void deliver_support(HouseholdPass& pass);  // 7
/// What a household that gets an asset grant is promised.   Units: [LCU], on the grid.
[[nodiscard]] inline double asset_grant(const GrantParameters& p, double line, float persons) {
  return round_to_grid(p.amount * line * static_cast<double>(persons));
}
/// The flat transfer of the period, and the levy that may pay for it: what it is for each head, and how it is paid.
void set_cash(Stage& stage);
void pay_cash(HouseholdPass& pass);
void settle_cash(Stage& stage);
void plan_spending(HouseholdPass& pass);  // 8
/// Where plans are revised: what households would order with the sales that the last plans imply, and what they order for good.
void sound_out_plans(HouseholdPass& pass);  // 8
void settle_plans(HouseholdPass& pass);     // 8
void plan_purchases(Stage& stage);        // 8, firms, governments, NGOs
void lend(Stage& stage);                  // 9
/// A loan, or with a negative amount its repayment, to a firm.
void lend_to_firm(Stage& stage, Firm& firm, Steps amount);
void clear_goods_markets(Stage& stage);        // 10
void consume_and_invest(HouseholdPass& pass);  // 11
void settle_firms(Stage& stage);               // 11, firms' side
void develop(HouseholdPass& pass);             // 12
void develop_regions(Stage& stage);            // 12
void review_exits(HouseholdPass& pass);        // 13
void close_books(Stage& stage);                // 14
void measure_households(HouseholdPass& pass);  // 15
void remember(Stage& stage);                   // 15

// Village mutual funds and interest discounts; without them these do nothing.
void open_funds(Stage& stage);                             ///< where there are none yet
void endow_funds(Stage& stage);                            // 3
void set_interest_discounts(Stage& stage);                 // 3
void service_fund_debts(HouseholdPass& pass);              // 6, interest, default and repayment
void find_bank_discount(HouseholdPass& pass);              // 6
void settle_fund_loans(Stage& stage);                      // 6, the lenders' side
void plan_fund_costs(Stage& stage);                        // 8
void request_fund_loans(HouseholdPass& pass);              // 8
void lend_by_funds(Stage& stage);                          // 9
void take_fund_loans(HouseholdPass& pass, double* money);  // 11, adds to the money for capital goods

// Insurance of capital; without it these do nothing.
void open_insurer(Stage& stage);                               ///< or who is willing under another price
void claim_losses(HouseholdPass& pass, const double* before);  // 1, of capital before the shocks
void budget_indemnities(Stage& stage);                         // 3
void receive_indemnities(HouseholdPass& pass);                 // 7
void buy_insurance(HouseholdPass& pass);                       // 7, for the coming period
void settle_premiums(Stage& stage);                            // 7
void plan_insurer_costs(Stage& stage);                         // 8
// Work relief; without it these do nothing.
void open_work_relief(Stage& stage);   ///< room for it
void offer_relief_work(Stage& stage);  // 5
/// Wages of public works; nullptr if nobody has any.
const double* earn_relief_wages(HouseholdPass& pass);  // 6
void settle_relief_wages(Stage& stage);                // 6
void add_relief_works(Stage& stage);                   // 8

/// Reserves that the insurer pays to its owners in this period.
[[nodiscard]] Steps insurer_surplus(const Stage& stage);

}  // namespace povtrap
