#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace povtrap {

struct Block;
struct Households;

/// When a rule is asked. Rates are declared per year: multiply them by `length`.
struct PeriodFacts {
  std::int64_t number = 0;       ///< periods since the run began, burn-in included
  std::int64_t year = 0;         ///< calendar year
  std::int64_t year_of_run = 0;  ///< whole years since the run began, burn-in included
  double length = 1;             ///< [years]
  bool opens_year = true;
  bool closes_year = true;
  bool burning_in = false;  ///< before the base year
  double poverty_line = 0;  ///< at prices of the base year [LCU/head/year]
  double price_index = 1;   ///< of consumer goods, 1 when the base year opens [1]
};

/// Where the households of a block live; all of a block live in one region.
struct RegionFacts {
  std::size_t number = 0;
  std::size_t bloc = 0;           ///< position in `regions.blocs`
  bool town = false;              ///< else a village
  double persons = 0;             ///< living there
  double productivity = 1;        ///< of own enterprises, before public capital [1]
  double public_capital = 1;      ///< relative to the start of the run [1]
  double food_price = 1;          ///< at the farm gate and in the village shop [LCU/unit]
  double services_price = 1;      ///< [LCU/unit]
  double manufactures_price = 1;  ///< of capital goods too [LCU/unit]
  double unemployment = 0;        ///< seekers weighted by what a job would add [share 0..1]
};

/// A yes-or-no fact about a household.
enum class Trait : std::uint8_t {
  ill,
  female_head,
  minority,
  on_top_up_list,
  had_grant,       ///< an asset grant of `grants`, ever
  poor_last_year,  ///< income per head of the last whole year below the poverty line
  employed,        ///< has a wage job
  sells_services   ///< the own enterprise sells services, else farm goods
};

/// Some households of one region, as read-only columns: what a rule of one's own may know.
/// Shape: every column has size() entries, in the same order.   Units: money [LCU].
class HouseholdBlock {
 public:
  /// For povtrap itself.
  HouseholdBlock(const Households& households, const Block& block, const PeriodFacts& period, const RegionFacts& region,
                 std::int64_t periods_lived);

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const PeriodFacts& period() const { return period_; }
  [[nodiscard]] const RegionFacts& region() const { return region_; }

  [[nodiscard]] std::span<const std::uint32_t> id() const;
  [[nodiscard]] std::span<const float> persons() const;
  [[nodiscard]] std::span<const std::uint8_t> workers() const;  ///< members who can work [persons]
  [[nodiscard]] std::span<const std::uint8_t> age() const;      ///< of the head [years], 255 at most
  [[nodiscard]] std::span<const float> ability() const;         ///< productivity of the own enterprise relative to the region [1]
  [[nodiscard]] std::span<const double> deposits() const;
  [[nodiscard]] std::span<const double> debt() const;       ///< bank loan
  [[nodiscard]] std::span<const double> capital() const;    ///< of the own enterprise [real LCU]
  [[nodiscard]] std::span<const double> nutrition() const;  ///< average food intake over the requirement [1]
  [[nodiscard]] std::span<const double> skill() const;      ///< efficiency units of a worker [1]
  /// Income goal per head over the own income [1].   Throws: ModelError where goals do not matter (development.aspiration = false).
  [[nodiscard]] std::span<const double> aspiration() const;
  /// Of the last whole year and the whole household, without support: what officials could find out [LCU/year].
  [[nodiscard]] std::span<const float> own_income_last_year() const;
  [[nodiscard]] bool has(std::size_t household, Trait trait) const;

  /// Income of the last year per head at prices of the base year, support included, as poverty is measured; zero on the first
  /// day of a run.   Requires: income.size() == size().   Units: [LCU/head/year].
  void income_per_head(std::span<double> income) const;

 private:
  const Households* households_;
  std::size_t first_, size_;
  PeriodFacts period_;
  RegionFacts region_;
  std::int64_t periods_lived_;
};

}  // namespace povtrap
