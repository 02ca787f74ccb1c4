#include <povtrap/checkpoint.hpp>

#include <algorithm>
#include <optional>
#include <povtrap/error.hpp>
#include <povtrap/registry.hpp>
#include <povtrap/version.hpp>

#include "core/image.hpp"
#include "simulation/simulation_state.hpp"

namespace povtrap {

namespace {

constexpr std::array<char, 8> signature = {'p', 'o', 'v', 't', 'r', 'a', 'p', '\x1a'};

/// How a checkpoint begins. docs/format.md describes it.
struct Header {
  std::array<char, 8> name = signature;
  std::uint32_t format = checkpoint_format;
  std::uint32_t reserved = 0;
  std::uint64_t bytes = 0;  ///< of what follows
  Checksum sum = {};        ///< of what follows

  static auto members(auto& self) { return std::tie(self.name, self.format, self.reserved, self.bytes, self.sum); }
};

/// What follows: who wrote it, and what the state behind it looks like.
struct Preface {
  std::string version, commit, config, note;
  std::int64_t periods_done = 0;
  Checksum layout = {};

  static auto members(auto& self) {
    return std::tie(self.version, self.commit, self.config, self.note, self.periods_done, self.layout);
  }
};

/// Differs between programs whose states have other members.
Checksum layout_of_state() {
  std::string text;
  append_layout<CarriedState>(text);
  append_layout<Recorder>(text);
  return checksum(std::as_bytes(std::span(text)));
}

std::string quoted(const std::string& text) {
  return "\"" + text + "\"";
}

/// The part behind the header, which is known to be whole and undamaged.   Throws: DataError with the reason.
std::span<const std::byte> body_of(std::span<const std::byte> image) {
  ImageReader reader(image);
  Header header, known;
  const std::size_t header_bytes = image_size(header);
  const std::size_t name_bytes = std::min(image.size(), signature.size());
  if (name_bytes == 0 || std::memcmp(image.data(), signature.data(), name_bytes) != 0) {
    throw DataError("it does not begin as a checkpoint does (it is something else, or its beginning is damaged)");
  }
  if (image.size() < header_bytes) throw DataError("it ends after " + std::to_string(image.size()) + " bytes (it was cut off)");
  reader.get(header);
  if (header.format != known.format || header.reserved != 0) {
    throw DataError("it is of format " + std::to_string(header.format) + " (this povtrap knows format " +
                    std::to_string(known.format) + " only)");
  }
  const std::span<const std::byte> body = image.subspan(header_bytes);
  if (body.size() != header.bytes) {
    throw DataError("it has " + std::to_string(body.size()) + " bytes behind its header instead of " +
                    std::to_string(header.bytes) +
                    (body.size() < header.bytes ? " (it was cut off)" : " (something was appended)"));
  }
  if (checksum(body) != header.sum) throw DataError("its checksum is wrong (it is damaged)");
  return body;
}

/// Throws: DataError if another program wrote the state, so that its bytes would mean something else here.
void check_origin(const Preface& preface) {
  if (preface.version != version()) {
    throw DataError("povtrap " + preface.version + " wrote it and this is povtrap " + std::string(version()) +
                    " (they might go on differently)");
  }
  if (preface.layout != layout_of_state()) {
    throw DataError("another build of povtrap wrote it, whose state has other members (its commit is " + quoted(preface.commit) +
                    ", this one's is " + quoted(std::string(commit())) + ")");
  }
}

/// The configuration of a checkpoint.   Throws: DataError if this program's model does not know it.
Config config_of(const Preface& preface, const Registry& own) {
  try {
    return Config::from_text(preface.config, "its configuration", own);
  } catch (const ConfigError& error) {
    throw DataError(std::string("its configuration belongs to another model: ") + error.what());
  }
}

[[noreturn]] void throw_refused(const std::string& reason) {
  throw DataError("no run can be resumed from this: " + reason +
                  " take an older checkpoint, the povtrap that wrote it, or start again");
}

}  // namespace

std::vector<std::byte> Simulation::checkpoint(const std::string& note) const {
  const Preface preface{std::string(version()), std::string(commit()), state_->chosen.to_toml(), note,
                        periods_done(),         layout_of_state()};
  const CarriedState& state = state_->stage;
  std::optional<Recorder> gathered;  // with the part of the panel that lies elsewhere
  if (!state_->recorder.panel().is_all_in_memory()) {
    gathered.emplace(state_->recorder);
    gathered->panel() = state_->recorder.panel().gathered();
  }
  const Recorder& recorder = gathered ? *gathered : state_->recorder;
  Header header;
  header.bytes = image_size(preface) + image_size(state) + image_size(recorder);
  Image image;
  image.reserve(image_size(header) + header.bytes);
  append_image(image, header);
  append_image(image, preface);
  append_image(image, state);
  append_image(image, recorder);
  header.sum = checksum(std::span(image).subspan(image_size(header)));
  Image beginning;
  append_image(beginning, header);
  std::copy(beginning.begin(), beginning.end(), image.begin());
  return image;
}

Simulation Simulation::resume(std::span<const std::byte> checkpoint, int threads) {
  return resume(checkpoint, threads, Registry());
}

Simulation Simulation::resume(std::span<const std::byte> checkpoint, int threads, const Registry& own) {
  try {
    ImageReader reader(body_of(checkpoint));
    const auto preface = reader.get<Preface>();
    check_origin(preface);
    auto state = std::make_unique<State>(config_of(preface, own), threads, reader);
    if (reader.bytes_left() > 0) throw DataError("it holds more than a state");
    return Simulation(std::move(state));
  } catch (const DataError& error) {
    throw_refused(error.what());
  }
}

CheckpointOrigin checkpoint_origin(std::span<const std::byte> checkpoint) {
  try {
    const auto preface = ImageReader(body_of(checkpoint)).get<Preface>();
    return {preface.version, preface.commit, preface.note, preface.periods_done};
  } catch (const DataError& error) {
    throw_refused(error.what());
  }
}

}  // namespace povtrap
