#include "isa_kernel.hpp"

void povtrap::isa::run_base(const double* x, std::size_t n, const Results& out) {
  run(x, n, out);
}
