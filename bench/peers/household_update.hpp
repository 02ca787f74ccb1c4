#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/columns.hpp"
#include "core/random.hpp"

/// The poverty household update: one year of households that produce, pay tax, eat, invest and may lose animals or fall ill.
/// The same model stands in numpy_update.py and mesa_update.py: change all three together.
namespace povtrap::peers {

/// Eight state variables a household.
struct Households {
  Column<double> cash, capital, skill, nutrition, luck, thrift, ability;
  Column<std::int32_t> spell;  ///< periods in poverty without a break

  explicit Households(std::size_t n);
  [[nodiscard]] std::size_t size() const { return cash.size(); }
};

/// Parameters, arbitrary but such that about half are poor and no branch is rare.
inline constexpr double persistence = 0.9, volatility = 0.1, scale = 1.5, curvature = 2.2, threshold = 1.0, tax_rate = 0.1,
                        tax_free = 0.5, subsistence = 0.3, invested = 0.5, loss_chance = 0.02, loss = 0.3, illness_chance = 0.05,
                        illness = 0.9, kept = 0.95, learning = 0.01, forgetting = 0.5, memory = 0.8, poverty_line = 0.6;

inline constexpr std::size_t block = 1024;

/// One block's columns and the draws of the period.
struct UpdateBlock {
  double *cash, *capital, *skill, *nutrition, *luck;
  const double *thrift, *ability;
  std::int32_t* spell;
  const double *normal, *uniform1, *uniform2;
  std::size_t n;
};

/// One year of a block; returns how many are poor.
[[nodiscard]] std::int64_t update(const UpdateBlock& columns);

/// One year of all; returns how many are poor.
[[nodiscard]] std::int64_t update_all(Households& households, Stream stream, std::uint32_t year);

/// Everybody who owns something gives one unit to somebody drawn at random, all at the same time.
class WealthExchange {
 public:
  explicit WealthExchange(std::size_t agents) : wealth_(agents, 1), receiver_(agents) {}

  void step(Stream stream, std::uint32_t period);
  [[nodiscard]] const Column<std::int32_t>& wealth() const { return wealth_; }

 private:
  Column<std::int32_t> wealth_;
  Column<std::uint32_t> receiver_;
};

}  // namespace povtrap::peers
