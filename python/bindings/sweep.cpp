#include <povtrap/sweep.hpp>

#include <chrono>
#include <future>

#include "bindings.hpp"
#include "record.hpp"

namespace povtrap::python {

namespace {

/// Lets a sweep go on beside Python's main thread, which listens for Ctrl-C: the first lets runs in flight end, the second does not.
class Watched {
 public:
  explicit Watched(py::object progress) : progress_(std::move(progress)) {}

  SweepProgress run(const Design& design, const Config& config, const std::filesystem::path& folder, SweepOptions options) {
    options.stop = &stop_;
    options.give_up = &give_up_;
    if (!progress_.is_none()) options.progress = [this](const SweepProgress& done) { tell(done); };
    const GilReleased released;
    std::future<SweepProgress> sweep =
        std::async(std::launch::async, [&] { return run_sweep(design, config, folder, options); });
    while (sweep.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready) listen();
    const GilHeld held;
    if (fault_) std::rethrow_exception(std::exchange(fault_, nullptr));
    return sweep.get();
  }

 private:
  void listen() {
    const GilHeld held;
    if (PyErr_CheckSignals() != 0) remember();
  }

  void tell(const SweepProgress& done) {
    const GilHeld held;
    try {
      progress_(done);
    } catch (py::error_already_set& error) {
      error.restore();
      remember();
    }
  }

  /// Keeps the fault that Python has at hand; the sweep ends in order, and at once when there is a second one.
  void remember() {
    py::error_already_set fault;
    if (stop_) give_up_ = true;
    stop_ = true;
    if (!fault_) fault_ = std::make_exception_ptr(fault);
  }

  py::object progress_;
  std::atomic<bool> stop_{false}, give_up_{false};
  std::exception_ptr fault_;  ///< changed with the GIL held only
};

/// Design and configuration by value: other threads of Python may change the user's meanwhile.
SweepProgress run(Design design, Config config, const std::filesystem::path& folder, std::pair<std::int64_t, std::int64_t> shard,
                  int jobs, int threads_per_run, bool retry_failed, std::vector<std::string> series, std::string when, py::object progress) {
  SweepOptions options;
  options.shard = {shard.first, shard.second};
  options.jobs = jobs;
  options.threads_per_run = threads_per_run;
  options.retry_failed = retry_failed;
  options.outputs = {std::move(series), std::move(when)};
  return Watched(std::move(progress)).run(design, config, folder, std::move(options));
}

}  // namespace

void bind_sweep(py::module_& m) {
  Record<SweepProgress>(m, "SweepProgress", "How far a sweep is; rows of other shards are not counted.")
      .field("rows", &SweepProgress::rows, "of the shard")
      .field("before", &SweepProgress::before, "done by earlier processes")
      .field("done", &SweepProgress::done, "by this one")
      .field("failed", &SweepProgress::failed, "by this one or earlier ones")
      .field("household_periods", &SweepProgress::household_periods, "lived through by this one")
      .bound()
      .def_property_readonly("left", &SweepProgress::left);
  Record<SweepStatus>(m, "SweepStatus", "What the folder of a sweep holds.")
      .field("rows", &SweepStatus::rows, "of the design")
      .field("done", &SweepStatus::done, "runs that are complete")
      .field("missing", &SweepStatus::missing, "run_id of runs that are not")
      .field("failures", &SweepStatus::failures, "run_id and reason");
  m.def("run_sweep", &run, py::arg("design"), py::arg("config"), py::arg("folder"), py::kw_only(),
        py::arg("shard") = std::pair<std::int64_t, std::int64_t>(0, 1), py::arg("jobs") = 0, py::arg("threads_per_run") = 0,
        py::arg("retry_failed") = false, py::arg("series") = std::vector<std::string>(), py::arg("when") = SweepOutputs().when,
        py::arg("progress") = py::none());
  m.def("sweep_status", &sweep_status, py::arg("folder"));
  m.def(
      "merge_sweep", [](const std::filesystem::path& folder) { return without_gil([&] { return share(merge_sweep(folder)); }); },
      py::arg("folder"));
  m.def("ranges_text", &ranges_text, py::arg("numbers"));
}

}  // namespace povtrap::python
