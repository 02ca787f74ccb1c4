#include "simulation/snapshot.hpp"

#include <array>
#include <povtrap/version.hpp>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "simulation/own_facts.hpp"

namespace povtrap {

namespace {

/// What a column of the snapshot is called.
struct Label {
  const char *name, *units, *long_name;
};

/// Takes columns block by block and puts them into the order of ids.
class Gathering {
 public:
  explicit Gathering(const Stage& stage) : stage_(stage) {
    const Economy& e = stage.economy;
    const PeriodFacts period = facts_of(stage.model, stage.nation, e.calendar);
    for (const Block& block : e.blocks) {
      views_.emplace_back(e.households, block, period, facts_of(e.regions[block.region], block.region), e.calendar.period);
    }
  }

  /// `column(view)` is a column of the block; values are stored as Kept.
  template <class Kept, class GetColumn>
  void take(const Label& label, GetColumn column) {
    std::vector<Kept> values(stage_.economy.households.size());
    stage_.workers.for_each(views_.size(), [&](std::size_t b) {
      const auto ids = views_[b].id();
      const auto& part = column(views_[b]);
      for (std::size_t i = 0; i < ids.size(); ++i) values[ids[i]] = static_cast<Kept>(part[i]);
    });
    add(label, std::move(values));
  }

  void take_trait(Trait trait, const Label& label) {
    take<std::uint8_t>(label, [&](const HouseholdBlock& view) {
      std::vector<std::uint8_t> marks(view.size());
      for (std::size_t i = 0; i < view.size(); ++i) marks[i] = view.has(i, trait) ? 1 : 0;
      return marks;
    });
    variables_.back().attributes = {{"flag_values", "0 1"}, {"flag_meanings", "no yes"}};
  }

  [[nodiscard]] std::vector<Variable> variables() && { return std::move(variables_); }

 private:
  void add(const Label& label, Values values) {
    variables_.push_back({label.name, {"household"}, label.units, label.long_name, std::move(values), {}});
  }

  const Stage& stage_;
  std::vector<HouseholdBlock> views_;
  std::vector<Variable> variables_;
};

void take_people(Gathering& all) {
  using View = const HouseholdBlock&;
  all.take<std::int32_t>({"household", "1", "number of the household"}, [](View v) { return v.id(); });
  all.take<std::int32_t>({"region", "1", "number of the region where it lives"},
                         [](View v) { return std::vector<std::size_t>(v.size(), v.region().number); });
  all.take<float>({"persons", "1", "persons of the household"}, [](View v) { return v.persons(); });
  all.take<std::uint8_t>({"workers", "1", "members who can work"}, [](View v) { return v.workers(); });
  all.take<std::uint8_t>({"age", "year", "age of the head, 255 at most"}, [](View v) { return v.age(); });
  all.take<float>({"ability", "1", "ability in the own enterprise"}, [](View v) { return v.ability(); });
}

void take_wealth(Gathering& all, bool goals) {
  using View = const HouseholdBlock&;
  all.take<double>({"deposits", "LCU", "deposits of the household"}, [](View v) { return v.deposits(); });
  all.take<double>({"debt", "LCU", "bank loan of the household"}, [](View v) { return v.debt(); });
  all.take<double>({"capital", "LCU", "productive capital of the household, at prices of the base year"},
                   [](View v) { return v.capital(); });
  all.take<double>({"nutrition", "1", "food intake over the requirement, averaged"}, [](View v) { return v.nutrition(); });
  all.take<double>({"skill", "1", "efficiency units of a worker"}, [](View v) { return v.skill(); });
  if (goals)
    all.take<double>({"aspiration", "1", "income goal per head over the own income"}, [](View v) { return v.aspiration(); });
}

void take_incomes(Gathering& all) {
  using View = const HouseholdBlock&;
  all.take<float>({"own_income_last_year", "LCU/year", "own income of the household in the last whole year, without support"},
                  [](View v) { return v.own_income_last_year(); });
  all.take<double>(
      {"income_per_head", "LCU/year", "income per head of the last year at prices of the base year, support included"},
      [](View v) {
        std::vector<double> income(v.size());
        v.income_per_head(income);
        return income;
      });
}

void take_traits(Gathering& all) {
  all.take_trait(Trait::ill, {"ill", "1", "a member is ill"});
  all.take_trait(Trait::female_head, {"female_head", "1", "a woman heads the household"});
  all.take_trait(Trait::minority, {"minority", "1", "belongs to a minority"});
  all.take_trait(Trait::on_top_up_list, {"on_top_up_list", "1", "is on the top-up list"});
  all.take_trait(Trait::had_grant, {"had_grant", "1", "has had an asset grant"});
  all.take_trait(Trait::poor_last_year, {"poor_last_year", "1", "was poor over the last whole year"});
  all.take_trait(Trait::employed, {"employed", "1", "has a wage job"});
  all.take_trait(Trait::sells_services, {"sells_services", "1", "the own enterprise sells services, else farm goods"});
}

Variable number(const char* name, const char* units, const char* long_name, double value) {
  return {name, {}, units, long_name, std::vector<double>{value}, {}};
}

}  // namespace

Dataset snapshot_of(const Stage& stage) {
  const Economy& e = stage.economy;
  Dataset data;
  data.attributes = {
      {"Conventions", "CF-1.8 ACDD-1.3"},
      {"title", stage.model.run.title},
      {"source", "povtrap " + std::string(version()) + " " + std::string(commit())},
      {"id", "seed " + std::to_string(stage.model.run.seed) + ", " + std::to_string(e.calendar.period) + " periods done"}};
  data.dimensions = {{"household", e.households.size(), false}};
  Gathering all(stage);
  take_people(all);
  take_wealth(all, !e.households.aspiration.empty());
  take_incomes(all);
  take_traits(all);
  data.variables = std::move(all).variables();
  data.variables.push_back(number("poverty_line", "LCU/year", "per head, at prices of the base year", stage.model.poverty.line));
  data.variables.push_back(
      number("price_index", "1", "consumer prices over those when the base year opened", stage.nation.price_index));
  return data;
}

}  // namespace povtrap
