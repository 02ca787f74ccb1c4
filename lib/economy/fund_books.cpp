#include "economy/fund_books.hpp"

#include <povtrap/error.hpp>
#include <string>
#include <vector>

namespace povtrap {

void audit_fund_loans(const Economy& e, const Workers& threads) {
  std::vector<Steps> debts(e.funds.size());
  threads.for_each(debts.size(), [&](std::size_t f) {
    const Region& region = e.regions[e.funds[f].region];
    debts[f] = sum_steps(e.households.fund_debt.data() + region.first_household, region.households);
  });
  for (std::size_t f = 0; f < debts.size(); ++f) {
    const VillageFund& fund = e.funds[f];
    const Steps owed = debts[f];
    const Steps booked = fund.loans_opening + fund.lent - fund.repaid - fund.written_off;
    if (owed == booked && owed == fund.loans) continue;
    throw ModelError("The loan book of the village fund of region " + std::to_string(fund.region) +
                     " does not balance in period " + std::to_string(e.calendar.period) + ": its loans add up to " +
                     std::to_string(to_lcu(booked)) + " LCU, the households owe " + std::to_string(to_lcu(owed)) +
                     " LCU (a loan appeared or vanished). Please report this with the configuration.");
  }
}

}  // namespace povtrap
