#include "sweeps/record.hpp"

#include <algorithm>

#include "core/image.hpp"

namespace povtrap {

namespace {

/// Without what may differ between runs of one sweep.
KeptLayout shape_of(KeptLayout layout) {
  layout.months.clear();
  layout.years.clear();
  for (KeptCoordinate& axis : layout.coordinates) std::ranges::fill(axis.values, 0);
  return layout;
}

}  // namespace

std::uint64_t fingerprint(const KeptLayout& layout) {
  Image image;
  append_image(image, layout);
  return checksum(image)[0];
}

bool fit_together(const KeptLayout& one, const KeptLayout& other) {
  const auto common = static_cast<std::ptrdiff_t>(std::min(one.months.size(), other.months.size()));
  return fingerprint(shape_of(one)) == fingerprint(shape_of(other)) &&
         std::equal(one.months.begin(), one.months.begin() + common, other.months.begin());
}

}  // namespace povtrap
