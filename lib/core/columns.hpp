#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <type_traits>
#include <utility>

namespace povtrap {

/// Bytes to which columns are aligned and rounded up: one cache line, one widest vector register.
inline constexpr std::size_t column_alignment = 64;

/// Storage for a column, aligned to `column_alignment` or, from 2 MiB, to huge pages, which the kernel is advised to use.
/// Requires: bytes is a multiple of `column_alignment`.   Throws: std::bad_alloc.
[[nodiscard]] void* allocate_column(std::size_t bytes);
void free_column(void* storage, std::size_t bytes) noexcept;

/// One attribute of all agents of a kind, contiguous and aligned so that loops over it vectorise.
/// Its storage is rounded up to whole cache lines; what lies behind size() may be read and written but means nothing.
template <class T>
class Column {
  static_assert(std::is_trivially_copyable_v<T> && column_alignment % alignof(T) == 0);

 public:
  using value_type = T;

  Column() = default;
  explicit Column(std::size_t n, const T& value = T{}) { resize(n, value); }
  Column(const Column& other) { assign_from(other); }
  Column(Column&& other) noexcept { swap(other); }
  Column& operator=(const Column& other) {
    if (this != &other) assign_from(other);
    return *this;
  }
  Column& operator=(Column&& other) noexcept {
    swap(other);
    return *this;
  }
  ~Column() { free_column(data_, bytes_); }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] T* data() { return data_; }
  [[nodiscard]] const T* data() const { return data_; }
  [[nodiscard]] T& operator[](std::size_t i) { return data_[i]; }
  [[nodiscard]] const T& operator[](std::size_t i) const { return data_[i]; }
  [[nodiscard]] T* begin() { return data_; }
  [[nodiscard]] T* end() { return data_ + size_; }
  [[nodiscard]] const T* begin() const { return data_; }
  [[nodiscard]] const T* end() const { return data_ + size_; }

  /// Changes the length as std::vector does: what stays keeps its value, what is new gets `value`.
  void resize(std::size_t n, const T& value = T{}) {
    const T fill_value = value;
    if (bytes_for(n) > bytes_) grow(std::max(n, size_ + size_ / 2));
    if (n > size_) std::fill(data_ + size_, data_ + n, fill_value);
    size_ = n;
  }

  void push_back(const T& value) { resize(size_ + 1, value); }
  void clear() { size_ = 0; }
  void fill(const T& value) { std::fill(begin(), end(), T(value)); }

  void swap(Column& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(bytes_, other.bytes_);
  }

  friend bool operator==(const Column& a, const Column& b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }

 private:
  static std::size_t bytes_for(std::size_t n) {
    return (n * sizeof(T) + column_alignment - 1) / column_alignment * column_alignment;
  }

  /// Moves the column to storage for at least n elements; what lies behind size() starts as zero bytes in the last cache line.
  void grow(std::size_t n) {
    const std::size_t bytes = bytes_for(n);
    void* storage = allocate_column(bytes);
    std::memset(static_cast<char*>(storage) + bytes - column_alignment, 0, column_alignment);
    if (size_ > 0) std::memcpy(storage, data_, size_ * sizeof(T));
    free_column(data_, bytes_);
    data_ = static_cast<T*>(storage);
    bytes_ = bytes;
  }

  void assign_from(const Column& other) {
    size_ = 0;
    if (bytes_for(other.size_) > bytes_) grow(other.size_);
    if (other.size_ > 0) std::memcpy(static_cast<void*>(data_), other.data_, other.size_ * sizeof(T));
    size_ = other.size_;
  }

  T* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace povtrap
