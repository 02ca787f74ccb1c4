#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <map>
#include <povtrap/error.hpp>
#include <povtrap/result_file.hpp>
#include <span>
#include <system_error>

#include "io/chunk_shape.hpp"
#include "io/packing.hpp"
#include "io/panel_chunks.hpp"
#include "io/writer_thread.hpp"

namespace povtrap {

namespace {

constexpr std::size_t most_waiting = 12;  ///< pieces of a megabyte or of one wave: one for each variable and some more

std::filesystem::path name_beside(const std::filesystem::path& result) {
  return std::filesystem::path(result) += ".panel.tmp";
}

/// How a panel is cut if it has so many waves that some of them make a full piece.
Cut panel_cut(std::size_t households) {
  const std::vector<Axis> axes = {{std::numeric_limits<std::uint32_t>::max(), true}, {households, false}};
  return cut_of(axes, chunk_shape(axes, sizeof(float)));
}

}  // namespace

/// The file has no name: it vanishes with the process, however that ends.
class PanelFile::Disk final : public PanelChunks {
 public:
  Disk(const std::filesystem::path& result, int compression) : path_(name_beside(result)), compression_(compression) {}
  ~Disk() override {
    if (file_ >= 0) ::close(file_);
  }
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  void append(const std::string& variable, std::size_t households, const std::vector<float>& values) {
    const Cut cut = panel_cut(households);
    households_ = households;
    values_[variable] += values.size();
    std::vector<float> chunk;
    for (std::size_t first = 0; first < values.size(); first += cut.values()) {
      const std::size_t size = std::min(cut.values(), values.size() - first);
      chunk.assign(values.begin() + static_cast<std::ptrdiff_t>(first), values.begin() + static_cast<std::ptrdiff_t>(first + size));
      chunk.resize(cut.values(), std::numeric_limits<float>::quiet_NaN());
      write(variable, pack_chunk(std::as_bytes(std::span(chunk)), {sizeof(float), cut.inner}, compression_));
    }
  }

  [[nodiscard]] std::size_t chunks_of(const std::string& variable) const override {
    const auto found = chunks_.find(variable);
    return found == chunks_.end() ? 0 : found->second.size();
  }

  [[nodiscard]] PackedChunk chunk(const std::string& variable, std::size_t number) const override {
    const Place& place = chunks_.at(variable).at(number);
    PackedChunk packed{std::vector<std::byte>(place.bytes), place.deflated};
    for (std::size_t done = 0; done < place.bytes;) {
      const ssize_t got = ::pread(file_, packed.bytes.data() + done, place.bytes - done, static_cast<off_t>(place.start + done));
      if (got == 0 || (got < 0 && errno != EINTR)) fail("read", got == 0 ? EIO : errno);
      done += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    return packed;
  }

  [[nodiscard]] std::size_t households() const { return households_; }
  [[nodiscard]] std::size_t values_of(const std::string& variable) const {
    const auto found = values_.find(variable);
    return found == values_.end() ? 0 : found->second;
  }

 private:
  struct Place {
    std::size_t start, bytes;
    bool deflated;
  };

  [[noreturn]] void fail(const char* verb, int error) const {
    throw IoError("cannot " + std::string(verb) + " \"" + path_.string() + "\": " + std::generic_category().message(error) +
                  " (waves of the panel are kept there until the result is complete) free some space, choose another disk, or take " +
                  "fewer by output.panel_households or output.panel_every");
  }

  void open() {
    ::unlink(path_.c_str());  // what an interrupted run may have left
    file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file_ < 0) fail("create", errno);
    ::unlink(path_.c_str());
  }

  void write(const std::string& variable, const PackedChunk& chunk) {
    if (file_ < 0) open();
    rlimit limit{};  // going over it would end the process by a signal
    if (::getrlimit(RLIMIT_FSIZE, &limit) == 0 && end_ + chunk.bytes.size() > limit.rlim_cur) fail("write", EFBIG);
    for (std::size_t done = 0; done < chunk.bytes.size();) {
      const ssize_t put =
          ::pwrite(file_, chunk.bytes.data() + done, chunk.bytes.size() - done, static_cast<off_t>(end_ + done));
      if (put < 0 && errno != EINTR) fail("write", errno);
      done += put > 0 ? static_cast<std::size_t>(put) : 0;
    }
    chunks_[variable].push_back({end_, chunk.bytes.size(), chunk.deflated});
    end_ += chunk.bytes.size();
  }

  std::filesystem::path path_;
  int compression_;
  int file_ = -1;
  std::size_t end_ = 0, households_ = 0;
  std::map<std::string, std::vector<Place>> chunks_;
  std::map<std::string, std::size_t> values_;
};

struct PanelFile::Work {
  Work(const std::filesystem::path& result, int compression) : disk(result, compression), thread(most_waiting) {}

  Disk disk;
  WriterThread thread;  ///< ends before the disk does
};

PanelFile::PanelFile(const std::filesystem::path& result, int compression)
    : work_(std::make_unique<Work>(result, compression)) {}
PanelFile::~PanelFile() = default;

std::size_t PanelFile::waves_of_piece(std::size_t households) const {
  const Cut cut = panel_cut(households);
  return cut.outer == 1 ? cut.edge : 1;
}

void PanelFile::put(const std::string& variable, std::size_t households, std::vector<float> values) {
  const auto shared = std::make_shared<const std::vector<float>>(std::move(values));
  work_->thread.add([this, variable, households, shared] { work_->disk.append(variable, households, *shared); });
}

std::size_t PanelFile::values_put(const std::string& variable) const {
  work_->thread.finish();
  return work_->disk.values_of(variable);
}

const PanelChunks& PanelFile::chunks() const {
  work_->thread.finish();
  return work_->disk;
}

std::vector<float> PanelFile::values_of(const std::string& variable) const {
  const PanelChunks& chunks = this->chunks();
  std::vector<float> values;
  if (chunks.chunks_of(variable) == 0) return values;
  const Cut cut = panel_cut(work_->disk.households());
  std::vector<float> chunk(cut.values());
  for (std::size_t number = 0; number < chunks.chunks_of(variable); ++number) {
    unpack_chunk(chunks.chunk(variable, number), sizeof(float), std::as_writable_bytes(std::span(chunk)));
    values.insert(values.end(), chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(cut.values_in(number)));
  }
  return values;
}

}  // namespace povtrap
