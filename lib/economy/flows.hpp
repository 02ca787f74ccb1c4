#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace povtrap {

/// Rows of the transaction matrix: why money moves. The last four are financing: changes of stocks.
/// Source: docs/model/ledger.md.
enum class Flow : std::uint8_t {
  consumption,
  household_capital,
  firm_investment,
  public_purchases,
  ngo_purchases,
  farm_sales,
  trade,
  wages,
  remittances,
  taxes,
  social_transfers,
  capital_transfers,
  intergovernmental_transfers,
  subsidies,
  donations,
  loan_interest,
  interest_subsidy,
  deposit_interest,
  insurance,
  retained_profit,
  dividends,
  fund_endowment,
  equity,
  loans,
  bonds,
  deposits,
  count
};

/// Columns of the transaction matrix: who receives (+) or pays (-).
enum class Sector : std::uint8_t {
  households,
  firms_current,
  firms_capital,
  central_government,
  local_governments,
  ngos,
  mutual_funds,
  bank,
  insurer,
  world,
  count
};

inline constexpr std::size_t flow_count = static_cast<std::size_t>(Flow::count);
inline constexpr std::size_t sector_count = static_cast<std::size_t>(Sector::count);

/// Names as they stand in result files and error messages.
inline constexpr std::array<std::string_view, flow_count> flow_names = {"consumption",
                                                                        "household_capital",
                                                                        "firm_investment",
                                                                        "public_purchases",
                                                                        "ngo_purchases",
                                                                        "farm_sales",
                                                                        "trade",
                                                                        "wages",
                                                                        "remittances",
                                                                        "taxes",
                                                                        "social_transfers",
                                                                        "capital_transfers",
                                                                        "intergovernmental_transfers",
                                                                        "subsidies",
                                                                        "donations",
                                                                        "loan_interest",
                                                                        "interest_subsidy",
                                                                        "deposit_interest",
                                                                        "insurance",
                                                                        "retained_profit",
                                                                        "dividends",
                                                                        "fund_endowment",
                                                                        "equity",
                                                                        "change_in_loans",
                                                                        "change_in_bonds",
                                                                        "change_in_deposits"};

inline constexpr std::array<std::string_view, sector_count> sector_names = {
    "households", "firms_current", "firms_capital", "central_government", "local_governments", "ngos", "mutual_funds",
    "bank",       "insurer",       "world"};

[[nodiscard]] constexpr std::size_t index(Flow flow) {
  return static_cast<std::size_t>(flow);
}
[[nodiscard]] constexpr std::size_t index(Sector sector) {
  return static_cast<std::size_t>(sector);
}
[[nodiscard]] constexpr std::string_view name(Flow flow) {
  return flow_names[index(flow)];
}
[[nodiscard]] constexpr std::string_view name(Sector sector) {
  return sector_names[index(sector)];
}

}  // namespace povtrap
