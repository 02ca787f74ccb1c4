#include "checkpoint_keeper.hpp"

#include <chrono>
#include <nlohmann/json.hpp>
#include <povtrap/checkpoint.hpp>
#include <povtrap/error.hpp>

#include "output.hpp"

namespace povtrap::app {

namespace {

using Json = nlohmann::ordered_json;

}  // namespace

std::string RunNote::text() const {
  const Json note = {{"last_period", last_period},   {"every", every},    {"force", force}, {"seconds", seconds},
                     {"command_line", command_line}, {"resumed", resumed}};
  return note.dump(-1, ' ', false, Json::error_handler_t::replace);
}

RunNote RunNote::from_text(const std::string& text) {
  try {
    const Json note = Json::parse(text);
    return {note.at("last_period"), note.at("every"),        note.at("force"),
            note.at("seconds"),     note.at("command_line"), note.at("resumed")};
  } catch (const Json::exception&) {
    throw DataError("no run can be resumed from this: it holds a simulation, but not how far `povtrap run` was to take it " +
                    std::string("(a program of somebody's own wrote it) resume it with Simulation::resume"));
  }
}

std::filesystem::path checkpoint_of(const std::filesystem::path& result) {
  return std::filesystem::path(result) += ".checkpoint";
}

void CheckpointKeeper::after_period(const Simulation& simulation) const {
  const std::int64_t done = simulation.periods_done();
  if (!is_wanted() || done % note_.every != 0 || done >= note_.last_period) return;
  try {
    write(simulation);
  } catch (const IoError& error) {
    tell("povtrap: note: no checkpoint after period " + std::to_string(done) + ": " + error.what() +
         " (the run goes on, and the checkpoint before stays)\n");
  }
}

void CheckpointKeeper::stop(const Simulation& simulation) const {
  write(simulation);
  throw Stopped{file_.string(), simulation.periods_done(), note_.last_period};
}

void CheckpointKeeper::remove() const {
  std::error_code ignored;
  if (!is_wanted()) return;
  std::filesystem::remove(file_, ignored);
  std::filesystem::remove(std::filesystem::path(file_) += ".tmp", ignored);  // of a run that was killed while it wrote
}

void CheckpointKeeper::write(const Simulation& simulation) const {
  RunNote note = note_;
  note.seconds = seconds();
  write_checkpoint(simulation.checkpoint(note.text()), file_);
}

double CheckpointKeeper::seconds() const {
  return note_.seconds + 1e-9 * static_cast<double>(nanoseconds_now() - start_);
}

std::int64_t CheckpointKeeper::nanoseconds_now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace povtrap::app
