#pragma once

#include <cstdint>

namespace povtrap {

class Fields;

/// The labour market: separations, applications, wages.   Source: docs/model/labour.md.
struct LabourParameters {
  double separations = 0;               ///< [1/year]
  std::int64_t applications = 0;        ///< firms that a seeker applies to in a period
  bool elsewhere = true;                ///< one more application outside the home region
  double open_to_all = 0;               ///< of vacancies, kept for the nation's seekers instead of those at home first [share]
  double migration_cost = 0;            ///< of the pay elsewhere [share]
  double network = 0;                   ///< by which a network of migrants lowers it [1]
  double job_risk = 0;                  ///< weight of unemployment there in the pay expected elsewhere [1]
  double living_cost = 0;               ///< of the pay earned elsewhere, spent there [share]
  double wage_response = 0;             ///< to unfilled vacancies and unemployment [1/year]
  double wage_fall = 0, wage_rise = 0;  ///< bounds of the change around the productivity trend [1/year]
  double natural_unemployment = 0;      ///< at which wages follow productivity [share]
  double illness_loss = 0;              ///< of work capacity while ill [share]

  void describe(Fields& fields);
};

/// Food, local services and manufactures, and trade with the world.   Source: docs/model/goods.md.
struct GoodsParameters {
  double services_price_response = 0;  ///< to excess demand [1/year]
  double services_price_bound = 0;     ///< largest change [1/year]
  double normal_utilisation = 0;       ///< of services capacity, at which the price stays [share]
  double expectations = 0;             ///< speed at which expected utilisation follows the last one [1/year]
  std::int64_t planning_rounds = 0;    ///< rounds in which plans and expected services income are made consistent
  double food_band = 0;                ///< largest distance of the national food price from the world's [share]
  double food_full_band = 0;           ///< net food imports over consumption at which the price is at its bound [share]
  double food_response = 0;            ///< speed of the food price [1/year]
  double import_share = 0;             ///< of manufactures, at equal prices [share]
  double export_share = 0;             ///< of the first sales of manufactures [share]
  double world_growth = 0;             ///< of foreign demand [1/year]
  double trade_elasticity = 0;         ///< of exports with respect to their price [1]
  double price_elasticity = 0;         ///< between domestic manufacturers [1]

  void describe(Fields& fields);
};

/// The bank: rates, the loan limit, collateral.   Source: docs/model/credit.md.
struct CreditParameters {
  bool households = true;                                                   ///< households may borrow
  bool collateral = true;                                                   ///< they need capital as security: the credit trap
  double minimum_capital = 0;                                               ///< w_min [U]
  double loan_to_value = 0;                                                 ///< of household capital [share]
  double wished_growth = 0;                                                 ///< of capital by borrowing [1/year]
  double repayment = 0;                                                     ///< of debt [1/year]
  double loan_rate = 0, deposit_rate = 0, bond_rate = 0, foreign_rate = 0;  ///< [1/year]
  double deposit_pass_through = 0;  ///< largest share of the bank's asset income that goes to depositors
  double capital_ratio = 0;         ///< equity that the bank keeps over its assets [share]
  double bank_payout = 0;           ///< of equity beyond it [1/year]
  double loan_limit = 0;            ///< loans over deposits [share]
  double local_lending = 0;         ///< of the pot, divided by deposits to serve each region first [share]
  double evasion = 0;          ///< beta: what it costs a debtor to evade over what tracking costs the bank; 0: no evasion [1]
  double bond_remittance = 0;  ///< of the interest on bonds that the bank hands back to the government [share]
  bool dividends_from_closed_books = false;  ///< the bank counts its equity before the interest of the running period
  double foreign_claims = 0;                 ///< of households' first deposits that the bank holds abroad [share]

  /// What households pay. Who lends must spend so much on keeping track of a debtor that evading does not pay.
  /// Equation: i = (1 + beta r) / (beta - 1), r the deposit rate.   Source: Galor and Zeira (1993), eq. 5; docs/model/credit.md.
  [[nodiscard]] double household_rate() const {
    return evasion > 1 ? (1.0 + evasion * deposit_rate) / (evasion - 1.0) : loan_rate;
  }
  /// Share of households' interest that tracking them costs.
  [[nodiscard]] double tracking_share() const { return evasion > 1 ? 1.0 - deposit_rate / household_rate() : 0.0; }

  void describe(Fields& fields);
};

}  // namespace povtrap
