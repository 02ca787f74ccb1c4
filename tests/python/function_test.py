"""The model as a function gives the numbers of single runs in every shape, and says why a run was not possible."""

import concurrent.futures
import json
import math
import multiprocessing
import pickle

import numpy
from support import Case, main, small

import povtrap

RATE, LUCK = "saving.stone_geary.rate", "enterprise.luck"
INPUTS = {"rate": (RATE, 0.05, 0.3), "luck": (LUCK, 0.0, 0.6)}


def alone(values, seed, name):
    """The last year's value of a run by itself."""
    result = povtrap.Simulation(small().with_({**values, "run.seed": seed}), 1).run()
    return result.yearly(name)[-1]


class FunctionTest(Case):
    def test_outputs_are_those_of_single_runs(self):
        function = povtrap.Function(small(), INPUTS, ["headcount", "gini"], replicates=2, first_seed=5)
        found = function(rate=0.2, luck=0.1)
        for name in ("headcount", "gini"):
            self.assertEqual(found[name], (alone({RATE: 0.2, LUCK: 0.1}, 5, name) + alone({RATE: 0.2, LUCK: 0.1}, 6, name)) / 2)
        self.assertNotEqual(function(rate=0.1, luck=0.1), found)
        self.assertEqual(function(rate=0.2, luck=0.1), found)

    def test_all_views_have_the_same_numbers(self):
        function = povtrap.Function(small(), INPUTS, ["headcount", "gini"])
        points = [[0.1, 0.0], [0.2, 0.5], [0.3, 0.2]]
        matrix = function.matrix(points)
        self.assertEqual(matrix.shape, (3, 2))
        for point, row in zip(points, matrix):
            self.assertEqual(function.vector(point).tolist(), row.tolist())
            self.assertEqual(list(function.dict(dict(zip(INPUTS, point))).values()), row.tolist())
            series = function.series(point, 3, seed=1)
            self.assertEqual(series.shape, (3, 2))
            self.assertEqual(series[-1].tolist(), row.tolist())
        self.assertEqual(povtrap.Function(small(), INPUTS, ["gini"]).matrix(points).tolist(), matrix[:, 1].tolist())

    def test_it_takes_a_year(self):
        config = small()
        result = povtrap.Simulation(config.with_({"run.seed": 1}), 1).run()
        function = povtrap.Function(config, [RATE], ["headcount"], year=int(result.years[0]))
        self.assertEqual(function(**{RATE: config[RATE]})["headcount"], result.yearly("headcount")[0])
        self.refused(povtrap.ConfigError, "1066", povtrap.Function(config, [RATE], ["headcount"], year=1066), **{RATE: 0.2})

    def test_other_processes_find_the_same(self):
        function = povtrap.Function(small(), INPUTS, ["headcount"])
        points = numpy.array([[0.1, 0.0], [0.2, 0.5], [0.3, 0.2], [0.05, 0.6]])
        here = function.matrix(points)
        with concurrent.futures.ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as executor:
            self.assertEqual(function.matrix(points, executor).tolist(), here.tolist())
        self.assertEqual(pickle.loads(pickle.dumps(function)).matrix(points).tolist(), here.tolist())

    def test_a_run_that_is_not_possible_is_nan_with_its_reason(self):
        function = povtrap.Function(small(), INPUTS, ["headcount"])
        values = function.matrix([[0.1, 0.1], [7.0, 0.1], [0.2, 0.1]])
        self.assertEqual([math.isnan(value) for value in values], [False, True, False])
        self.assertEqual(len(function.failures), 1)
        self.assertIn(RATE + " = 7", function.failures[0].reason)
        self.assertEqual(values[2], alone({RATE: 0.2, LUCK: 0.1}, 1, "headcount"))

    def test_whole_numbers_are_rounded_and_flags_turned(self):
        function = povtrap.Function(small(), {"people": ("population.households", 1000, 4000), "shocks": "shocks.active"}, ["headcount"])
        self.assertEqual(function.vector([2000.4, 0.7])[0], alone({"population.households": 2000, "shocks.active": True}, 1, "headcount"))
        self.assertEqual(function.vector([2000, 0.2])[0], alone({"population.households": 2000, "shocks.active": False}, 1, "headcount"))

    def test_numbers_of_any_type_are_the_same_numbers(self):
        function = povtrap.Function(small(), {"people": ("population.households", 1000, 4000), "shocks": "shocks.active"}, ["headcount"])
        off = function(people=2000, shocks=False)
        for people in (numpy.float32(2000.4), numpy.int64(2000), 1999.7):
            for shocks in (0, numpy.int32(0), numpy.float32(0.2), numpy.bool_(False)):
                self.assertEqual(function(people=people, shocks=shocks), off)
        self.assertEqual(function(people=2000, shocks=1), function(people=2000, shocks=True))
        self.assertEqual(function.failures, [])

    def test_columns_with_names_may_stand_in_any_order(self):
        import pandas

        function = povtrap.Function(small(), INPUTS, ["headcount"])
        table = pandas.DataFrame({"luck": [0.1, 0.6], "rate": [0.2, 0.05]})
        self.assertEqual(function.matrix(table).tolist(), function.matrix([[0.2, 0.1], [0.05, 0.6]]).tolist())
        self.assertEqual(function.vector(table.iloc[1]).tolist(), function.vector([0.05, 0.6]).tolist())
        self.refused(povtrap.ConfigError, "rate, look.*inputs are rate, luck", function.matrix, pandas.DataFrame({"rate": [0.2], "look": [0.1]}))
        table.columns = [0, 1]
        self.assertEqual(function.matrix(table).tolist(), function.matrix(table.to_numpy()).tolist())

    def test_failures_in_other_processes_are_told_here(self):
        function = povtrap.Function(small(), INPUTS, ["headcount"])
        with concurrent.futures.ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as executor:
            for _ in range(2):
                self.assertTrue(math.isnan(function.matrix([[0.1, 0.1], [7.0, 0.1]], executor)[1]))
        self.assertEqual([failure.values for failure in function.failures], [{"rate": 7.0, "luck": 0.1}] * 2)

    def test_an_executor_that_forks_is_refused(self):
        function = povtrap.Function(small(), INPUTS, ["headcount"])
        fork = multiprocessing.get_context("fork")
        with concurrent.futures.ProcessPoolExecutor(1, mp_context=fork) as executor, fork.Pool(1) as pool:
            for forking in (executor, pool):
                self.refused(ValueError, "spawn", function.matrix, [[0.1, 0.1]], forking)
        self.refused(TypeError, "no map", function.matrix, [[0.1, 0.1]], 4)

    def test_inputs_that_would_have_no_effect_are_refused(self):
        self.refused(povtrap.ConfigError, "two inputs", povtrap.Function, small(), {"a": RATE, "b": RATE}, ["headcount"])
        self.refused(povtrap.ConfigError, "run.seed", povtrap.Function, small(), {"luck": ("run.seed", 1, 9)}, ["headcount"])
        self.refused(povtrap.ConfigError, "no input", povtrap.Function, small(), {"rate": (RATE, "low", "high")}, ["headcount"])
        function = povtrap.Function(small(), [RATE], ["headcount"])
        self.refused(TypeError, "seed = 1.5", function.series, [0.2], 2, 1.5)
        self.refused(povtrap.ConfigError, "years = -1", function.series, [0.2], -1, 1)

    def test_what_makes_no_sense_is_refused(self):
        config = small()
        self.refused(povtrap.ConfigError, "stone_geary.rate", povtrap.Function, config, ["saving.stone_geary.rat"], ["headcount"])
        self.refused(povtrap.ConfigError, "letter by letter", povtrap.Function, config, RATE, ["headcount"])
        self.refused(povtrap.ConfigError, "0.5 to 0.1", povtrap.Function, config, {"rate": (RATE, 0.5, 0.1)}, ["headcount"])
        self.refused(povtrap.ConfigError, "-1", povtrap.Function, config, {"rate": (RATE, -1, 0.1)}, ["headcount"])
        self.refused(povtrap.ConfigError, "replicates = 0", povtrap.Function, config, [RATE], ["headcount"], replicates=0)
        function = povtrap.Function(config, [RATE], ["headcoun"])
        self.refused(povtrap.DataError, "headcount", function.vector, [0.2])
        function = povtrap.Function(config, [RATE], ["headcount"])
        self.refused(povtrap.ConfigError, "no such input", function, rat=0.2)
        self.refused(povtrap.ConfigError, "2 values for 1 inputs", function.vector, [0.2, 0.3])
        self.refused(povtrap.ConfigError, "run.years", function.series, [0.2], 99, 1)

    def test_bounds_are_those_of_the_parameter_unless_given(self):
        problem = povtrap.Function(small(), [RATE], ["headcount"]).salib_problem()
        self.assertEqual(problem["names"], [RATE])
        self.assertEqual(problem["num_vars"], 1)
        low, high = problem["bounds"][0]
        self.assertTrue(0 <= low < high <= 1)


