#include "core/columns.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <new>

namespace povtrap {

namespace {

/// Size of a huge page on x86-64 and of the usual one on AArch64.
constexpr std::size_t huge_page = std::size_t{2} << 20;

std::size_t rounded_up(std::size_t bytes, std::size_t unit) {
  return (bytes + unit - 1) / unit * unit;
}

std::size_t whole_pages(std::size_t bytes) {
  return rounded_up(bytes, static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)));
}

/// Memory straight from the system, at the edge of a huge page. It is given back when it is freed, so that large columns that
/// come and go leave no gaps, and a page takes up memory when it is first written, by the thread that writes it.
void* map_pages(std::size_t bytes) {
  const std::size_t size = whole_pages(bytes);
  void* mapped = ::mmap(nullptr, size + huge_page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) throw std::bad_alloc();
  char* const first = static_cast<char*>(mapped);
  const std::size_t before = rounded_up(reinterpret_cast<std::uintptr_t>(first), huge_page) - reinterpret_cast<std::uintptr_t>(first);
  if (before > 0) ::munmap(first, before);
  if (before < huge_page) ::munmap(first + before + size, huge_page - before);
#ifdef MADV_HUGEPAGE
  // Advice only: a system without huge pages is slower, not wrong.
  static_cast<void>(::madvise(first + before, bytes / huge_page * huge_page, MADV_HUGEPAGE));
#endif
  return first + before;
}

}  // namespace

void* allocate_column(std::size_t bytes) {
  if (bytes == 0) return nullptr;
  return bytes >= huge_page ? map_pages(bytes) : ::operator new(bytes, std::align_val_t{column_alignment});
}

void free_column(void* storage, std::size_t bytes) noexcept {
  if (storage == nullptr) return;
  if (bytes >= huge_page) {
    ::munmap(storage, whole_pages(bytes));
  } else {
    ::operator delete(storage, std::align_val_t{column_alignment});
  }
}

}  // namespace povtrap
