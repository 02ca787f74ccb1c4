#pragma once

#include "economy/agents.hpp"

namespace povtrap {

class Fields;

/// Firms reckon with adaptive expected sales, set mark-up prices, hire for what they expect to sell, and invest towards the
/// capital that it needs.   Source: Delli Gatti et al. (2011), Caiani et al. (2016); docs/model/firms.md.
struct FirmParameters {
  double households_per_firm = 0;
  double jobs = 0;                 ///< jobs at the start over households [share]
  double town_share = 0;           ///< of these jobs that are in towns [share]
  double services_share = 0;       ///< of village jobs in service firms [share]
  double town_services_share = 0;  ///< of town jobs in service firms [share]
  double debt = 0;                 ///< bank loans over capital at the start [share]
  double markup = 0;
  double undercut = 0;            ///< below the market's mean price, beyond which no manufacturer goes [share]
  double capital_output = 0;      ///< v [years]
  double depreciation = 0;        ///< [1/year]
  double growth = 0;              ///< of labour productivity [1/year]
  double expectations = 0;        ///< rho [1/year]
  double capital_adjustment = 0;  ///< [1/year]
  double payout = 0;              ///< of profit [share]
  double max_leverage = 0;        ///< debt over net worth [1]
  double niche = 0;               ///< sd of the log
  double wage = 0;                ///< at the start [poverty lines/year]
  double donations = 0;           ///< share of profits given to NGOs
  double wage_fund = 0;           ///< wages kept as money [years]

  void describe(Fields& fields);
};

/// What a manufacturer asks: the mark-up over its unit wage cost, but a firm with better technique keeps close to the market
/// and takes the rest as profit (limit price).   Equation: max((1 + markup) wage / productivity, (1 - undercut) mean price).
[[nodiscard]] double maker_price(const Firm& firm, const FirmParameters& parameters, double mean_price);

/// Phase 4: what a firm wants to produce, and how much labour it needs for it.
/// `vat`: tax on sales over the price before tax.
void plan_production(Firm& firm, const FirmParameters& parameters, double vat);

/// Phase 8: gross investment and the loan it needs beyond its own money. `goods_price`: of manufactures in its region.
/// The expected return counts value added tax but not profit tax, from which interest can be deducted.
struct InvestmentTerms {
  double period_length, goods_price, loan_rate, vat;
};
void plan_investment(Firm& firm, const FirmParameters& parameters, const InvestmentTerms& terms);

/// After the goods markets: expected sales move towards the orders of the period.
void learn_from_orders(Firm& firm, const FirmParameters& parameters, double period_length);

/// Money that a firm keeps to pay wages before sales come in.   Units: grid steps.
[[nodiscard]] Steps wage_fund_of(const Firm& firm, const FirmParameters& parameters, double period_length);

/// Profit to distribute next period: what is left beyond a wage fund and planned investment. Units: grid steps.
[[nodiscard]] Steps dividends_of(const Firm& firm, const FirmParameters& parameters, double period_length);

}  // namespace povtrap
