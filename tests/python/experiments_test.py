"""Replicates, comparisons, designs, sweeps and sensitivity are those of the library."""

import concurrent.futures
import math
import multiprocessing
import pickle

import numpy
from support import Case, main, settings, small

import povtrap
from povtrap import ConfigError, DataError

TINY = {"population.households": 400, "run.years": 2, "run.burn_in_years": 0, "run.growth_burn_in_years": 0, "regions.rural": [1, 1],
        "regions.towns": [0, 0]}
SWEEP = """
method = "grid"
replicates = 2
[parameters]
saving.stone_geary.rate = [0.1, 0.2]
enterprise.technique = ["solow", "step"]
"""


class Seeds(Case):
    @classmethod
    def setUpClass(cls):
        cls.base = povtrap.run_seeds(small(run__years=2), "1..3")
        cls.reform = povtrap.run_seeds(small(run__years=2, top_up__active=False), [1, 2, 3])

    def test_several_seeds_are_those_of_the_command_line(self):
        from support import SMALL

        self.command("run", povtrap.shipped("baseline"), "--seeds", "1..3", "-o", "x.h5", *settings({**SMALL, "run.years": 2}))
        self.assertEqual(povtrap.read_result(self.folder / "x.h5").digest(), self.base.digest())
        self.assertTrue(povtrap.is_replicated(self.base))
        self.assertEqual(povtrap.seeds_of(self.base), [1, 2, 3])
        alone = povtrap.Simulation(small(run__years=2, run__seed=2)).run()
        self.assertEqual(povtrap.replicate_of(self.base, 1).digest(), alone.digest())
        self.assertEqual(povtrap.seeds_text(povtrap.parse_seeds("3,1..2")), "1..3")

    def test_a_reform_is_compared_with_its_base(self):
        found = povtrap.compare(self.base, self.reform, groups=5)
        self.assertEqual(found.seeds, [1, 2, 3])
        self.assertIn("top_up.active", [setting.path for setting in found.settings])
        table = found.to_pandas()
        self.assertEqual(len(table), len(found.values))
        row = table[(table.measure == "headcount") & (table.table == "nation")].iloc[-1]
        self.assertAlmostEqual(row.difference, row.reform - row.base)
        self.assertTrue(row.low <= row.difference <= row.high)
        self.refused(ConfigError, "confidence", povtrap.compare, self.base, self.reform, confidence=2)
        self.refused(DataError, ".", povtrap.compare, self.base, povtrap.run_seeds(small(run__years=2), [9]))

    def test_a_comparison_is_what_one_finds_by_hand(self):
        found = povtrap.compare(self.base, self.reform).to_pandas()
        gains = self.reform.yearly("mean_income") - self.base.yearly("mean_income")
        rows = found[(found.table == "nation") & (found.measure == "mean_income")]
        for (_, row), year in zip(rows.iterrows(), gains.T):
            interval = povtrap.mean_interval(year)
            self.assertEqual((row.difference, row.low, row.high), (interval.mean, interval.low, interval.high))

    def test_what_comes_out_can_be_pickled(self):
        merged = povtrap.sweep(povtrap.design_from_text(SWEEP), povtrap.Config(TINY), self.folder / "out")
        found = povtrap.compare(self.base, self.reform)
        summary = povtrap.summarise_sweep(merged, series="gini", base_point=0)
        for record in (found, found.values[0], povtrap.mean_interval([1.0, 2.0]), povtrap.ratio_interval([1.0, 2.0, 3.0], [2.0, 3.0, 4.0]),
                       povtrap.describe_slots(self.base.config)[0], povtrap.describe_period()[0], povtrap.sweep_status(self.folder / "out"), summary,
                       povtrap.design_from_text(SWEEP).rows[3], povtrap.ResultRow("a", "1", "b"),
                       povtrap.checkpoint_origin(povtrap.Simulation(povtrap.Config(TINY)).checkpoint("note"))):
            with self.subTest(type(record).__name__):
                self.assertEqual(repr(pickle.loads(pickle.dumps(record))), repr(record))
        self.assertTrue(pickle.loads(pickle.dumps(found)).to_pandas().equals(found.to_pandas()))

    def test_intervals_are_students(self):
        found = povtrap.mean_interval([1.0, 2.0, 3.0, math.nan])
        self.assertEqual((found.mean, found.count), (2.0, 3))
        self.assertAlmostEqual(found.high - 2, 4.302652729911275 / math.sqrt(3))


