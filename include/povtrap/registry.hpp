#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <vector>

#include "povtrap/household_shock.hpp"
#include "povtrap/indicator.hpp"
#include "povtrap/instrument.hpp"
#include "povtrap/mechanisms.hpp"

namespace povtrap {

/// Makes a new rule of one kind; every model gets its own, because a rule holds its parameters.
template <class Kind>
using RuleMaker = std::function<std::unique_ptr<Kind>()>;

/// A user's rules, to be at hand beside the built-in ones. A configuration made with a registry knows their parameters, and a
/// simulation of that configuration asks them.
class Registry {
 public:
  /// Adds a rule: a class derived from SavingRule, Technique, WorkCapacity, HouseholdShock, Instrument or Indicator.
  /// `given` is handed to its constructor each time one is made.
  /// Throws: ConfigError if its name is no lower-case word, is taken, or its summary is empty.
  template <class Own, class... Given>
  requires std::derived_from<Own, Rule> && std::constructible_from<Own, const Given&...> Registry& add(Given... given) {
    if constexpr (std::derived_from<Own, SavingRule>) {
      put<SavingRule, Own>(saving_rules_, given...);
    } else if constexpr (std::derived_from<Own, Technique>) {
      put<Technique, Own>(techniques_, given...);
    } else if constexpr (std::derived_from<Own, WorkCapacity>) {
      put<WorkCapacity, Own>(work_capacities_, given...);
    } else if constexpr (std::derived_from<Own, HouseholdShock>) {
      put<HouseholdShock, Own>(shocks_, given...);
    } else if constexpr (std::derived_from<Own, Instrument>) {
      put<Instrument, Own>(instruments_, given...);
    } else {
      static_assert(std::derived_from<Own, Indicator>, "derive from one of the kinds of rule that povtrap asks");
      put<Indicator, Own>(indicators_, given...);
    }
    return *this;
  }

  [[nodiscard]] bool is_empty() const { return names_.empty(); }
  [[nodiscard]] const std::vector<RuleMaker<SavingRule>>& saving_rules() const { return saving_rules_; }
  [[nodiscard]] const std::vector<RuleMaker<Technique>>& techniques() const { return techniques_; }
  [[nodiscard]] const std::vector<RuleMaker<WorkCapacity>>& work_capacities() const { return work_capacities_; }
  [[nodiscard]] const std::vector<RuleMaker<HouseholdShock>>& shocks() const { return shocks_; }
  [[nodiscard]] const std::vector<RuleMaker<Instrument>>& instruments() const { return instruments_; }
  [[nodiscard]] const std::vector<RuleMaker<Indicator>>& indicators() const { return indicators_; }

 private:
  template <class Kind, class Own, class... Given>
  void put(std::vector<RuleMaker<Kind>>& kind, const Given&... given) {
    RuleMaker<Kind> maker = [given...] { return std::make_unique<Own>(given...); };
    check_added(*maker());
    kind.push_back(std::move(maker));
  }
  void check_added(const Rule& rule);

  std::vector<RuleMaker<SavingRule>> saving_rules_;
  std::vector<RuleMaker<Technique>> techniques_;
  std::vector<RuleMaker<WorkCapacity>> work_capacities_;
  std::vector<RuleMaker<HouseholdShock>> shocks_;
  std::vector<RuleMaker<Instrument>> instruments_;
  std::vector<RuleMaker<Indicator>> indicators_;
  std::vector<std::string> names_;
};

}  // namespace povtrap
