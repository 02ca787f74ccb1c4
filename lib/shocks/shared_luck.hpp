#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/chance.hpp"
#include "core/random.hpp"
#include "economy/households.hpp"

namespace povtrap {

/// The four words of one draw a household and period, by the shock that reads them. A shock's word is its own whatever the
/// others do, so that switching one changes nobody else's luck.
enum class LuckOf : std::uint8_t { asset_loss, illness, job_loss, mortality, count };

/// Few places of a block.
struct Struck {
  std::array<std::uint16_t, block_size> places;
  std::size_t count = 0;

  [[nodiscard]] const std::uint16_t* begin() const { return places.data(); }
  [[nodiscard]] const std::uint16_t* end() const { return places.data() + count; }

  /// Asks for what will be read of them, so that it comes from memory at once and not one by one.
  template <class T>
  void fetch(const T* column) const {
    for (const std::size_t i : *this) __builtin_prefetch(column + i, 1);
  }
};

/// Luck of one block in one period, drawn when the first shock asks for it.
class SharedLuck {
 public:
  /// Requires: n <= block_size.
  SharedLuck(Stream stream, const std::uint32_t* id, std::size_t n, std::int64_t period)
      : stream_(stream), id_(id), n_(n), period_(static_cast<std::uint32_t>(period)) {}

  /// A shock's words, one for each household.
  [[nodiscard]] const std::uint32_t* words(LuckOf shock) {
    if (!drawn_) fill_words(stream_, id_, n_, period_, 0, words_[0].data(), words_[1].data(), words_[2].data(), words_[3].data());
    drawn_ = true;
    return words_[static_cast<std::size_t>(shock)].data();
  }

  /// Who is struck with a small probability.
  [[nodiscard]] Struck struck(LuckOf shock, double probability) {
    Struck found;
    found.count = find_hits(words(shock), n_, chance(probability), found.places.data());
    return found;
  }

 private:
  static_assert(static_cast<std::size_t>(LuckOf::count) <= std::tuple_size_v<Words>);

  Stream stream_;
  const std::uint32_t* id_;
  std::size_t n_;
  std::uint32_t period_;
  bool drawn_ = false;
  alignas(64) std::array<std::array<std::uint32_t, block_size>, std::tuple_size_v<Words>> words_;
};

}  // namespace povtrap
