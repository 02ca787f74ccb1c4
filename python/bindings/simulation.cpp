#include <povtrap/simulation.hpp>

#include <pybind11/numpy.h>

#include <cmath>
#include <povtrap/error.hpp>
#include <povtrap/registry.hpp>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "bindings.hpp"
#include "record.hpp"

namespace povtrap::python {

namespace {

/// A simulation as Python holds it: only one thread at a time does something with it, and others may ask how far it is. Takes
/// configurations by value, because another thread may change the user's as soon as the GIL is let go of.
class Engine {
 public:
  Engine(Config config, int threads) : simulation_(without_gil([&] { return Simulation(config, threads); })) { look(); }
  Engine(Simulation&& simulation) : simulation_(std::move(simulation)) { look(); }

  bool step() {
    return alone([this](Simulation& s) {
      broken_ = true;  // unless the period comes to its end
      const bool more = s.step();
      broken_ = false;
      return more;
    });
  }
  void restart(std::int64_t seed) {
    begin_anew([&](Simulation& s) { s.restart(seed); });
  }
  void restart_with(Config config) {
    begin_anew([&](Simulation& s) { s.restart(config); });
  }
  void use_threads(int threads) {
    alone([&](Simulation& s) { s.use_threads(threads); });
  }
  void start_profile() {
    alone([](Simulation& s) { s.start_profile(); });
  }
  std::vector<PhaseTime> profile() {
    return alone([](Simulation& s) { return s.profile(); });
  }
  SharedDataset result() {
    return alone([](Simulation& s) { return share(s.result()); });
  }
  SharedDataset result_beside_store() {
    return alone([](Simulation& s) { return share(s.result_beside_store()); });
  }
  void keep_panel_in(const std::shared_ptr<PanelStore>& store) {
    alone([&](Simulation& s) { s.keep_panel_in(store); });
  }
  SharedDataset measures() {
    return alone([](Simulation& s) { return share(s.measures()); });
  }
  SharedDataset snapshot() {
    return alone([](Simulation& s) { return share(s.snapshot()); });
  }
  Config config() {
    const Turn turn(busy_);
    return simulation_.config();
  }
  std::unique_ptr<Engine> branch(Config config, int threads) {
    return std::make_unique<Engine>(alone([&](Simulation& s) { return s.branch(config, threads); }));
  }
  py::bytes checkpoint(const std::string& note) {
    const std::vector<std::byte> image = alone([&](Simulation& s) { return s.checkpoint(note); });
    return {reinterpret_cast<const char*>(image.data()), image.size()};
  }
  py::array_t<double> series(const std::string& name) {
    const auto values = alone([&](Simulation& s) {
      const std::span<const double> recorded = s.series(name);
      return std::vector<double>(recorded.begin(), recorded.end());
    });
    return py::array_t<double>(static_cast<py::ssize_t>(values.size()), values.data());
  }

  /// What may be asked while another thread lives through a period: as it was when that began.
  struct Facts {
    std::int64_t periods_done = 0, periods_total = 0, burn_in_periods = 0, households = 0, year = 0;
    bool burning_in = false, has_own_rules = false;
    int threads = 1;
    std::size_t bytes_per_household = 0;
  };
  [[nodiscard]] const Facts& facts() const { return facts_; }

 private:
  /// Does something with the simulation, without the GIL.   Throws: std::runtime_error if another thread is at it.
  /// ModelError if a period broke off: then its books are half written.
  template <class Work>
  std::invoke_result_t<Work, Simulation&> alone(Work work) {
    const Turn turn(busy_);
    if (broken_) {
      throw ModelError("the simulation broke off in the middle of period " + std::to_string(simulation_.periods_done()) +
                       " (its books are half written) restart() it, or resume() a checkpoint from before");
    }
    struct Looking {
      Engine& engine;
      ~Looking() { engine.look(); }
    };
    const Looking afterwards{*this};  // with the GIL again, whatever happens
    return without_gil([&] { return work(simulation_); });
  }

  template <class Work>
  void begin_anew(Work work) {
    const bool broken = std::exchange(broken_, false);
    try {
      alone(work);
    } catch (...) {
      broken_ = broken;
      throw;
    }
  }

  void look() {
    const Config& config = simulation_.config();
    const double burn_in = config.number("run.burn_in_years") * config.number("run.periods_per_year");
    facts_ = {simulation_.periods_done(),     simulation_.periods_total(), std::llround(burn_in),
              simulation_.households(),       simulation_.year(),          simulation_.burning_in(),
              !config.own_rules().is_empty(), simulation_.threads(),       simulation_.bytes_per_household()};
  }

  class Turn {
   public:
    explicit Turn(bool& busy) : busy_(busy) {
      if (busy_) {
        throw std::runtime_error("the simulation is at work in another thread (it lives through one period after the other) wait for "
                                 "it, or give each thread a simulation of its own");
      }
      busy_ = true;
    }
    ~Turn() { busy_ = false; }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    bool& busy_;  ///< changed with the GIL held only
  };

