"""Faults have the names they have in C++, say the same, and nothing brings Python down."""

import pickle

import numpy
from support import Case, main, small

import povtrap
from povtrap import Config, ConfigError, DataError, Error, IoError, ModelError, Simulation


class Errors(Case):
    def test_the_classes_form_a_family(self):
        for kind, builtin, code in ((ConfigError, ValueError, 2), (DataError, ValueError, 3), (ModelError, Exception, 4), (IoError, OSError, 5)):
            self.assertTrue(issubclass(kind, Error) and issubclass(kind, builtin), kind)
            self.assertEqual(kind("x").exit_code, code)
            self.assertEqual((str(kind("a (b) c")), str(pickle.loads(pickle.dumps(kind("a (b) c"))))), ("a (b) c", "a (b) c"))

    def test_each_is_raised_where_it_is_due(self):
        self.refused(ConfigError, r"\(.*\)", Config, {"run.years": -1})
        self.refused(DataError, r"\(.*\)", Simulation.resume, b"no checkpoint")
        self.refused(IoError, r"\(.*\)", povtrap.read_result, self.folder / "none.h5")
        self.refused(ModelError, "books|balance|flow", Simulation(small(audit__fault="skipped_posting")).run)

    def test_files_that_cannot_be_written_are_told(self):
        result = Simulation(small(run__years=1)).run()
        file = self.folder / "x.h5"
        result.save(file)
        self.refused(IoError, "exists", result.save, file)
        result.save(file, force=True)
        self.refused(IoError, ".", result.save, self.folder / "no" / "x.h5")
        self.refused(ConfigError, "0 to 9", result.save, self.folder / "z.h5", compression=10)
        file.write_bytes(file.read_bytes()[:-100])
        self.refused(DataError, r"\(.*\)", povtrap.read_result, file)

    def test_results_are_not_made_by_hand(self):
        with self.assertRaisesRegex(TypeError, "Simulation.run"):
            povtrap.Result()
        result = Simulation(small(run__years=1)).run(1)
        self.refused(DataError, "headcount", result.__getitem__, "headcont")
        self.refused(DataError, "time", result.yearly, "region")
        self.refused(DataError, "panel", lambda: Simulation(small(output__panel_households=0)).run(1).panel)
        with self.assertRaises(AttributeError):
            result.anything = 3

    def test_what_has_the_wrong_type_is_refused(self):
        config = small(run__years=1)
        simulation = Simulation(config)
        calls = (lambda: Simulation("baseline"), lambda: Simulation(config, "two"), lambda: Simulation(config, 10**30),
                 lambda: Simulation(None), lambda: Simulation.resume("text"), lambda: Simulation.resume(None),
                 lambda: simulation.series(3), lambda: simulation.run("all"), lambda: simulation.restart(1.5),
                 lambda: simulation.restart(10**30), lambda: povtrap.run_seeds(config, "one"), lambda: povtrap.run_seeds(config, []),
                 lambda: povtrap.compare(simulation.result(), None), lambda: povtrap.read_result(3), lambda: Config.load(None),
                 lambda: povtrap.replicate_of(simulation.result(), 5), lambda: povtrap.replicate_of(simulation.result(), -1),
                 lambda: povtrap.mean_interval("abc"), lambda: povtrap.mean_interval([1.0, 2.0], 3.0),
                 lambda: povtrap.ratio_interval([1.0], [1.0, 2.0]), lambda: Config.from_text("\udcff"), lambda: Config.from_text("[["))
        for number, call in enumerate(calls):
            with self.subTest(number), self.assertRaises((TypeError, ValueError, OverflowError, AttributeError, Error)):
                call()

    def test_pickled_results_that_were_tampered_with_do_no_harm(self):
        core = Simulation(small(run__years=1)).run(1)._core
        kind = type(core)
        state = core.__getstate__()
        for wrong in ((), (1, 2, 3, 4), (state[0], state[1]), (state[0], [("x", ["time"], "1", "x", numpy.array([1 + 2j]), [])], [], []),
                      (state[0], [("x", ["nowhere"], "1", "x", numpy.zeros(3), [])], [], [])):
            with self.subTest(wrong=str(wrong)[:60]), self.assertRaises((TypeError, ValueError, RuntimeError, KeyError)):
                made = kind.__new__(kind)
                made.__setstate__(wrong)
                povtrap.Result._of(made)["x"]

    def test_what_is_not_installed_is_named(self):
        text = ("import sys; sys.modules['xarray'] = None\nimport povtrap\n"
                "result = povtrap.Simulation(povtrap.Config({'population.households': 500, 'run.years': 1})).run(1)\n"
                "try: result.to_xarray()\nexcept ImportError as fault: print(fault)")
        self.assertIn("pip install 'povtrap[xarray]'", self.python(text))


if __name__ == "__main__":
    main()
