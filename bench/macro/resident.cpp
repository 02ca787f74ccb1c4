#include "resident.hpp"

#include <fstream>
#include <string>

namespace povtrap::bench {

namespace {

/// A line of /proc/self/status, which counts in units of 1024 bytes.
double status(const std::string& key) {
  std::ifstream file("/proc/self/status");
  for (std::string word; file >> word;) {
    double kibibytes = 0;
    if (word == key + ":" && file >> kibibytes) return kibibytes * 1024;
  }
  return 0;
}

}  // namespace

double current_bytes() {
  return status("VmRSS");
}
double peak_bytes() {
  return status("VmHWM");
}

void forget_peak() {
  std::ofstream("/proc/self/clear_refs") << "5";
}

}  // namespace povtrap::bench
