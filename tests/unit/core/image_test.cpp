#include "core/image.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <povtrap/error.hpp>

#include "core/columns.hpp"

namespace povtrap {
namespace {

enum class Colour : std::uint8_t { red, green };

struct Inner {
  std::int32_t number = 0;
  std::string text;

  static auto members(auto& self) { return std::tie(self.number, self.text); }
  friend bool operator==(const Inner&, const Inner&) = default;
};

struct Outer {
  Colour colour = Colour::red;
  bool flag = false;
  double value = 0;
  std::array<std::int64_t, 3> three = {};
  std::vector<Inner> inners;
  std::vector<std::vector<float>> table;
  Column<std::uint8_t> column;

  static auto members(auto& self) {
    return std::tie(self.colour, self.flag, self.value, self.three, self.inners, self.table, self.column);
  }
  friend bool operator==(const Outer&, const Outer&) = default;
};

struct Forgetful {
  double kept = 0, forgotten = 0;
  static auto members(auto& self) { return std::tie(self.kept); }
};

struct Counted {
  double once = 0;
  static auto members(auto& self) { return std::tie(self.once, self.once); }
};

static_assert(lists_all_members<Inner>() && lists_all_members<Outer>());
static_assert(!lists_all_members<Forgetful>(), "a member that is not listed is found");
static_assert(!lists_all_members<Counted>(), "and so is one that is listed twice");

Outer sample() {
  Outer outer{Colour::green, true, -0.0, {1, -2, 3}, {{7, "seven"}, {8, ""}}, {{1.5F}, {}, {2.5F, 3.5F}}, {}};
  for (std::uint8_t i = 0; i < 5; ++i) outer.column.push_back(i);
  return outer;
}

Image image_of(const Outer& outer) {
  Image image;
  append_image(image, outer);
  return image;
}

TEST(Image, BringsBackWhatWasWritten) {
  const Image image = image_of(sample());
  ImageReader reader(image);
  EXPECT_EQ(reader.get<Outer>(), sample());
  EXPECT_EQ(reader.bytes_left(), 0u);
}

TEST(Image, HasTheSizeThatIsForetold) {
  EXPECT_EQ(image_of(sample()).size(), image_size(sample()));
  EXPECT_EQ(image_size(Inner{1, "abc"}), 4u + 8u + 3u);
}

TEST(Image, KeepsTheSignOfZero) {
  const Image image = image_of(sample());
  EXPECT_TRUE(std::signbit(ImageReader(image).get<Outer>().value));
}

TEST(Image, IsRefusedIfItEndsTooEarlyWhereverItEnds) {
  const Image image = image_of(sample());
  for (std::size_t size = 0; size < image.size(); ++size) {
    ImageReader reader({image.data(), size});
    EXPECT_THROW(static_cast<void>(reader.get<Outer>()), DataError) << size;
  }
}

TEST(Image, AsksForNoMoreMemoryThanTheImageExplains) {
  Image image;
  append_image(image, std::uint64_t{1} << 60);
  EXPECT_THROW(static_cast<void>(ImageReader(image).get<std::vector<std::string>>()), DataError);
}

TEST(Layout, TellsTypesApart) {
  std::string inner, outer, forgetful;
  append_layout<Inner>(inner), append_layout<Outer>(outer), append_layout<Forgetful>(forgetful);
  EXPECT_EQ(inner, "{i4[i1]}");
  EXPECT_EQ(outer, "{e1u1f8[3:i8][{i4[i1]}][[f4]][u1]}");
  EXPECT_EQ(forgetful, "{f8}");
}

TEST(Checksum, ChangesWithEveryBit) {
  Image image = image_of(sample());
  const Checksum good = checksum(image);
  for (std::size_t bit = 0; bit < 8 * image.size(); ++bit) {
    image[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
    EXPECT_NE(checksum(image), good) << bit;
    image[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
  }
  EXPECT_EQ(checksum(image), good);
}

}  // namespace
}  // namespace povtrap
