"""What callers hand in is looked at before the library: a message names it and what would do, and nothing brings Python down."""

import pathlib

import numpy
from support import Case, main, small

import povtrap
from povtrap import Config, ConfigError, Simulation

SEEDS_BEYOND_ALL = """
import povtrap
config = povtrap.Config({"population.households": 500, "run.years": 1})
simulation = povtrap.Simulation(config, 1)
for call in (lambda: simulation.restart(2**63 - 1), lambda: povtrap.run_seeds(config, [1, 2**63 - 1], 1), lambda: simulation.restart(2**63)):
    try: call()
    except povtrap.ConfigError as fault: print("too large" in str(fault) or "out of range" in str(fault))
print(simulation.config["run.seed"], simulation.step())
"""

class Counts(Case):
    def test_no_run_has_more_threads_than_on_the_command_line(self):
        config = small(run__years=1)
        simulation = Simulation(config, 1)
        for call in (lambda n: Simulation(config, n), simulation.use_threads, lambda n: Simulation.resume(simulation.checkpoint(), n),
                     lambda n: povtrap.Function(config, ["saving.stone_geary.rate"], ["gini"], threads=n)):
            for wrong in (-1, 1025, 10**9, 2**40):
                self.refused(ConfigError, f"threads = {wrong}.*1,024", call, wrong)
            self.refused(TypeError, "2.0.*whole number", call, 2.0)
        self.assertEqual(Simulation(config, numpy.int64(2)).threads, 2)

    def test_a_seed_beyond_all_is_refused_and_changes_nothing(self):
        self.assertEqual(self.python(SEEDS_BEYOND_ALL), "True\nTrue\nTrue\n1 True\n")

    def test_periods_are_counted(self):
        simulation = Simulation(small(run__years=1))
        self.refused(TypeError, "periods = 2.5", simulation.run, 2.5)
        self.refused(ValueError, "-1 is negative", simulation.run, -1)
        self.assertEqual(simulation.run(numpy.int64(1)).sizes["time"], 1)
        self.assertEqual(simulation.run(10**30).sizes["time"], 4)

    def test_seeds_are_whole_and_different(self):
        config = small(run__years=1)
        self.refused(TypeError, "seed = 1.5", povtrap.run_seeds, config, [1.5])
        self.refused(TypeError, "seeds = 5.*1..10", povtrap.run_seeds, config, 5)
        told = []
        self.refused(ConfigError, "2 is there twice", povtrap.run_seeds, config, [1, 2, 2], progress=lambda *done: told.append(done))
        self.assertEqual(told, [])
        self.refused(ConfigError, "no seeds", povtrap.run_seeds, config, [])
        self.refused(ConfigError, "position = -1", povtrap.replicate_of, povtrap.run_seeds(config, numpy.arange(1, 3)), -1)

    def test_confidence_is_a_share(self):
        for wrong in (0, 1, 95, float("nan"), "95%"):
            self.refused(ConfigError, "confidence.*0.95", povtrap.mean_interval, [1.0, 2.0], wrong)
            self.refused(ConfigError, "confidence.*0.95", povtrap.ratio_interval, [1.0, 2.0], [1.0, 2.0], wrong)


class Kinds(Case):
    def test_what_is_something_else_is_named(self):
        config = small(run__years=1)
        result = Simulation(config).run(1)
        for call in (lambda: Simulation("baseline"), lambda: povtrap.run_seeds({"run.years": 1}, "1"), lambda: povtrap.describe_slots(None),
                     lambda: povtrap.Function("x", ["saving.stone_geary.rate"], ["gini"]), lambda: povtrap.sweep("d.csv", "base.toml", "out")):
            self.refused(TypeError, r"config is a \w+ .*Config.load", call)
        for call in (lambda: povtrap.compare(result, result.to_xarray()), lambda: povtrap.seeds_of("x.h5"),
                     lambda: povtrap.sweep_outcomes(None, "gini"), lambda: povtrap.Replicates().add(1, result["gini"]), lambda: povtrap.is_replicated(3)):
            self.refused(TypeError, "povtrap.Result, of Simulation.run", call)
        self.refused(TypeError, "povtrap.Design", povtrap.sobol_indices, "design.csv", [1.0])
        self.refused(TypeError, "checkpoint is a str .*bytes", Simulation.resume, "text")
        self.refused(TypeError, r"variable = \['headcount'\].*one name", result.__getitem__, ["headcount"])
        self.assertEqual(Simulation.resume(bytearray(Simulation(config).checkpoint())).periods_done, 0)

    def test_one_name_is_not_its_letters(self):
        result = Simulation(small(run__years=1)).run()
        self.assertEqual(len(povtrap.compare(result, result, series="wage").values), len(povtrap.compare(result, result, series=["wage"]).values))
        self.refused(TypeError, "letter by letter", povtrap.command_main, "params saving")

    def test_configurations_take_what_has_names(self):
        for wrong in ("baseline.toml", pathlib.Path("baseline.toml")):
            self.refused(TypeError, "Config.load", Config, wrong)
        self.refused(TypeError, "dictionary", Config, [("run.years", 5)])
        self.assertEqual(Config(values={"run.years": 5}), Config({"run.years": 5}))
        self.assertEqual(Config.load(povtrap.shipped("baseline"), overrides={"run.years": 5})["run.years"], 5)
        self.refused(ConfigError, r'povtrap.shipped\("baseline"\)', Config.load, "baseline")
        config = Config()
        config.set("survey.file", pathlib.Path("a/b.csv"))
        self.assertEqual(config["survey.file"], str(pathlib.Path("a/b.csv").absolute()))
        self.assertEqual(("run.years" in config, "run.year" in config, 5 in config), (True, False, False))
        self.assertEqual(len(list(config)), len(config.parameters()))
        self.assertIn("run.years", config._ipython_key_completions_())

    def test_texts_come_back_as_they_were(self):
        for text in ("\x7f", "\x00", "a\x7f\"\\\n\x1bé😀"):
            config = Config({"run.title": text, "regions.blocs": [text, "b"]})
            self.assertEqual((config["run.title"], config["regions.blocs"]), (text, [text, "b"]))
            self.assertEqual(Config.from_text(config.to_toml()), config)
        self.refused(ConfigError, "no Unicode text", Config, {"run.title": "\ud800"})

    def test_every_name_that_ships_can_be_loaded(self):
        for name in povtrap.shipped_names():
            with self.subTest(name):
                Config.load(povtrap.shipped(name))
        self.assertGreater(len(povtrap.make_design(povtrap.shipped("w2_design"))), 1000)


if __name__ == "__main__":
    main()
