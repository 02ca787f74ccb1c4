#include <povtrap/dataset.hpp>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <povtrap/error.hpp>
#include <span>
#include <type_traits>

#include "core/fields.hpp"

namespace povtrap {
namespace {

/// Feeds numbers and texts to the hash as little-endian bytes, so that a digest is the same on every machine.
class Hasher {
 public:
  Hasher() { XXH3_128bits_reset(&state_); }

  void text(const std::string& value) {
    number<std::uint64_t>(value.size());
    bytes(value.data(), value.size());
  }

  template <class T>
  void number(T value) {
    put(value);
    flush();
  }

  template <class T>
  void array(const std::vector<T>& values) {
    number<std::uint64_t>(values.size());
    if constexpr (std::is_same_v<T, std::string>) {
      for (const std::string& value : values) text(value);
    } else {
      for (const T value : values) put(value);
      flush();
    }
  }

  [[nodiscard]] std::string hexadecimal() const {
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(&state_));
    std::string digits;
    for (const unsigned char byte : canonical.digest) {
      digits += "0123456789abcdef"[byte >> 4U];
      digits += "0123456789abcdef"[byte & 15U];
    }
    return digits;
  }

 private:
  void bytes(const void* data, std::size_t size) {
    if (size > 0) XXH3_128bits_update(&state_, data, size);
  }

  template <class T>
  void put(T value) {
    if (used_ + sizeof(T) > sizeof(buffer_)) flush();
    const auto bits = bits_of(value);
    for (std::size_t i = 0; i < sizeof(T); ++i) buffer_[used_++] = static_cast<unsigned char>((bits >> (8 * i)) & 0xFFU);
  }

  void flush() {
    bytes(buffer_, used_);
    used_ = 0;
  }

  /// Every NaN counts as the same missing value, whatever its sign and payload.
  template <class T>
  static std::uint64_t bits_of(T value) {
    if constexpr (std::is_same_v<T, double>) {
      return std::bit_cast<std::uint64_t>(std::isnan(value) ? std::numeric_limits<double>::quiet_NaN() : value);
    } else if constexpr (std::is_same_v<T, float>) {
      return std::bit_cast<std::uint32_t>(std::isnan(value) ? std::numeric_limits<float>::quiet_NaN() : value);
    } else {
      return static_cast<std::uint64_t>(value);
    }
  }

  XXH3_state_t state_;
  unsigned char buffer_[4096] = {};
  std::size_t used_ = 0;
};

/// A data set and the ones it lies in, innermost first: a group's variables may run along dimensions of its parents.
using Scope = std::vector<const Dataset*>;

const Dimension* find_dimension(const Dataset& dataset, const std::string& name) {
  const auto found = std::find_if(dataset.dimensions.begin(), dataset.dimensions.end(),
                                  [&](const Dimension& dimension) { return dimension.name == name; });
  return found == dataset.dimensions.end() ? nullptr : &*found;
}

std::size_t length_in(const Scope& scope, const std::string& name) {
  for (const Dataset* dataset : scope) {
    if (const Dimension* dimension = find_dimension(*dataset, name)) return dimension->length;
  }
  return scope.front()->length(name);  // throws, naming the nearest one
}

template <class T, class Name>
std::vector<const T*> sorted_by(const std::vector<T>& items, Name name) {
  std::vector<const T*> sorted;
  for (const T& item : items) sorted.push_back(&item);
  std::stable_sort(sorted.begin(), sorted.end(), [&](const T* a, const T* b) { return name(*a) < name(*b); });
  return sorted;
}

void hash_variable(Hasher& hasher, const Variable& variable, const Scope& scope) {
  hasher.text(variable.name);
  hasher.number<std::uint64_t>(variable.dimensions.size());
  for (const std::string& dimension : variable.dimensions) {
    hasher.text(dimension);
    hasher.number<std::uint64_t>(length_in(scope, dimension));
  }
  hasher.number<std::uint64_t>(variable.values.index());
  std::visit([&](const auto& values) { hasher.array(values); }, variable.values);
}

void hash_dataset(Hasher& hasher, const Dataset& dataset, const Scope& outer) {
  Scope scope = {&dataset};
  scope.insert(scope.end(), outer.begin(), outer.end());
  hasher.number<std::uint64_t>(dataset.variables.size());
  for (const Variable* variable : sorted_by(dataset.variables, [](const Variable& v) -> const std::string& { return v.name; })) {
    hash_variable(hasher, *variable, scope);
  }
  for (const auto* group : sorted_by(dataset.groups, [](const auto& g) -> const std::string& { return g.first; })) {
    if (group->first == "provenance") continue;
    hasher.text(group->first);
    hash_dataset(hasher, group->second, scope);
  }
}

/// Throws: DataError saying that `name` is not among `names`.
[[noreturn]] void throw_unknown(const std::string& kind, const std::string& name, const std::vector<std::string>& names) {
  const std::string nearest = nearest_name(name, names);
  std::string listed;
  for (const std::string& candidate : names) listed += (listed.empty() ? "" : ", ") + candidate;
  throw DataError("there is no " + kind + " \"" + name + "\" (names must match exactly) " +
                  (!nearest.empty()  ? "did you mean \"" + nearest + "\"?"
                   : !listed.empty() ? "there are: " + listed
                                     : "this data set has no " + kind + " at all"));
}

}  // namespace

const Variable& Dataset::variable(const std::string& name) const {
  std::vector<std::string> names;
  for (const Variable& candidate : variables) {
    if (candidate.name == name) return candidate;
    names.push_back(candidate.name);
  }
  throw_unknown("variable", name, names);
}

bool Dataset::has_variable(const std::string& name) const {
  return std::any_of(variables.begin(), variables.end(), [&](const Variable& variable) { return variable.name == name; });
}

std::size_t Dataset::length(const std::string& dimension) const {
  if (const Dimension* found = find_dimension(*this, dimension)) return found->length;
  std::vector<std::string> names;
  for (const Dimension& candidate : dimensions) names.push_back(candidate.name);
  throw_unknown("dimension", dimension, names);
}

std::string digest(const Dataset& dataset) {
  Hasher hasher;
  hash_dataset(hasher, dataset, {});
  return hasher.hexadecimal();
}

}  // namespace povtrap
