#include "economy/ledger.hpp"

namespace povtrap {

void Ledger::pay(Account& from, Account& to, Steps amount, Flow flow) {
  settle(from, -amount, flow);
  settle(to, amount, flow);
}

void Ledger::settle(Account& account, Steps amount, Flow flow, Sector column) {
  const Steps step = hit(FaultKind::step_in_one_leg, flow) ? 1 : 0;
  const bool skip_deposit = hit(FaultKind::skipped_deposit, flow);
  const bool skip_posting = hit(FaultKind::skipped_posting, flow);
  const bool twice = hit(FaultKind::double_posting, flow);
  const Steps before = account.balance;
  if (!skip_deposit) account.balance += amount + step;
  account.moved[index(flow)] += account.balance - before;
  account.posted[index(flow)] += amount + step;
  if (!skip_posting) post_leg(flow, column, amount + step);
  if (twice) post_leg(flow, column, amount);
}

void Ledger::transfer_within(Sector from, Sector to, Steps amount, Flow flow) {
  post_leg(flow, from, -amount);
  post_leg(flow, to, amount);
}

}  // namespace povtrap