class SensitivityTest(Case):
    """Sobol indices by SALib, on the function, beside those of the command line, on its own design."""

    def test_salib_agrees_with_the_command_line_within_its_interval(self):
        try:
            from SALib.analyze import sobol as analysis
            from SALib.sample import sobol as sample
        except ImportError:
            self.skipTest("SALib is not installed: pip install povtrap[sweep]")
        function = povtrap.Function(small(), INPUTS, ["mean_income"])
        problem = function.salib_problem()
        points = sample.sample(problem, 64, calc_second_order=False, seed=1)
        theirs = analysis.analyze(problem, function.matrix(points), calc_second_order=False, seed=1)
        (self.folder / "sobol.toml").write_text(
            'method = "saltelli"\npoints = 64\n'
            + "".join(f"[parameters.{path}]\nlow = {low}\nhigh = {high}\n" for path, low, high in INPUTS.values()))
        (self.folder / "base.toml").write_text(small().to_toml())
        self.command("design", "sobol.toml", "-o", "design.csv")
        self.command("sweep", "run", "--design", "design.csv", "--config", "base.toml", "--out", "out", "--quiet")
        ours = json.loads(self.command("sweep", "sensitivity", "out", "--series", "mean_income", "--json"))["mean_income"]
        for i, (path, _, _) in enumerate(INPUTS.values()):
            with self.subTest(path):
                self.assertLess(abs(theirs["ST"][i] - ours[path]["total"]), theirs["ST_conf"][i] + ours[path]["total_half_width"])
                self.assertLess(abs(theirs["S1"][i] - ours[path]["first"]), theirs["S1_conf"][i] + ours[path]["first_half_width"])


if __name__ == "__main__":
    main()
