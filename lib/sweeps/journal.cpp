#include "sweeps/journal.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <povtrap/error.hpp>
#include <system_error>

namespace povtrap {

namespace {

namespace fs = std::filesystem;

enum class Kind : std::uint8_t { layout = 1, run = 2 };

/// Before the body of a record.
struct Head {
  std::uint64_t length = 0;
  std::uint64_t check = 0;  ///< of the body

  static auto members(auto& self) { return std::tie(self.length, self.check); }
};

constexpr std::size_t head_bytes = 16;
constexpr std::size_t most_journals = 100'000;

std::uint64_t check_of(std::span<const std::byte> body) {
  return checksum(body)[0];
}

[[noreturn]] void fail(const std::string& what, const fs::path& path, const std::string& advice) {
  throw IoError("the journal \"" + path.string() + "\" cannot be " + what + ": " + std::generic_category().message(errno) + " (" +
                advice);
}

std::vector<std::byte> bytes_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary | std::ios::ate);
  if (!stream.is_open()) fail("read", path, "what it holds is missing) check its permissions");
  std::vector<std::byte> bytes(static_cast<std::size_t>(stream.tellg()));
  stream.seekg(0);
  stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  return bytes;
}

/// Hands every whole record's body to `use`; returns where the last whole one ends.
std::size_t for_each_body(std::span<const std::byte> bytes, const auto& use) {
  std::size_t at = 0;
  while (bytes.size() - at >= head_bytes) {
    ImageReader reader(bytes.subspan(at, head_bytes));
    const Head head = reader.get<Head>();
    if (head.length > bytes.size() - at - head_bytes) break;
    const std::span<const std::byte> body = bytes.subspan(at + head_bytes, head.length);
    if (body.empty() || check_of(body) != head.check) break;
    use(body);
    at += head_bytes + head.length;
  }
  return at;
}

Image image_of(Kind kind, const auto& value) {
  Image body;
  append_image(body, kind);
  append_image(body, value);
  return body;
}

fs::path journal_path(const fs::path& folder, std::size_t number) {
  return folder / ("journal-" + std::to_string(number));
}

}  // namespace

std::uint64_t fingerprint(const KeptLayout& layout) {
  Image image;
  append_image(image, layout);
  return checksum(image)[0];
}

Journal::Journal(const fs::path& folder) {
  for (std::size_t number = 0; number < most_journals; ++number) {
    path_ = journal_path(folder, number);
    file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (file_ < 0) fail("opened", path_, "the sweep writes what it finds there) choose a folder that you may write in");
    if (::flock(file_, LOCK_EX | LOCK_NB) == 0) break;
    ::close(file_);
    file_ = -1;
  }
  if (file_ < 0) fail("locked", path_, "so many processes cannot work on one sweep) remove what is no journal of it");
  const std::vector<std::byte> bytes = bytes_of(path_);
  const std::size_t whole = for_each_body(bytes, [](std::span<const std::byte>) {});
  if (whole != bytes.size() && ::ftruncate(file_, static_cast<off_t>(whole)) != 0)
    fail("shortened", path_, "its last record is torn) remove the file if its runs may be repeated");
}

Journal::~Journal() {
  if (file_ < 0) return;
  ::fsync(file_);
  ::close(file_);
}

void Journal::append(Image body) {
  Image record;
  append_image(record, Head{body.size(), check_of(body)});
  record.insert(record.end(), body.begin(), body.end());
  std::span<const std::byte> rest = record;
  while (!rest.empty()) {
    const ssize_t written = ::write(file_, rest.data(), rest.size());
    if (written > 0) rest = rest.subspan(static_cast<std::size_t>(written));
    if (written < 0 && errno != EINTR)
      fail("written", path_, "the sweep stops; nothing but the last run is lost) free some space");
  }
}

void Journal::add(const KeptLayout& layout, const RunRecord& record) {
  const std::lock_guard lock(adding_);
  if (layouts_.insert(record.layout).second) append(image_of(Kind::layout, layout));
  append(image_of(Kind::run, record));
}

void Journal::add(const RunRecord& failure) {
  const std::lock_guard lock(adding_);
  append(image_of(Kind::run, failure));
}

void JournalReader::read(const fs::path& folder) const {
  for (std::size_t number = 0; fs::exists(journal_path(folder, number)); ++number) {
    const std::vector<std::byte> bytes = bytes_of(journal_path(folder, number));
    for_each_body(bytes, [&](std::span<const std::byte> body) {
      ImageReader reader(body);
      const Kind kind = reader.get<Kind>();
      if (kind == Kind::layout && layout) layout(reader.get<KeptLayout>());
      if (kind != Kind::run || !run) return;
      RunRecord record;
      reader.get(record.run_id);
      reader.get(record.failure);
      reader.get(record.layout);
      if (with_values) reader.get(record.values);
      run(std::move(record));
    });
  }
}

}  // namespace povtrap
