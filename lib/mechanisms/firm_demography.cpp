#include "mechanisms/firm_demography.hpp"

#include <algorithm>

#include "core/fields.hpp"

namespace povtrap {

void FirmDemographyParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "demography", "firms that are founded, close and move, once a year");
  fields.flag("entry", entry, true, {.meaning = "founders enter where profit exceeds the hurdle"});
  fields.number("hurdle", hurdle, 0.08,
                {.unit = "1/year", .minimum = -1, .maximum = 10, .meaning = "return on capital, before profit tax, above which founders enter"});
  fields.number("speed", speed, 1.0,
                {.unit = "1", .minimum = 0, .maximum = 100, .meaning = "entrants over firms and year for each unit of return above the hurdle"});
  fields.number("fastest", fastest, 0.2, {.unit = "1/year", .minimum = 0, .maximum = 5, .meaning = "most entrants over firms in a year"});
  fields.number("size", size, 0.5,
                {.minimum = 0.01, .maximum = 10, .meaning = "first size of an entrant over the mean of its trade"});
  fields.number("frontier", frontier, 1.0,
                {.minimum = 0, .maximum = 2, .meaning = "part of the productivity growth of own enterprises (enterprise.growth) that new firms bring with them; firms.growth is what old ones learn"});
  fields.number("own_share", own_share, 0.5,
                {.minimum = 0.05, .maximum = 1, .meaning = "share of the set-up cost that founders pay; they ask the bank for the rest"});
  fields.number("founder_reserve", founder_reserve, 1.0,
                {.unit = "poverty lines/head", .minimum = 0, .maximum = 1e6, .meaning = "money that a household keeps when it founds a firm"});
  fields.number("risk_share", risk_share, 0.5,
                {.minimum = 0, .maximum = 0.5, .meaning = "most of the money beyond it that the households of a region put into new firms in a year"});
  fields.number("wage_premium", wage_premium, 0.1,
                {.minimum = 0, .maximum = 10, .meaning = "most that an entrant offers over the mean wage of its trade, if its product is worth it"});
  fields.flag("exit", exit, true, {.meaning = "firms that owe more than they have close, and the bank writes the rest off"});
  fields.number("resale_discount", resale_discount, 0.3,
                {.minimum = 0, .maximum = 1, .meaning = "discount on the capital of a firm that closes; what no firm around can pay for is scrapped"});
  fields.number("relocation", relocation, 0.0,
                {.unit = "1/year", .minimum = 0, .maximum = 1, .meaning = "share of manufacturers that compare their region with all others in a year"});
  fields.number("relocation_gain", relocation_gain, 0.1,
                {.minimum = 0, .maximum = 1, .meaning = "saving of wage and transport cost that makes them move"});
  fields.number("relocation_loss", relocation_loss, 0.1,
                {.minimum = 0, .maximum = 1, .meaning = "share of capital that is lost in a move"});
}

double founder_return(const Firm& entrant, const TradeReport& trade, const FounderTerms& t) {
  const double use = trade.capital > 0 ? std::min(1.0, t.capital_output * trade.expected_sales / trade.capital) : 1.0;
  const double margin = entrant.price / (1.0 + t.vat) - entrant.wage / entrant.productivity;
  return margin * use / (t.capital_output * t.capital_price) - t.depreciation;
}

double wanted_entrants(const TradeReport& trade, double expected_return, const FirmDemographyParameters& p) {
  return trade.firms * std::min(p.fastest, p.speed * std::max(0.0, expected_return - p.hurdle));
}

bool must_close(const Firm& firm, double capital_price, double capital_output) {
  const double worth = to_lcu(firm.account.balance) + firm.capital * capital_price - to_lcu(firm.debt);
  constexpr double least_job = 0.5;  // efficiency units
  const bool worn_out = firm.workers == 0 && firm.capital < capital_output * firm.productivity * least_job;
  return worth < 0 || worn_out;
}

}  // namespace povtrap
