#include <povtrap/sensitivity.hpp>

#include "bindings.hpp"
#include "record.hpp"

namespace povtrap::python {

namespace {

/// Binds a function of a design, its outcomes and options of the bootstrap.
template <class Indices>
void bind_indices(py::module_& m, const char* name, Indices indices) {
  m.def(
      name,
      [indices](const Design& design, const std::vector<double>& outcomes, std::size_t resamples, double confidence, std::int64_t seed) {
        return without_gil([&] { return indices(design, outcomes, BootstrapOptions{resamples, confidence, seed}); });
      },
      py::arg("design"), py::arg("outcomes"), py::kw_only(), py::arg("resamples") = BootstrapOptions().resamples,
      py::arg("confidence") = BootstrapOptions().confidence, py::arg("seed") = BootstrapOptions().seed);
}

}  // namespace

void bind_sensitivity(py::module_& m) {
  Record<ElementaryEffects>(m, "ElementaryEffects", "What one parameter does in a Morris sample, for a move through its whole range.")
      .field("parameter", &ElementaryEffects::parameter, "path in the configuration")
      .field("mean", &ElementaryEffects::mean, "mu")
      .field("mean_absolute", &ElementaryEffects::mean_absolute, "mu*: how much it matters")
      .field("deviation", &ElementaryEffects::deviation, "sigma: whether that depends on the others or on where it stands")
      .field("mean_absolute_half_width", &ElementaryEffects::mean_absolute_half_width, "of the interval of mu*");
  Record<SobolIndices>(m, "SobolIndices", "Shares of the outcome's variance that are due to one parameter.")
      .field("parameter", &SobolIndices::parameter, "path in the configuration")
      .field("first", &SobolIndices::first, "due to the parameter alone")
      .field("first_half_width", &SobolIndices::first_half_width, "of its interval")
      .field("total", &SobolIndices::total, "with all its interactions")
      .field("total_half_width", &SobolIndices::total_half_width, "of its interval");
  bind_indices(m, "elementary_effects", [](const auto&... given) { return elementary_effects(given...); });
  bind_indices(m, "sobol_indices", [](const auto&... given) { return sobol_indices(given...); });
  m.def("is_saltelli_sample", &is_saltelli_sample, py::arg("design"));
}

}  // namespace povtrap::python
