#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/random.hpp"
#include "core/rule.hpp"
#include "economy/economy.hpp"

namespace povtrap {

class SharedLuck;

/// What a shock may touch in one block: exogenous multipliers and declared losses, nothing else. Shape: n households each.
struct ShockTarget {
  std::size_t n;
  const std::uint32_t* id;
  const Calendar& calendar;
  double* capital;         ///< may lose a share
  std::uint8_t* marks;     ///< Mark::ill may change
  std::int32_t* employer;  ///< may become -1
  std::uint8_t* age;       ///< an heir may follow
  double* skill;           ///< an heir's skill
  float* luck;             ///< multiplier of own output this year
  SharedLuck& words;       ///< one for each shock
  double& capital_lost;    ///< grows by what is gone [real LCU]
};

/// Bad luck, one kind a file. A shock draws its own word of the shared luck or from its own stream, so that switching it changes
/// nobody else's luck.
class Shock : public Rule {
 public:
  virtual void seed(std::uint64_t run_seed) { stream_ = make_stream(run_seed, name()); }
  /// Household by household.
  virtual void strike(const ShockTarget&) const {}
  /// Region by region, before the households: may change `weather`.
  virtual void strike_region(Region&, std::size_t, const Calendar&) const {}

 protected:
  Stream stream_;
};

[[nodiscard]] std::unique_ptr<Shock> make_asset_loss();
[[nodiscard]] std::unique_ptr<Shock> make_illness();
[[nodiscard]] std::unique_ptr<Shock> make_job_loss();
[[nodiscard]] std::unique_ptr<Shock> make_mortality();
[[nodiscard]] std::unique_ptr<Shock> make_drought();
[[nodiscard]] std::unique_ptr<Shock> make_dated_events();

/// All shocks, in the order in which they strike; each has a section "shocks.<name>".
struct ShockParameters {
  std::vector<std::unique_ptr<Shock>> all;
  bool active = true;
  Stream luck;  ///< whose words household shocks share

  void describe(Fields& fields);
  void seed(std::uint64_t run_seed);
};

}  // namespace povtrap
