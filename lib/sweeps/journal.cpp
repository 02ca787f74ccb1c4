#include "sweeps/journal.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <climits>
#include <fstream>
#include <optional>
#include <povtrap/error.hpp>
#include <span>
#include <string_view>
#include <system_error>

#include "sweeps/sweep_folder.hpp"

namespace povtrap {

namespace {

namespace fs = std::filesystem;

enum class Kind : std::uint8_t { layout = 1, run = 2, sweep = 3 };

/// Before the body of a record.
struct Head {
  std::uint64_t length = 0;
  std::uint64_t check = 0;  ///< of the body

  static auto members(auto& self) { return std::tie(self.length, self.check); }
};

constexpr std::size_t head_bytes = 16;
constexpr std::size_t most_journals = 100'000;
constexpr std::string_view prefix = "journal-";

std::uint64_t check_of(std::span<const std::byte> body) {
  return checksum(body)[0];
}

[[noreturn]] void fail(const std::string& what, const fs::path& path, const std::string& advice) {
  throw IoError("the journal \"" + path.string() + "\" cannot be " + what + ": " + std::generic_category().message(errno) + " (" +
                advice);
}

/// Goes through the whole records of a file, one in memory at a time.
class Records {
 public:
  explicit Records(const fs::path& path) : stream_(path, std::ios::binary | std::ios::ate) {
    if (!stream_.is_open()) fail("read", path, "what it holds is missing) check its permissions");
    left_ = static_cast<std::uint64_t>(stream_.tellg());
    stream_.seekg(0);
  }

  /// The body of the next one, which holds until the one after it is asked for. None at the end, and where a record is torn.
  std::optional<std::span<const std::byte>> next() {
    while (left_ >= head_bytes) {
      body_.resize(head_bytes);
      if (!fill()) return std::nullopt;
      ImageReader reader(body_);
      const Head head = reader.get<Head>();
      if (head.length == 0 || head.length > left_ - head_bytes) return std::nullopt;
      body_.resize(head.length);
      if (!fill()) return std::nullopt;
      left_ -= head_bytes + head.length;
      if (check_of(body_) == head.check) return body_;  // else its bytes have changed; those behind it have not
    }
    return std::nullopt;
  }
  [[nodiscard]] bool ends_torn() const { return left_ > 0; }

 private:
  bool fill() {
    stream_.read(reinterpret_cast<char*>(body_.data()), static_cast<std::streamsize>(body_.size()));
    return static_cast<std::size_t>(stream_.gcount()) == body_.size();
  }

  std::ifstream stream_;
  std::uint64_t left_ = 0;  ///< bytes behind the last record
  std::vector<std::byte> body_;
};

bool ends_torn(const fs::path& path) {
  Records records(path);
  while (records.next()) {
  }
  return records.ends_torn();
}

Image image_of(Kind kind, const auto& value) {
  Image body;
  append_image(body, kind);
  append_image(body, value);
  return body;
}

/// "journal-HOST-N": machines that share a folder have journals of their own, as locks may hold for one of them only.
fs::path journal_path(const fs::path& folder, std::size_t number) {
  std::string host(HOST_NAME_MAX + 1, '\0');
  ::gethostname(host.data(), host.size() - 1);
  host.resize(std::min(host.find('\0'), host.size()));
  std::ranges::replace_if(host, [](unsigned char c) { return std::isalnum(c) == 0; }, '-');
  return folder / (std::string(prefix) + host + "-" + std::to_string(number));
}

/// Is it ours to write to? Where files cannot be locked, only one that this process has made is.
bool take(int file, bool is_new) {
  if (::flock(file, LOCK_EX | LOCK_NB) == 0) return true;
  return is_new && errno != EWOULDBLOCK;
}

/// In the order of their names.
std::vector<fs::path> journals_of(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().filename().string().starts_with(prefix)) paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  return paths;
}

/// The first record says which sweep the others belong to. False if there is none yet.
bool begins(Records& records, const fs::path& path, std::uint64_t sweep) {
  const auto body = records.next();
  if (!body) return false;
  ImageReader reader(*body);
  if (reader.get<Kind>() == Kind::sweep && reader.get<std::uint64_t>() == sweep) return true;
  throw DataError("the journal \"" + path.string() +
                  "\" is none of this sweep, or damaged where it says so (its runs cannot be told from others) move it away; the "
                  "same command runs again what is missing then");
}

}  // namespace

Journal::Journal(const fs::path& folder) {
  for (std::size_t number = 0; number < most_journals && file_ < 0; ++number) {
    path_ = journal_path(folder, number);
    file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0666);
    const bool is_new = file_ >= 0;
    if (!is_new && errno == EEXIST) file_ = ::open(path_.c_str(), O_RDWR | O_APPEND | O_CLOEXEC);
    if (file_ < 0) fail("opened", path_, "the sweep writes what it finds there) choose a folder that you may write in");
    if (take(file_, is_new) && !ends_torn(path_)) break;
    ::close(file_);
    file_ = -1;
  }
  if (file_ < 0) fail("locked", path_, "so many processes cannot work on one sweep) remove what is no journal of it");
  if (::lseek(file_, 0, SEEK_END) > 0) return;
  Image sweep;
  append_image(sweep, Kind::sweep);
  append_image(sweep, sweep_number(folder));
  append(sweep);
}

Journal::~Journal() {
  if (file_ < 0) return;
  ::fsync(file_);
  ::close(file_);
}

void Journal::append(Image body) {
  struct stat file {};
  if (::fstat(file_, &file) == 0 && file.st_nlink == 0) {
    errno = ENOENT;
    fail("written", path_, "somebody has removed it, and what it held is lost) start again in another folder");
  }
  Image record;
  append_image(record, Head{body.size(), check_of(body)});
  record.insert(record.end(), body.begin(), body.end());
  const off_t before = ::lseek(file_, 0, SEEK_END);
  std::span<const std::byte> rest = record;
  while (!rest.empty()) {
    const ssize_t written = ::write(file_, rest.data(), rest.size());
    if (written > 0) rest = rest.subspan(static_cast<std::size_t>(written));
    if (written >= 0 || errno == EINTR) continue;
    const int reason = errno;
    const bool mended = ::ftruncate(file_, before) == 0;
    errno = reason;
    fail("written", path_, std::string("the sweep stops; nothing but runs in flight is lost") +
                               (mended ? "" : ", and the file ends torn") + ") free some space and go on with the same command");
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
  const std::uint64_t sweep = sweep_number(folder);
  for (const fs::path& path : journals_of(folder)) {
    Records records(path);
    if (!begins(records, path, sweep)) continue;
    while (const auto body = records.next()) {
      ImageReader reader(*body);
      const Kind kind = reader.get<Kind>();
      if (kind == Kind::layout && layout) layout(reader.get<KeptLayout>());
      if (kind != Kind::run || !run) continue;
      RunRecord record;
      reader.get(record.run_id);
      reader.get(record.failure);
      reader.get(record.layout);
      if (with_values) reader.get(record.values);
      run(std::move(record));
    }
  }
}

}  // namespace povtrap
