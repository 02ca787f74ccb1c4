#pragma once

#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

#include "core/columns.hpp"
#include "core/members.hpp"
#include "core/parallel.hpp"

namespace povtrap {

struct NewPlaces;

/// Households of one block lie in one region and fit into a processor's cache while all fused phases pass over them.
inline constexpr std::size_t block_size = 1024;

/// Where a household's own enterprise sells.
enum class Trade : std::uint8_t { farming, services };

/// Yes-or-no facts about a household, one bit each.
enum class Mark : std::uint8_t {
  ill = 1,
  female_head = 2,
  minority = 4,
  exited = 8,
  supported = 16,
  granted = 32,
  grant_candidate = 64,
  poor_now = 128
};

/// The bit of a loan rank that says: the household owes more than its capital is worth, so all of its debt falls due.
inline constexpr std::uint8_t debt_called = 64;

/// Who has been to school: the one who works now, and the child.
enum class Schooled : std::uint8_t { worker = 1, child = 2 };

/// All households, as columns, sorted by region and then by id. Who moves to another region changes places and keeps the id, by
/// which all luck is drawn: a place is no id. A household is a dynasty of constant size: a death passes it to an heir.
/// A column is as narrow as what it means allows: money and what compounds over a lifetime are doubles. Those that only some
/// economies need are opened by them (open_optional_columns and whoever opens a programme), and else empty.
/// Units: money [LCU], on the grid of 2^-10; capital in real LCU of the base year; [lines]: see core/kept_money.hpp.
struct Households {
  // who they are
  Column<std::uint32_t> id;
  Column<float> persons;          ///< household size [persons]
  Column<std::uint8_t> workers;   ///< members who can work [persons]
  Column<std::uint8_t> age;       ///< of the head [years], 255 at most
  Column<std::uint8_t> trade;     ///< Trade
  Column<std::uint8_t> marks;     ///< bits of Mark
  Column<float> ability;          ///< productivity of the own enterprise relative to the region [1]
  Column<float> luck;             ///< multiplier of own output in this year [1]
  Column<std::int32_t> employer;  ///< firm index of the one wage worker, -1 if none
  Column<float> ownership;        ///< claim on distributed profits [weight]
  // what they own and can do
  Column<double> deposits;   ///< [LCU]
  Column<double> debt;       ///< bank loan [LCU]
  Column<double> capital;    ///< productive capital k [real LCU]
  Column<double> nutrition;  ///< n, average food intake over the requirement [1]
  Column<double> skill;      ///< h, efficiency units of a worker [1]
  // what the second household pass of a period hands to the third
  Column<float> services_capacity;  ///< own services that could be sold at today's price [lines/period]
  Column<float> earnings;           ///< market income of this period before tax, without own services [lines/period]
  // memory
  std::vector<Column<float>> income_history;  ///< one column for each period of a year: realised income [LCU/period]
  Column<float> own_income_year;              ///< income of the running year without support [LCU]
  Column<float> own_income_last_year;         ///< the same of the last whole year [LCU/year]
  Column<std::uint8_t> spell;                 ///< consecutive years poor, 255 at most
  // only where the economy needs them
  Column<float> needs;             ///< adult equivalents by which income is compared, where a survey counts them [persons]
  Column<double> aspiration;       ///< income goal per head over the own income, where goals matter [1]
  Column<float> home_worth;        ///< what one more worker at home adds, where there are jobs [LCU/year]
  Column<std::uint8_t> loan_rank;  ///< class of expected return, higher first, and debt_called; where the bank lends to households
  Column<float> loan_request;      ///< [lines]
  Column<std::uint8_t> grant;      ///< 1: an asset grant was promised in this period
  Column<float> support;           ///< cash support of this period [LCU/period]
  Column<float> spent_away;        ///< by the member who works in another region [LCU/period]
  Column<std::uint8_t> schooling;  ///< bits of Schooled
  Column<double> school_debt;      ///< part of the debt that paid for a school; no capital stands for it [LCU]
  Column<double> bonds;            ///< of the government [LCU]
  Column<double> fund_debt;        ///< loan of the village fund [LCU]
  Column<float> fund_request;      ///< loan asked for in this period [lines]
  Column<std::uint8_t> fund_rank;  ///< class in which it is served, higher first
  Column<std::uint8_t> fund_bar;   ///< years for which the village fund lends nothing after a default
  Column<std::uint8_t> insured;    ///< bits: 1, insured in the coming period; 2, willing to buy
  Column<float> insured_loss;      ///< claim of this period [lines]
  Column<float> relief_work;       ///< share of the period that one worker spends on public works

  [[nodiscard]] std::size_t size() const { return id.size(); }
  /// Optional columns stay empty; who needs them gives them their length.
  void resize(std::size_t households, std::size_t periods_per_year);
  /// Makes room for what only economies with schools, or with portfolios, have.   Requires: resize() was called.
  void open_schools();
  void open_portfolios();
  [[nodiscard]] bool have_schools() const { return !schooling.empty(); }
  [[nodiscard]] bool have_portfolios() const { return !bonds.empty(); }
  /// By what income is divided when it is compared: adult equivalents if a survey counts them, else persons.
  [[nodiscard]] const Column<float>& equivalents() const { return needs.empty() ? persons : needs; }
  /// Bytes of all columns per household.
  [[nodiscard]] std::size_t bytes_per_household() const;

  /// Where the household with each id stands.   Requires: ids are 0, 1, ..., size() - 1 in any order.
  [[nodiscard]] Column<std::uint32_t> place_by_id() const;

  /// Puts households into new places, in the columns they have.   Requires: every place is left once and taken once.
  void rearrange(const NewPlaces& places, const Workers& threads);

  [[nodiscard]] bool has(std::size_t i, Mark mark) const { return (marks[i] & static_cast<std::uint8_t>(mark)) != 0; }

  static auto members(auto& self) {
    return std::tuple_cat(std::tie(self.id, self.persons, self.workers, self.age, self.trade, self.marks, self.ability, self.luck,
                                   self.employer, self.ownership, self.deposits, self.debt, self.capital, self.nutrition,
                                   self.skill, self.services_capacity, self.earnings, self.income_history, self.own_income_year,
                                   self.own_income_last_year, self.spell),
                          optional_members(self));
  }

  /// Those that only some economies need.
  static auto optional_members(auto& self) {
    return std::tie(self.needs, self.aspiration, self.home_worth, self.loan_rank, self.loan_request, self.grant, self.support,
                    self.spent_away, self.schooling, self.school_debt, self.bonds, self.fund_debt, self.fund_request,
                    self.fund_rank, self.fund_bar, self.insured, self.insured_loss, self.relief_work);
  }
};

/// Does a household have a loan of its village fund? Then it stays in the village until that is repaid.
[[nodiscard]] inline bool owes_to_fund(const Households& households, std::size_t i) {
  return !households.fund_debt.empty() && households.fund_debt[i] > 0;
}

/// A run of households of one region.
struct Block {
  std::size_t region = 0;
  std::size_t first = 0;
  std::size_t size = 0;

  static auto members(auto& self) { return std::tie(self.region, self.first, self.size); }
};

}  // namespace povtrap
