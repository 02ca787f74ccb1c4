#pragma once

#include "economy/agents.hpp"

namespace povtrap {

class Fields;

/// Firms come and go: founders enter where profit exceeds a hurdle and they can pay, insolvent firms close, makers move to where
/// labour is cheap.   Source: docs/model/firms.md.
struct FirmDemographyParameters {
  bool entry = true;
  double hurdle = 0;           ///< return on capital above which founders enter [1/year]
  double speed = 0;            ///< entrants over firms and year, for each unit of return above the hurdle [1]
  double fastest = 0;          ///< most entrants over firms in a year [1/year]
  double size = 0;             ///< of an entrant over the mean of its trade [1]
  double frontier = 0;         ///< part of the trend of own enterprises' productivity that new firms embody [1]
  double own_share = 0;        ///< of the set-up cost that founders pay, the rest is asked from the bank [share]
  double founder_reserve = 0;  ///< money that a founder keeps [poverty lines/head]
  double risk_share = 0;       ///< of the founders' other money that a region puts into new firms in a year [share]
  double wage_premium = 0;     ///< most that an entrant offers over the wages around [share]
  bool exit = true;
  double resale_discount = 0;  ///< on the capital of a firm that closes [share]
  double relocation = 0;       ///< makers that compare regions in a year [1/year]
  double relocation_gain = 0;  ///< least saving of unit cost that makes them move [share]
  double relocation_loss = 0;  ///< capital lost on the way [share]

  void describe(Fields& fields);
};

/// What trade a founder looks at: the firms of one industry, in one region for services, in the nation for manufactures.
struct TradeReport {
  double firms = 0;           ///< [number]
  double expected_sales = 0;  ///< of all of them [units/year]
  double capital = 0;         ///< of all of them [real LCU]
  double wage_sum = 0, productivity_sum = 0, price_sum = 0;  ///< weighted by expected sales
};

/// Return on the capital of a new firm, at the use of capacity that its trade has.
/// Equation: r = (price/(1 + vat) - wage/productivity) x min(1, v x sales / capital) / (v x price of capital) - depreciation.
struct FounderTerms {
  double capital_output, capital_price, depreciation, vat;
};
[[nodiscard]] double founder_return(const Firm& entrant, const TradeReport& trade, const FounderTerms& terms);

/// Entrants of a year as a real number, to be rounded at random.
/// Equation: firms x min(fastest, speed x max(0, r - hurdle)).
[[nodiscard]] double wanted_entrants(const TradeReport& trade, double expected_return, const FirmDemographyParameters& p);

/// A firm that owes more than it has, or whose worn-out capital employs nobody, closes.
[[nodiscard]] bool must_close(const Firm& firm, double capital_price, double capital_output);

}  // namespace povtrap