class Sweeps(Case):
    def setUp(self):
        super().setUp()
        self.config = povtrap.Config(TINY)
        self.design = povtrap.design_from_text(SWEEP)

    def test_the_same_runs_however_they_are_divided(self):
        whole = povtrap.sweep(self.design, self.config, self.folder / "whole")
        self.assertEqual(list(whole["run_completed"]), [1] * 8)
        for shard in range(3):
            povtrap.run_sweep(self.design, self.config, self.folder / "cut", shard=(shard, 3), jobs=1)
        self.assertEqual(povtrap.merge_sweep(self.folder / "cut").digest(), whole.digest())
        self.assertEqual(povtrap.sweep_status(self.folder / "cut").done, 8)
        again = povtrap.run_sweep(self.design, self.config, self.folder / "cut")
        self.assertEqual((again.before, again.done, again.left), (8, 0, 0))

    def test_an_executor_of_processes_gives_the_same(self):
        whole = povtrap.sweep(self.design, self.config, self.folder / "whole", series="gini")
        spawn = multiprocessing.get_context("spawn")
        with concurrent.futures.ProcessPoolExecutor(2, mp_context=spawn) as pool:
            found = povtrap.sweep(self.design, self.config, self.folder / "pool", pool, shards=3, series="gini")
        self.assertEqual(found.digest(), whole.digest())
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            self.assertEqual(povtrap.sweep(self.design, self.config, self.folder / "threads", pool, series="gini").digest(), whole.digest())

    def test_an_executor_that_forks_is_refused(self):
        with concurrent.futures.ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as pool:
            self.refused(ValueError, "spawn", povtrap.sweep, self.design, self.config, self.folder / "x", pool)

    def test_a_design_is_a_table(self):
        table = self.design.to_pandas()
        self.assertEqual((len(self.design), self.design.points, list(table.columns[-2:])), (8, 4, self.design.parameters))
        self.assertEqual(povtrap.design_digest(pickle.loads(pickle.dumps(self.design))), povtrap.design_digest(self.design))
        file = self.folder / "design.csv"
        file.write_text(povtrap.design_csv(self.design))
        self.assertEqual(povtrap.design_digest(povtrap.read_design(file)), povtrap.design_digest(self.design))
        merged = povtrap.sweep(table, self.config, self.folder / "frame", when="last")
        self.assertEqual(merged.digest(), povtrap.sweep(file, self.config, self.folder / "file", when="last").digest())
        self.refused(DataError, "DataFrame|table", povtrap.sweep, 3, self.config, self.folder / "x")

    def test_a_summary_is_a_table_by_point(self):
        merged = povtrap.sweep(self.design, self.config, self.folder / "out")
        summary = povtrap.summarise_sweep(merged, series="headcount", base_point=0)
        table = summary.to_pandas()
        self.assertEqual(len(table[["point"]].drop_duplicates()), 4)
        outcomes = povtrap.sweep_outcomes(merged, "headcount")
        self.assertAlmostEqual(table["mean"].iloc[0], outcomes[:2].mean())
        self.refused(DataError, "headcount", povtrap.summarise_sweep, merged, series="headcont")

    def test_no_row_of_a_table_is_lost(self):
        import pandas

        rate = "saving.stone_geary.rate"
        two = pandas.DataFrame({rate: [0.1, 0.2]})
        self.assertEqual(len(povtrap.read_design(two)), 2)
        self.refused(TypeError, "a DataFrame is no file.*read_design", povtrap.make_design, two)
        self.refused(TypeError, "an int is no file", povtrap.read_design, 3)
        lost = pandas.DataFrame({rate: [0.1, math.nan]})
        self.refused(DataError, "rows 1 of the table", povtrap.sweep, lost, self.config, self.folder / "lost")
        table = pandas.DataFrame({rate: [0.1, math.nan], "seed": [1.0, 2.0]})  # whole numbers, as pandas has them after a join
        merged = povtrap.sweep(table, self.config, self.folder / "out")
        self.assertEqual((list(merged["seed"]), list(merged[rate])), ([1, 2], [0.1, self.config[rate]]))
        half = pandas.DataFrame({rate: [0.1], "seed": [0.5]})
        message = self.refused(DataError, "the table:2", povtrap.sweep, half, self.config, self.folder / "x")
        self.assertNotIn("tmp", message)

    def test_a_part_that_does_not_exist_is_refused(self):
        for wrong in ((0, 0), (2, 1), (-1, 2), (0, -2)):
            self.refused(ConfigError, "no such part", povtrap.run_sweep, self.design, self.config, self.folder / "x", shard=wrong)
        self.refused(TypeError, "two numbers", povtrap.run_sweep, self.design, self.config, self.folder / "x", shard=5)
        self.refused(ConfigError, "jobs = -1", povtrap.run_sweep, self.design, self.config, self.folder / "x", jobs=-1)
        self.refused(ConfigError, "threads_per_run = 5000", povtrap.run_sweep, self.design, self.config, self.folder / "x", threads_per_run=5000)
        self.refused(TypeError, "submit", povtrap.sweep, self.design, self.config, self.folder / "x", multiprocessing)

    def test_parameters_of_a_summary_are_numbers_where_they_are_numbers(self):
        merged = povtrap.sweep(self.design, self.config, self.folder / "out")
        table = povtrap.summarise_sweep(merged, series="gini").to_pandas()
        self.assertEqual(sorted(set(table["saving.stone_geary.rate"])), [0.1, 0.2])
        self.assertEqual(sorted(set(table["enterprise.technique"])), ["solow", "step"])

    def test_what_fails_stops_nothing_and_says_why(self):
        text = 'method = "list"\n[[points]]\nrun.years = 1\n[[points]]\nregions.rural = [0, 0]\n'
        merged = povtrap.sweep(povtrap.design_from_text(text), self.config, self.folder / "out", when="last")
        self.assertEqual(list(merged["run_completed"]), [1, 2])
        self.assertIn("regions", povtrap.sweep_status(self.folder / "out").failures[0][1])

    def test_progress_is_told_and_its_faults_end_the_sweep(self):
        told = []
        povtrap.run_sweep(self.design, self.config, self.folder / "out", progress=lambda done: told.append(done.done))
        self.assertEqual(sorted(told), list(range(1, 9)))

        def refuse(done):
            raise KeyError("enough")

        self.refused(KeyError, "enough", povtrap.run_sweep, self.design, self.config, self.folder / "other", jobs=1, progress=refuse)
        self.assertLess(povtrap.sweep_status(self.folder / "other").done, 8)

    def test_ctrl_c_keeps_what_is_done(self):
        said = self.python(f"""
import os, signal, povtrap
design = povtrap.design_from_text('method = "lhs"\\npoints = 40\\n[parameters.saving.stone_geary]\\nrate = {{ low = 0.1, high = 0.3 }}\\n')
try:
    povtrap.run_sweep(design, povtrap.Config({TINY!r}), "out", jobs=1, progress=lambda p: p.done == 3 and os.kill(os.getpid(), signal.SIGINT))
except KeyboardInterrupt:
    print("interrupted", 3 <= povtrap.sweep_status("out").done < 40)
""")
        self.assertEqual(said, "interrupted True\n")


