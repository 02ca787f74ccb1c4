#include "economy/audit.hpp"

#include <array>
#include <cmath>
#include <povtrap/error.hpp>

namespace povtrap {

namespace {

std::string lcu(Steps steps) {
  return std::to_string(to_lcu(steps)) + " LCU";
}

[[noreturn]] void fail(std::string_view flow, const std::string& what, std::int64_t period) {
  throw ModelError("The books do not balance in flow '" + std::string(flow) + "': " + what + " in period " +
                   std::to_string(period) + " (money appeared or vanished). Please report this with the configuration.");
}

using Matrix = std::array<std::array<Steps, sector_count>, flow_count>;

/// The column that an account's flow belongs to: firms invest and borrow on their capital account, markets do not.
Sector column_of(const Account& account, Flow flow, bool is_firm) {
  const bool capital = is_firm && (flow == Flow::firm_investment || flow == Flow::equity || flow == Flow::loans);
  return capital ? Sector::firms_capital : account.sector;
}

/// One account against its own record, flow by flow and in all.
void check_account(const Account& account, std::int64_t period) {
  Steps recorded = 0;
  for (std::size_t f = 0; f < flow_count; ++f) {
    if (account.moved[f] != account.posted[f]) {
      fail(flow_names[f],
           "an account of " + std::string(name(account.sector)) + " recorded " + lcu(account.posted[f]) +
               " but its deposits moved by " + lcu(account.moved[f]),
           period);
    }
    recorded += account.posted[f];
  }
  if (account.opening + recorded != account.balance) {
    fail("change_in_deposits",
         "an account of " + std::string(name(account.sector)) + " opened with " + lcu(account.opening) + ", recorded " +
             lcu(recorded) + " and closed with " + lcu(account.balance),
         period);
  }
}

void check_rows(const Ledger& ledger) {
  for (std::size_t f = 0; f < flow_count; ++f) {
    Steps sum = 0;
    for (std::size_t s = 0; s < sector_count; ++s) sum += ledger.cell(static_cast<Flow>(f), static_cast<Sector>(s));
    if (sum != 0) fail(flow_names[f], "receipts and payments differ by " + lcu(sum), ledger.period());
  }
}

void check_against_records(const Ledger& ledger, const Matrix& records) {
  for (std::size_t f = 0; f < flow_count; ++f) {
    if (static_cast<Flow>(f) == Flow::retained_profit) continue;
    for (std::size_t s = 0; s < sector_count; ++s) {
      const Steps posted = ledger.cell(static_cast<Flow>(f), static_cast<Sector>(s));
      if (posted != records[f][s])
        fail(flow_names[f],
             std::string(sector_names[s]) + " recorded " + lcu(records[f][s]) + " but the ledger says " + lcu(posted),
             ledger.period());
    }
  }
}

}  // namespace

void audit_books(Economy& e, const FlowTotals& households, Steps household_deposits) {
  const std::int64_t period = e.calendar.period;
  Matrix records = {};
  std::array<Steps, sector_count> change = {};
  Steps all = household_deposits;
  const auto enter = [&](const Account& account, bool is_firm) {
    check_account(account, period);
    for (std::size_t f = 0; f < flow_count; ++f)
      records[f][index(column_of(account, static_cast<Flow>(f), is_firm))] += account.posted[f];
    change[index(account.sector)] += account.balance - account.opening;
    all += account.balance;
  };
  for (const Firm& firm : e.firms) enter(firm.account, true);
  e.for_each_account([&, seen = std::size_t{0}](const Account& account) mutable {
    if (seen++ >= e.firms.size()) enter(account, false);
  });
  for (std::size_t f = 0; f < flow_count; ++f) records[f][index(Sector::households)] += households.net[f];
  change[index(Sector::households)] = household_deposits - e.household_opening;

  check_rows(e.ledger);
  check_against_records(e.ledger, records);
  for (std::size_t s = 0; s < sector_count; ++s) {
    Steps column = 0;
    for (std::size_t f = 0; f < flow_count; ++f) column += e.ledger.cell(static_cast<Flow>(f), static_cast<Sector>(s));
    if (column != change[s])
      fail("change_in_deposits",
           "deposits of " + std::string(sector_names[s]) + " changed by " + lcu(change[s]) + " but their flows add up to " +
               lcu(column),
           period);
    e.ledger.post_leg(Flow::deposits, static_cast<Sector>(s), -column);
  }
  if (all != 0) fail("change_in_deposits", "all deposits and the bank's account add up to " + lcu(all), period);
  for (const Account* market : {&e.food_market, &e.manufactures_market, &e.dividend_pool}) {
    if (market->balance != 0) fail("consumption", "a market account still holds " + lcu(market->balance), period);
  }
  for (const Region& region : e.regions) {
    if (region.services_market.balance != 0)
      fail("consumption", "a services market still holds " + lcu(region.services_market.balance), period);
  }
}

void audit_goods(const GoodsAccount& a, std::int64_t period) {
  const double gap = a.closing - (a.opening + a.gained - a.lost);
  const double scale = std::abs(a.opening) + std::abs(a.gained) + std::abs(a.lost) + 1e-300;
  if (std::abs(gap) <= 1e-9 * scale) return;
  throw ModelError("Goods are not conserved: " + a.what + " closes period " + std::to_string(period) + " with " +
                   std::to_string(a.closing) + " instead of " + std::to_string(a.opening + a.gained - a.lost) +
                   " (something was made or lost without a reason). Please report this with the configuration.");
}

}  // namespace povtrap
