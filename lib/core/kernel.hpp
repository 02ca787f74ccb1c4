#pragma once

#include <cstddef>

/// Loop and function annotations that let the compiler vectorise block kernels without changing a single result bit.
///
/// POVTRAP_IVDEP before a loop: iterations do not depend on each other through memory.
/// POVTRAP_RESTRICT on a pointer: nothing else points there.
/// POVTRAP_ALWAYS_INLINE on a small function: it must be inlined into the kernel that calls it, else the loop stays scalar.
/// POVTRAP_KERNEL on a free function that is no template: compiled for wider vectors too; the processor's widest is called.
///
/// The form of loop that vectorises with both compilers: pointers to columns taken into POVTRAP_RESTRICT locals or parameters,
/// parameters of the rule into const locals, POVTRAP_IVDEP, `for (std::size_t i = 0; i < n; ++i)`, selects instead of branches
/// (`&` and `|` between conditions), only POVTRAP_ALWAYS_INLINE callees, no 64-bit integer that turns into a double.
#if defined(__clang__)
#define POVTRAP_IVDEP _Pragma("clang loop vectorize(assume_safety)")
// Low optimisation levels and sanitizers leave loops scalar, which is slower, not wrong.
#pragma clang diagnostic ignored "-Wpass-failed"
#elif defined(__GNUC__)
#define POVTRAP_IVDEP _Pragma("GCC ivdep")
#else
#define POVTRAP_IVDEP
#endif

#define POVTRAP_RESTRICT __restrict__
#define POVTRAP_ALWAYS_INLINE inline __attribute__((always_inline))

// Clones need function resolvers in the loader (glibc), which sanitizers do not survive; clang 14 loses the default clone's name.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__GLIBC__) && defined(__OPTIMIZE__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define POVTRAP_KERNEL __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define POVTRAP_KERNEL
#endif
