#include "core/available_memory.hpp"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>

namespace povtrap {

namespace {

constexpr double unknown = std::numeric_limits<double>::infinity();

/// The one number that a file of the kernel holds; infinite if it holds none, as where there is no limit.
double number_in(const std::string& path) {
  std::ifstream file(path);
  double number = 0;
  return file >> number ? number : unknown;
}

/// The number behind a word; infinite if there is none.
double number_behind(const std::string& word, const std::string& path) {
  std::ifstream file(path);
  for (std::string found; file >> found;) {
    double number = 0;
    if (found == word && file >> number) return number;
  }
  return unknown;
}

double system_bytes() {
  const double available = 1024 * number_behind("MemAvailable:", "/proc/meminfo");
  if (available < unknown) return available;
  const long pages = ::sysconf(_SC_PHYS_PAGES), bytes = ::sysconf(_SC_PAGESIZE);
  return pages > 0 && bytes > 0 ? static_cast<double>(pages) * static_cast<double>(bytes) : unknown;
}

/// The group of this process in the unified hierarchy, such as "/user.slice".
std::string group() {
  std::ifstream file("/proc/self/cgroup");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("0::")) return line.substr(3);
  }
  return "/";
}

/// The least that is left in the process's group and those around it. Version 2 of cgroups has one folder, version 1 one for memory.
double container_bytes() {
  double least = unknown;
  for (std::string name = group();; name.erase(name.rfind('/'))) {
    const std::string folder = "/sys/fs/cgroup" + (name == "/" ? "" : name);
    const double limit = number_in(folder + "/memory.max"), used = number_in(folder + "/memory.current"),
                 files = number_behind("inactive_file", folder + "/memory.stat");  // which give way
    if (limit < unknown && used < unknown) least = std::min(least, std::max(0.0, limit - used + (files < unknown ? files : 0)));
    if (name.empty() || name == "/") break;
  }
  const std::string first = "/sys/fs/cgroup/memory/memory.";
  const double limit = number_in(first + "limit_in_bytes"), used = number_in(first + "usage_in_bytes");
  return limit < unknown && used < unknown ? std::min(least, std::max(0.0, limit - used)) : least;
}

}  // namespace

double available_bytes() {
  const double bytes = std::min(system_bytes(), container_bytes());
  return bytes < unknown ? bytes : 0;
}

}  // namespace povtrap
