#pragma once

#include <string>
#include <string_view>

namespace povtrap {

/// 128-bit XXH3 hash of a file's bytes as 32 hexadecimal digits: the same that `xxhsum -H2 FILE` prints. It tells files apart and
/// is no security feature.
[[nodiscard]] std::string hash_of(std::string_view bytes);

}  // namespace povtrap
