#include "memory.hpp"

#include <fstream>
#include <string>

#ifdef __GLIBC__  // which the headers above define
#include <malloc.h>
#endif

namespace povtrap::app {

namespace {

/// A line of a file of the kernel, which counts in units of 1024 bytes.
double line_of(const char* path, const std::string& key) {
  std::ifstream file(path);
  for (std::string word; file >> word;) {
    double kibibytes = 0;
    if (word == key + ":" && file >> kibibytes) return kibibytes * 1024;
  }
  return 0;
}

/// What the kernel forgets about this process, by its own numbers (proc_pid_clear_refs(5)).
void clear_refs(char what) {
  std::ofstream("/proc/self/clear_refs") << what;
}

}  // namespace

double current_bytes() {
  return line_of("/proc/self/status", "VmRSS");
}
double peak_bytes() {
  return line_of("/proc/self/status", "VmHWM");
}
double touched_bytes() {
  return line_of("/proc/self/smaps_rollup", "Referenced");
}

void forget_peak() {
  clear_refs('5');
}
void forget_touched() {
  clear_refs('1');
}

void give_back_large_pieces() {
#ifdef __GLIBC__
  constexpr int large = 4 << 20;  // smaller ones are used again, because new pages cost time
  ::mallopt(M_MMAP_THRESHOLD, large);
#endif
}

void give_back_freed() {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

}  // namespace povtrap::app
