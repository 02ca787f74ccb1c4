#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "core/members.hpp"

/// A state as bytes: numbers as they lie in memory, little-endian, without gaps; sequences after their length (8 bytes);
/// structs member by member, in the order of their lists (core/members.hpp).
namespace povtrap {

static_assert(std::endian::native == std::endian::little, "images of big-endian machines would have to be turned round");

using Image = std::vector<std::byte>;

namespace detail {

template <class T>
struct IsArray : std::false_type {};
template <class T, std::size_t n>
struct IsArray<std::array<T, n>> : std::true_type {};

template <class T>
concept Plain = std::is_arithmetic_v<T> || std::is_enum_v<T>;

/// std::vector, std::string, Column: a number of elements that lie side by side.
template <class T>
concept Sequence = requires(T& t) {
  t.resize(t.size());
  t.data();
};

}  // namespace detail

/// Hands the bytes of a value, piece by piece and in order, to sink(address, bytes).
template <class T, class Sink>
void write_image(const T& value, Sink& sink) {
  if constexpr (Listed<T>) {
    visit_members(value, [&](const auto& member) { write_image(member, sink); });
  } else if constexpr (detail::Plain<T>) {
    sink(&value, sizeof(T));
  } else {
    static_assert(detail::IsArray<T>::value || detail::Sequence<T>, "say here how such a member is kept");
    if constexpr (detail::Sequence<T>) write_image(static_cast<std::uint64_t>(value.size()), sink);
    if constexpr (detail::Plain<typename T::value_type>) {
      sink(value.data(), value.size() * sizeof(typename T::value_type));
    } else {
      for (const auto& element : value) write_image(element, sink);
    }
  }
}

/// Bytes that a value takes in an image.
template <class T>
[[nodiscard]] std::size_t image_size(const T& value) {
  std::size_t bytes = 0;
  auto count = [&](const void*, std::size_t more) { bytes += more; };
  write_image(value, count);
  return bytes;
}

/// Adds a value to the end of an image.
template <class T>
void append_image(Image& image, const T& value) {
  auto append = [&](const void* address, std::size_t bytes) {
    const std::size_t end = image.size();
    image.resize(end + bytes);
    if (bytes > 0) std::memcpy(image.data() + end, address, bytes);
  };
  write_image(value, append);
}

/// Reads values back in the order in which they were written.
class ImageReader {
 public:
  explicit ImageReader(std::span<const std::byte> image) : rest_(image) {}

  /// Throws: DataError if the image ends too early; the value is then half read.
  template <class T>
  void get(T& value) {
    if constexpr (Listed<T>) {
      visit_members(value, [&](auto& member) { get(member); });
    } else if constexpr (detail::Plain<T>) {
      take(&value, sizeof(T));
    } else {
      if constexpr (detail::Sequence<T>) value.resize(length());
      if constexpr (detail::Plain<typename T::value_type>) {
        take(value.data(), value.size() * sizeof(typename T::value_type));
      } else {
        for (auto& element : value) get(element);
      }
    }
  }

  template <class T>
  [[nodiscard]] T get() {
    T value{};
    get(value);
    return value;
  }

  [[nodiscard]] std::size_t bytes_left() const { return rest_.size(); }

 private:
  void take(void* address, std::size_t bytes);
  /// Of a sequence; no longer than the image, so that damage cannot ask for all memory.
  [[nodiscard]] std::size_t length();

  std::span<const std::byte> rest_;
};

/// The kinds of a type's numbers in their order, as text: images can be exchanged between programs where these are equal.
template <class T>
void append_layout(std::string& text) {
  if constexpr (Listed<T>) {
    text += '{';
    using Members = decltype(T::members(std::declval<T&>()));
    [&]<std::size_t... i>(std::index_sequence<i...>) {
      (append_layout<std::remove_cvref_t<std::tuple_element_t<i, Members>>>(text), ...);
    }
    (std::make_index_sequence<listed_members<T>>());
    text += '}';
  } else if constexpr (detail::Plain<T>) {
    text += std::is_floating_point_v<T> ? 'f' : std::is_enum_v<T> ? 'e' : std::is_signed_v<T> ? 'i' : 'u';
    text += static_cast<char>('0' + sizeof(T));
  } else {
    text += '[';
    if constexpr (detail::IsArray<T>::value) text += std::to_string(std::tuple_size_v<T>) + ":";
    append_layout<typename T::value_type>(text);
    text += ']';
  }
}

/// 128 bits that change with any bit of the data (XXH3).
using Checksum = std::array<std::uint64_t, 2>;
[[nodiscard]] Checksum checksum(std::span<const std::byte> data);

}  // namespace povtrap
