#pragma once

namespace povtrap {

/// Memory that this process could still get: what the system calls available, or what its container (cgroup) leaves of its limit if
/// that is less. 0 where the system does not say.   Units: [byte].
[[nodiscard]] double available_bytes();

}  // namespace povtrap
