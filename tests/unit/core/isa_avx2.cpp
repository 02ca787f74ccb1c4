#include "isa_kernel.hpp"

void povtrap::isa::run_avx2(const double* x, std::size_t n, const Results& out) {
  run(x, n, out);
}
