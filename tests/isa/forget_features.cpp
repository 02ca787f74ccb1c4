// Makes the program that this is linked to forget vector instructions of its processor before any kernel is chosen. What asks for
// them (GCC's clones of POVTRAP_KERNEL, __builtin_cpu_supports) reads the notes that libgcc's __cpu_indicator_init takes, and the
// linker puts the function below in its place (--wrap). POVTRAP_ISA_LEVEL is the level of x86-64 that is left: 4, 3 or 1.

extern "C" {

// Source: gcc/config/i386/cpuinfo.c of GCC 12, with names that only libgcc may choose.
struct CpuModel {
  unsigned vendor, type, subtype, features;
};
extern CpuModel __cpu_model;
extern unsigned __cpu_features2[];

int __real___cpu_indicator_init();
int __wrap___cpu_indicator_init();

}  // extern "C"

namespace {

/// The compiler does not know that its own questions read the notes that are changed here.
inline void look_again() {
  asm volatile("" ::: "memory");
}

/// Clears the one bit by which `is_there` sees its feature, wherever this version of GCC keeps it. Runs before the C library
/// is ready, so it calls nothing.
template <class IsThere>
void forget(IsThere is_there) {
  constexpr unsigned words = 4, bits = 32;  // of __cpu_model and the first three of __cpu_features2
  for (unsigned word = 0; word < words && is_there(); ++word) {
    unsigned& notes = word == 0 ? __cpu_model.features : __cpu_features2[word - 1];
    for (unsigned bit = 0; bit < bits; ++bit) {
      const unsigned kept = notes;
      notes &= ~(1U << bit);
      look_again();
      if (!is_there()) return;
      notes = kept;
      look_again();
    }
  }
}

}  // namespace

extern "C" int __wrap___cpu_indicator_init() {
  const int done = __real___cpu_indicator_init();
  look_again();
  if (POVTRAP_ISA_LEVEL < 4) {
    forget([] { return __builtin_cpu_supports("x86-64-v4") != 0; });
    forget([] { return __builtin_cpu_supports("avx512f") != 0; });
  }
  if (POVTRAP_ISA_LEVEL < 3) {
    forget([] { return __builtin_cpu_supports("x86-64-v3") != 0; });
    forget([] { return __builtin_cpu_supports("avx2") != 0; });
  }
  return done;
}
