#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace povtrap {

/// Position of an agent among its kind; the tag keeps a firm from being taken for a household. -1: nobody.
template <class Tag>
struct Id {
  std::int32_t value = -1;

  [[nodiscard]] constexpr bool valid() const { return value >= 0; }
  /// Position in a column. Requires: valid().
  [[nodiscard]] constexpr std::size_t index() const { return static_cast<std::size_t>(value); }
  friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

using RegionId = Id<struct RegionTag>;
using FirmId = Id<struct FirmTag>;
using ProvinceId = Id<struct ProvinceTag>;
using NgoId = Id<struct NgoTag>;
using HouseholdId = Id<struct HouseholdTag>;

}  // namespace povtrap

template <class Tag>
struct std::hash<povtrap::Id<Tag>> {
  std::size_t operator()(povtrap::Id<Tag> id) const noexcept { return std::hash<std::int32_t>{}(id.value); }
};
