#include "simulation/period.hpp"

#include <array>

#include "simulation/household_runner.hpp"

namespace povtrap {

namespace {

constexpr std::array<Phase, 15> story = {{
    {1, "strike shocks", "H", 1, draw_weather, begin_period, settle_beginnings,
     "Wealth is rearranged, children go to school; illness, loss of assets, job loss, deaths; weather and disasters by region."},
    {2, "review the registry", "H", 1, rank_applicants, review_registry, nullptr,
     "Once a year households move, and a proxy means test lists the lowest scores for support."},
    {3, "set strategies and budgets", "R, N", 0, set_budgets, nullptr, nullptr,
     "Transfers between governments and foreign aid are paid; NGOs and governments set what they can give."},
    {4, "plan production", "R", 0, plan_production, nullptr, nullptr,
     "Once a year firms close, enter and move; all turn expected sales into target output, labour and layoffs."},
    {5, "match jobs", "R, N", 0, match_jobs, nullptr, nullptr,
     "Jobs end; seekers apply at home, then once elsewhere; firms hire by rank; public works take the rest."},
    {6, "produce and earn", "H, R", 2, pay_capital_income, produce_and_earn, settle_incomes,
     "Own enterprises produce; wages, farm sales, interest and last period's dividends are paid and taxed."},
    {7, "deliver support", "H", 2, nullptr, deliver_support, nullptr,
     "The top-up fills incomes to its standard; asset grants arrive."},
    {8, "plan spending and investment", "H, R", 2, nullptr, plan_spending, plan_purchases,
     "Households divide income over food, services, manufactures, reserve and capital, and pay for it; firms plan investment."},
    {9, "lend", "R, N", 0, lend, nullptr, nullptr,
     "The bank's pot goes to the highest return, against collateral; village funds lend without."},
    {10, "clear goods markets", "R, N", 0, clear_goods_markets, nullptr, nullptr,
     "Services clear in the region, food inside its trade band, manufactures in the nation; the world takes the rest."},
    {11, "consume, invest, repay", "H, R", 3, nullptr, consume_and_invest, settle_firms,
     "Own services are paid for and taxed; loans become capital; debts are repaid or given up; incomes are complete."},
    {12, "develop", "H, R", 3, nullptr, develop, develop_regions,
     "Skill and aspirations of people, public capital of places."},
    {13, "review exits", "H", 3, nullptr, review_exits, nullptr, "Who earned enough by own work for a year leaves the list."},
    {14, "close the books", "R, N", 0, close_books, nullptr, nullptr,
     "Bonds close the central budget; every row and column of the ledger must add up to zero."},
    {15, "measure", "H, N", 3, nullptr, measure_households, remember,
     "Incomes of the last year are measured; what the next period needs is remembered."},
}};

}  // namespace

std::span<const Phase> period_story() {
  return story;
}

void run_period(Stage& stage) {
  open_books(stage);
  int passes_done = 0;
  for (const Phase& phase : story) {
    if (phase.pass > passes_done) passes_done = run_pass(stage, story, phase.pass);
    if (phase.pass == 0) run_part(stage, phase, phase.before);
    run_part(stage, phase, phase.after);
  }
}

}  // namespace povtrap