  Simulation simulation_;
  Facts facts_;
  bool busy_ = false;
  bool broken_ = false;  ///< changed by whoever is at work only
};

std::unique_ptr<Engine> resume(const py::bytes& checkpoint, int threads, const Registry& own) {
  const auto image = static_cast<std::string_view>(checkpoint);
  return std::make_unique<Engine>(without_gil([&] { return Simulation::resume(std::as_bytes(std::span(image)), threads, own); }));
}

}  // namespace

void bind_simulation(py::module_& m) {
  Record<PhaseTime>(m, "PhaseTime", "Time that one part of the periods has taken.")
      .field("name", &PhaseTime::name, "of the phase as `povtrap describe` lists it; in brackets what is no phase")
      .field("seconds", &PhaseTime::seconds, "by the clock on the wall")
      .field("household_part", &PhaseTime::household_part, "of it, going through households block by block [s]");
  const auto fact = [](auto member) { return [member](const Engine& e) { return e.facts().*member; }; };
  py::class_<Engine>(m, "Simulation", "A simulated nation.")
      .def(py::init<Config, int>(), py::arg("config"), py::arg("threads") = 0)
      .def_static("resume", &resume, py::arg("checkpoint"), py::arg("threads"), py::arg("own"))
      .def("step", &Engine::step)
      .def("restart", &Engine::restart, py::arg("seed"))
      .def("restart", &Engine::restart_with, py::arg("config"))
      .def("use_threads", &Engine::use_threads, py::arg("threads"))
      .def("start_profile", &Engine::start_profile)
      .def("profile", &Engine::profile)
      .def("result", &Engine::result)
      .def("result_beside_store", &Engine::result_beside_store)
      .def("keep_panel_in", &Engine::keep_panel_in, py::arg("store"))
      .def("measures", &Engine::measures)
      .def("snapshot", &Engine::snapshot)
      .def("series", &Engine::series, py::arg("name"))
      .def("branch", &Engine::branch, py::arg("config"), py::arg("threads") = 0)
      .def("checkpoint", &Engine::checkpoint, py::arg("note") = "")
      .def_property_readonly("config", &Engine::config)
      .def_property_readonly("periods_done", fact(&Engine::Facts::periods_done))
      .def_property_readonly("periods_total", fact(&Engine::Facts::periods_total))
      .def_property_readonly("burn_in_periods", fact(&Engine::Facts::burn_in_periods))
      .def_property_readonly("households", fact(&Engine::Facts::households))
      .def_property_readonly("year", fact(&Engine::Facts::year))
      .def_property_readonly("burning_in", fact(&Engine::Facts::burning_in))
      .def_property_readonly("has_own_rules", fact(&Engine::Facts::has_own_rules))
      .def_property_readonly("threads", fact(&Engine::Facts::threads))
      .def_property_readonly("bytes_per_household", fact(&Engine::Facts::bytes_per_household));
  m.def(
      "yearly_series",
      [](const Dataset& result, const std::string& name) {
        const std::vector<double> yearly = yearly_series(result, name);
        return py::array_t<double>(static_cast<py::ssize_t>(yearly.size()), yearly.data());
      },
      py::arg("result"), py::arg("name"));
}

void bind_describe(py::module_& m) {
  Record<PhaseDescription>(m, "PhaseDescription", "One row of the period's story as `povtrap describe` prints it.")
      .field("number", &PhaseDescription::number, "counted from 1")
      .field("name", &PhaseDescription::name, "of the phase")
      .field("by", &PhaseDescription::by, "who goes through it: households, regions, the nation")
      .field("sentence", &PhaseDescription::sentence, "what happens");
  Record<RuleDescription>(m, "RuleDescription", "A rule in its slot.")
      .field("name", &RuleDescription::name, "as configurations name it")
      .field("sentence", &RuleDescription::sentence, "what it says")
      .field("at_work", &RuleDescription::at_work, "in this configuration")
      .field("own", &RuleDescription::own, "comes from the user");
  Record<SlotDescription>(m, "SlotDescription", "A place that one or more of several rules fill.")
      .field("parameter", &SlotDescription::parameter, "path that chooses the rule")
      .field("chosen", &SlotDescription::chosen, "a rule, or \"all\", \"some\" or \"none\"")
      .field("rules", &SlotDescription::rules, "all that could fill it");
  Record<SwitchDescription>(m, "SwitchDescription", "A trap or channel that can be turned over.")
      .field("name", &SwitchDescription::name, "of the trap or channel")
      .field("parameter", &SwitchDescription::parameter, "that turns it")
      .field("on", &SwitchDescription::on, "its value when on")
      .field("off", &SwitchDescription::off, "its value when off")
      .field("meaning", &SwitchDescription::meaning, "what it does")
      .field("is_on", &SwitchDescription::is_on, "in this configuration");
  m.def("describe_period", &describe_period, "The period as a story, phase by phase.");
  m.def("describe_slots", &describe_slots, py::arg("config"));
  m.def("describe_switches", &describe_switches, py::arg("config"));
}

}  // namespace povtrap::python
