#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

/// Structs of the state list their members once, next to where they are declared, for whatever must visit all of them (a
/// checkpoint, a copy, a count of bytes):
///
///   struct Bank {
///     Account account;
///     double deposit_rate = 0;  ///< [1/year]
///
///     static auto members(auto& self) { return std::tie(self.account, self.deposit_rate); }
///   };
///
/// A member that is forgotten there does not compile as soon as the struct is visited.
namespace povtrap {

/// A struct that lists its members.
template <class T>
concept Listed = requires(T& self) {
  T::members(self);
};

namespace detail {

/// Turns into whatever a member may be.
struct AnyMember {
  template <class T>
  operator T() const;  // NOLINT(google-explicit-constructor)
};

template <class T, std::size_t... Index>
[[nodiscard]] consteval bool can_be_made_from(std::index_sequence<Index...>) {
  return requires {
    T{(static_cast<void>(Index), AnyMember{})...};
  };
}

}  // namespace detail

/// How many members a struct lists.
template <Listed T>
inline constexpr std::size_t listed_members = std::tuple_size_v<decltype(T::members(std::declval<T&>()))>;

/// Does a struct list as many members as it has? A class with private data or a constructor cannot be counted and is trusted.
template <Listed T>
[[nodiscard]] consteval bool lists_all_members() {
  if constexpr (std::is_aggregate_v<T>) {
    return detail::can_be_made_from<T>(std::make_index_sequence<listed_members<T>>()) &&
           !detail::can_be_made_from<T>(std::make_index_sequence<listed_members<T> + 1>());
  } else {
    return true;
  }
}

/// Calls visit(member) for every member in the order of the list; `self` may be const.
template <class T, class Visit>
void visit_members(T& self, Visit&& visit) {
  using Struct = std::remove_const_t<T>;
  static_assert(lists_all_members<Struct>(), "members() must list every member of the struct");
  std::apply([&](auto&... member) { (visit(member), ...); }, Struct::members(self));
}

}  // namespace povtrap
