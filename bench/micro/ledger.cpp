#include <benchmark/benchmark.h>

#include <vector>

#include "economy/household_books.hpp"
#include "economy/households.hpp"

namespace {

using namespace povtrap;

/// The payments of one household pass of a block: so many rows in and out, and the check of every household at the end.
void books_of_a_pass(benchmark::State& state) {
  const auto rows = static_cast<std::size_t>(state.range(0));
  const Ledger ledger;
  std::vector<double> deposits(block_size, 1000.0), opening(block_size);
  const std::vector<double> amounts(block_size, 12.5);
  const Steps before = sum_steps(deposits.data(), block_size);
  for (auto _ : state) {
    HouseholdBooks books(deposits.data(), opening.data(), block_size, ledger, {block_size, before});
    for (std::size_t r = 0; r < rows; ++r)
      r % 2 == 0 ? books.receive(Flow::wages, amounts.data()) : books.spend(Flow::consumption, amounts.data());
    benchmark::DoNotOptimize(books.close());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(block_size * rows));
}
BENCHMARK(books_of_a_pass)->Arg(2)->Arg(8)->Arg(16);

void payments_between_accounts(benchmark::State& state) {
  Ledger ledger;
  Account payer{.sector = Sector::firms_current}, payee{.sector = Sector::bank};
  for (auto _ : state) {
    ledger.pay(payer, payee, 1000, Flow::loan_interest);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(payments_between_accounts);

}  // namespace
