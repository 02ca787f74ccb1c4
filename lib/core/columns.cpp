#include "core/columns.hpp"

#include <sys/mman.h>

#include <new>

namespace povtrap {

namespace {

/// Size of a huge page on x86-64 and of the usual one on AArch64.
constexpr std::size_t huge_page = std::size_t{2} << 20;

std::align_val_t alignment_of(std::size_t bytes) {
  return std::align_val_t{bytes >= huge_page ? huge_page : column_alignment};
}

}  // namespace

void* allocate_column(std::size_t bytes) {
  if (bytes == 0) return nullptr;
  void* storage = ::operator new(bytes, alignment_of(bytes));
#ifdef MADV_HUGEPAGE
  // Advice only: a system without huge pages is slower, not wrong.
  if (bytes >= huge_page) static_cast<void>(::madvise(storage, bytes / huge_page * huge_page, MADV_HUGEPAGE));
#endif
  return storage;
}

void free_column(void* storage, std::size_t bytes) noexcept {
  if (storage != nullptr) ::operator delete(storage, alignment_of(bytes));
}

}  // namespace povtrap
