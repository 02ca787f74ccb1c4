#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <vector>

#include "core/image.hpp"
#include "sweeps/record.hpp"

namespace povtrap {

/// The records that a process, or several one after the other, add to a sweep, one behind the other in a file of its own. What is added is there even if the
/// process is killed right after. A file that ends in half a record, as after a power cut, is left as it is: the next process begins
/// another one.
class Journal {
 public:
  /// Goes on with a journal of the folder that nobody writes to, or begins one. Throws: IoError.
  explicit Journal(const std::filesystem::path& folder);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  /// Any thread may add. Throws: IoError, and then the sweep must end: what follows would be lost.
  void add(const KeptLayout& layout, const RunRecord& record);
  /// The same for a run without values.
  void add(const RunRecord& failure);

 private:
  void append(Image body);

  std::mutex adding_;
  std::filesystem::path path_;
  int file_ = -1;
  std::set<std::uint64_t> layouts_;  ///< that this process has written
};

/// All that the journals of a folder hold.
struct JournalReader {
  std::function<void(const KeptLayout&)> layout;
  std::function<void(RunRecord&&)> run;
  bool with_values = true;  ///< else runs come without their values

  /// Reads journal after journal, a record at a time; what is torn or damaged is left out.
  /// Throws: IoError; DataError if one belongs to another sweep.
  void read(const std::filesystem::path& folder) const;
};

}  // namespace povtrap
