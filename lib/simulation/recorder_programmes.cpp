#include <limits>

#include "simulation/recorder.hpp"

namespace povtrap {

void Recorder::record_programmes(const Stage& stage) {
  const ProgrammeParameters& p = stage.model.programmes;
  if (p.funds.active) record_funds(stage);
  if (p.interest_discount.active) record_interest_discount(stage);
  if (p.insurance.active) record_insurance(stage);
  if (p.work_relief.active) record_work_relief(stage);
  if (p.ngos.detailed()) record_ngos(stage);
  if (p.government.vertical_transfer > 0) {
    const Account& centre = stage.economy.government.account;
    put("vertical_transfers", "LCU", "given to provinces by the central government in the period",
        -to_lcu(centre.posted[index(Flow::intergovernmental_transfers)]));
  }
}

void Recorder::record_funds(const Stage& stage) {
  const Economy& e = stage.economy;
  Steps loans = 0, deposits = 0, lent = 0, repaid = 0, written_off = 0, interest = 0, cost = 0, endowed = 0;
  for (const VillageFund& fund : e.funds) {
    loans += fund.loans;
    deposits += fund.account.balance;
    lent += fund.lent;
    repaid += fund.repaid;
    written_off += fund.written_off;
    interest += fund.account.posted[index(Flow::loan_interest)] + fund.account.posted[index(Flow::interest_subsidy)];
    cost -= fund.account.posted[index(Flow::ngo_purchases)];
    endowed += fund.account.posted[index(Flow::fund_endowment)];
  }
  put("fund_endowment", "LCU", "paid to village funds in the period by the central government", to_lcu(endowed));
  put("fund_loans", "LCU", "loans of village funds outstanding", to_lcu(loans));
  put("fund_deposits", "LCU", "money of village funds that is not lent", to_lcu(deposits));
  put("fund_equity", "LCU", "loans and deposits of village funds", to_lcu(loans + deposits));
  put("fund_lent", "LCU", "new loans of village funds in the period", to_lcu(lent));
  put("fund_repaid", "LCU", "loans of village funds repaid in the period", to_lcu(repaid));
  put("fund_interest", "LCU", "interest of village funds in the period, with what the government pays", to_lcu(interest));
  put("fund_cost", "LCU", "services that village funds bought in the period", to_lcu(cost));
  put("fund_write_off", "LCU", "loans of village funds given up in the period, a revaluation outside the ledger",
      to_lcu(written_off));
  put("fund_members", "1", "simulated households that village funds are open to", national_sum(stage, &BlockTally::fund_members));
  put("fund_borrowers", "1", "simulated households with a loan of a village fund",
      national_sum(stage, &BlockTally::fund_borrowers));
  for (const Region& region : e.regions) {
    const Steps equity = region.fund == no_fund ? 0 : e.funds[region.fund].equity();
    put_by("region", "fund_equity", "LCU", "loans and deposits of the village fund", to_lcu(equity));
  }
}

void Recorder::record_interest_discount(const Stage& stage) {
  const Steps paid = national_sum(stage, &BlockTally::fund_discount) + national_sum(stage, &BlockTally::bank_discount);
  const double loans =
      to_lcu(national_sum(stage, &BlockTally::fund_subsidised) + national_sum(stage, &BlockTally::bank_subsidised));
  constexpr double never = std::numeric_limits<double>::quiet_NaN();
  put("interest_discount_loans", "LCU", "loans on which the interest discount was paid", loans);
  put("interest_discount_paid", "LCU", "interest that the government paid in the period", to_lcu(paid));
  put("interest_discount_leverage", "1", "such loans for a year over what the government paid for them",
      paid > 0 ? loans * stage.dt() / to_lcu(paid) : never);
}

void Recorder::record_insurance(const Stage& stage) {
  const Insurer& insurer = stage.economy.insurer;
  put("insurer_reserves", "LCU", "money of the insurer", to_lcu(insurer.account.balance));
  put("insurance_premiums", "LCU", "premiums of the period, with what the government pays",
      to_lcu(insurer.premiums + insurer.subsidies));
  put("insurance_subsidies", "LCU", "premiums of the period that the government pays", to_lcu(insurer.subsidies));
  put("insurance_claims", "LCU", "insured losses of the period", to_lcu(insurer.claims));
  put("insurance_indemnities", "LCU", "what was paid for them", to_lcu(insurer.indemnities));
  put("insurance_loss_rate", "1/year", "losses over insured capital that the insurer reckons with", insurer.loss_rate);
  put("insured", "1", "share of households that are insured in the next period",
      national_sum(stage, &BlockTally::insured) / static_cast<double>(stage.economy.households.size()));
}

void Recorder::record_work_relief(const Stage& stage) {
  put("relief_workers", "1", "simulated households with somebody on public works",
      national_sum(stage, &BlockTally::relief_workers));
  put("relief_applicants", "1", "simulated households that would send somebody", stage.nation.relief_applicants);
  put("relief_wages", "LCU", "wages of public works in the period", to_lcu(national_sum(stage, &BlockTally::relief_wages)));
}

void Recorder::record_ngos(const Stage& stage) {
  const Economy& e = stage.economy;
  constexpr double never = std::numeric_limits<double>::quiet_NaN();
  for (const Ngo& ngo : e.ngos) {
    double reached = 0, needy = 0;
    for (const Region& region : e.regions) {
      if (region.bloc != ngo.bloc) continue;
      reached += region_sum(stage, region, &BlockTally::grant_persons);
      needy += region_sum(stage, region, &BlockTally::grant_persons_needy);
    }
    const Account& account = ngo.account;
    put_by("bloc", "ngo_funds", "LCU", "money of the NGO", to_lcu(account.balance));
    put_by("bloc", "ngo_receipts", "LCU", "donations, foreign aid and government orders of the period",
           to_lcu(account.posted[index(Flow::donations)] + account.posted[index(Flow::subsidies)]));
    put_by("bloc", "ngo_grants", "LCU", "grants that the NGO gave in the period", to_lcu(ngo.given));
    put_by("bloc", "ngo_overhead", "LCU", "services that the NGO bought in the period",
           -to_lcu(account.posted[index(Flow::ngo_purchases)]));
    put_by("bloc", "ngo_reached", "1", "simulated persons who were promised a grant in the period", reached);
    put_by("bloc", "ngo_inclusion_error", "1", "of these, persons not poor by own income a year ago",
           reached > 0 ? 1.0 - needy / reached : never);
  }
}

}  // namespace povtrap
