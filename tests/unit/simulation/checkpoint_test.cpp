#include <povtrap/checkpoint.hpp>

#include <gtest/gtest.h>

#include <cstring>
#include <povtrap/error.hpp>
#include <povtrap/version.hpp>

#include "core/image.hpp"
#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

using Bytes = std::vector<std::byte>;

Bytes sample() {
  Simulation simulation(test::small_economy({{"population.households", "300"}}), 1);
  simulation.step();
  return simulation.checkpoint("a note");
}

/// Expects the reason why these bytes are refused.
void expect_refused(const Bytes& bytes, const std::string& reason) {
  try {
    static_cast<void>(Simulation::resume(bytes, 1));
    ADD_FAILURE() << "nothing was thrown, expected: " << reason;
  } catch (const DataError& error) {
    EXPECT_NE(std::string(error.what()).find(reason), std::string::npos) << error.what();
  }
  EXPECT_THROW(static_cast<void>(checkpoint_origin(bytes)), DataError) << reason;
}

/// The bytes with the first `text` in them overwritten by another one of the same length, and the checksum made good.
Bytes with_text(Bytes bytes, const std::string& text, const std::string& other) {
  const auto* begin = reinterpret_cast<const char*>(bytes.data());
  const std::size_t place = std::string_view(begin, bytes.size()).find(text);
  EXPECT_NE(place, std::string::npos) << text;
  std::memcpy(bytes.data() + place, other.data(), other.size());
  const Checksum sum = checksum(std::span(bytes).subspan(40));
  std::memcpy(bytes.data() + 24, sum.data(), sizeof(sum));
  return bytes;
}

TEST(Checkpoint, SaysWhoWroteItAndWhatItsWriterRemembered) {
  const CheckpointOrigin origin = checkpoint_origin(sample());
  EXPECT_EQ(origin.version, version());
  EXPECT_EQ(origin.commit, commit());
  EXPECT_EQ(origin.note, "a note");
  EXPECT_EQ(origin.periods_done, 1);
}

TEST(Checkpoint, BringsItsConfigurationBack) {
  const Config config = test::small_economy({{"run.seed", "17"}, {"run.title", "a \"title\""}});
  const Simulation resumed = Simulation::resume(Simulation(config, 1).checkpoint(), 1);
  EXPECT_EQ(resumed.config().to_toml(), config.to_toml());
}

TEST(Checkpoint, TakesLittleMoreThanTheHouseholds) {
  const Simulation simulation(test::small_economy(), 1);
  const std::size_t households = simulation.bytes_per_household() * 3000, bytes = simulation.checkpoint().size();
  EXPECT_TRUE(bytes > households && bytes < 2 * households) << bytes << " for " << households;
}

TEST(Checkpoint, IsRefusedIfAnyBitIsFlipped) {
  const Bytes good = sample();
  for (std::size_t place = 0; place < good.size(); place += place < 4096 ? 37 : 9973) {
    Bytes bad = good;
    bad[place] ^= static_cast<std::byte>(1U << (place % 8));
    EXPECT_THROW(static_cast<void>(Simulation::resume(bad, 1)), DataError) << "byte " << place;
  }
  Bytes bad = good;
  bad[good.size() - 1] ^= std::byte{1};
  expect_refused(bad, "its checksum is wrong (it is damaged)");
}

TEST(Checkpoint, IsRefusedIfItWasCutOffOrContinued) {
  const Bytes good = sample();
  expect_refused({}, "it does not begin as a checkpoint does");
  expect_refused({good.begin(), good.begin() + 5}, "it ends after 5 bytes");
  expect_refused({good.begin(), good.end() - 1}, "it was cut off");
  Bytes longer = good;
  longer.push_back(std::byte{0});
  expect_refused(longer, "something was appended");
}

TEST(Checkpoint, IsRefusedIfItIsSomethingElse) {
  const std::string text = "# a configuration, for instance\n[run]\nseed = 1\n";
  const auto bytes = std::as_bytes(std::span(text));
  expect_refused({bytes.begin(), bytes.end()}, "it does not begin as a checkpoint does");
}

TEST(Checkpoint, IsRefusedIfItsFormatIsNewer) {
  Bytes newer = sample();
  newer[8] = std::byte{2};
  expect_refused(newer, "it is of format 2 (this povtrap knows format 1 only)");
}

TEST(Checkpoint, IsRefusedIfAnotherVersionWroteIt) {
  const std::string own(version());
  std::string other = own;
  other.back() = other.back() == '9' ? '8' : '9';
  const Bytes bytes = with_text(sample(), own, other);
  EXPECT_EQ(checkpoint_origin(bytes).version, other) << "who wrote it can be read";
  EXPECT_THROW(static_cast<void>(Simulation::resume(bytes, 1)), DataError);
}

TEST(Checkpoint, IsRefusedIfItsModelHasParametersThatThisOneLacks) {
  const Bytes bytes = with_text(sample(), "\nseed = ", "\nsaed = ");
  try {
    static_cast<void>(Simulation::resume(bytes, 1));
    FAIL() << "nothing was thrown";
  } catch (const DataError& error) {
    EXPECT_NE(std::string(error.what()).find("its configuration belongs to another model"), std::string::npos) << error.what();
    EXPECT_NE(std::string(error.what()).find("saed"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace povtrap