class Sensitivity(Case):
    def test_indices_of_a_known_function(self):
        text = "method = \"{}\"\npoints = 64\n[parameters.saving.stone_geary]\nrate = {{ low = 0.0, high = 1.0 }}\n" \
               "[parameters.population]\nservices_rural = {{ low = 0.0, high = 1.0 }}\n"
        design = povtrap.design_from_text(text.format("morris"))
        outcomes = numpy.array([3 * float(row.values[0]) + float(row.values[1]) for row in design.rows])
        effects = {effect.parameter: effect.mean for effect in povtrap.elementary_effects(design, outcomes)}
        self.assertAlmostEqual(effects["saving.stone_geary.rate"], 3)
        self.assertAlmostEqual(effects["population.services_rural"], 1)
        design = povtrap.design_from_text(text.format("saltelli").replace("points = 64", "points = 2048"))
        outcomes = numpy.array([3 * float(row.values[0]) + float(row.values[1]) for row in design.rows])
        self.assertTrue(povtrap.is_saltelli_sample(design))
        indices = {index.parameter: index for index in povtrap.sobol_indices(design, outcomes)}
        for parameter, share in (("saving.stone_geary.rate", 0.9), ("population.services_rural", 0.1)):
            self.assertAlmostEqual(indices[parameter].total, share, delta=0.02)
            self.assertAlmostEqual(indices[parameter].first, share, delta=0.02)
        self.refused(DataError, ".", povtrap.elementary_effects, povtrap.design_from_text(SWEEP), [0.0] * 8)


if __name__ == "__main__":
    main()
