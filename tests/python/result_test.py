"""A result in Python is what the command line writes, and its columns are views that nobody can change."""

import gc
import pickle

import numpy
from support import Case, main, settings, small

import povtrap

WITHOUT_FILES = """
import sys, povtrap
result = povtrap.Simulation(povtrap.Config({"population.households": 500, "run.years": 1}), 1).run()
result["headcount"], result.digest()
print(any("hdf5" in line for line in open("/proc/self/maps")), "povtrap._io" in sys.modules)
"""


class ResultTest(Case):
    @classmethod
    def setUpClass(cls):
        cls.config = small()
        cls.result = povtrap.Simulation(cls.config).run()

    def test_it_is_the_same_as_on_the_command_line(self):
        self.command("run", povtrap.shipped("baseline"), "-o", "x.h5", *settings(__import__("support").SMALL))
        read = povtrap.read_result(self.folder / "x.h5")
        self.assertEqual(self.result.digest(), read.digest())
        self.assertEqual(self.result.digest(), self.command("digest", "x.h5").split()[0])
        self.result.save(self.folder / "y.h5")
        self.assertEqual(self.command("digest", "y.h5").split()[0], self.result.digest())
        self.command("verify", "y.h5")

    def test_a_file_that_somebody_else_has_open_is_read(self):
        h5py = __import__("h5py")
        self.result.save(self.folder / "open.h5")
        with h5py.File(self.folder / "open.h5"):
            self.assertEqual(povtrap.read_result(self.folder / "open.h5").digest(), self.result.digest())

    def test_a_column_is_a_view_without_a_copy(self):
        one, other = self.result["panel_income"], self.result["panel_income"]
        self.assertEqual(one.__array_interface__["data"][0], other.__array_interface__["data"][0])
        self.assertEqual(one.shape, tuple(self.result.sizes[d] for d in self.result.dimensions("panel_income")))
        self.assertFalse(one.flags.writeable)
        with self.assertRaises(ValueError):
            one[0, 0] = 1.0
        with self.assertRaises(ValueError):
            one.setflags(write=True)

    def test_a_column_outlives_its_result(self):
        result = povtrap.Simulation(small(run__years=1)).run()
        headcount = result["headcount"]
        before = headcount.copy()
        del result
        gc.collect()
        others = [numpy.full(headcount.shape, -1.0) for _ in range(1000)]  # would take its place, were it free
        self.assertTrue(numpy.array_equal(headcount, before))
        self.assertEqual(len(others), 1000)

    def test_every_variable_has_its_shape_and_type(self):
        for name in self.result:
            with self.subTest(name):
                self.assertEqual(self.result[name].shape, tuple(self.result.sizes[d] for d in self.result.dimensions(name)))
                self.assertFalse(name in ("bloc", "flow") and self.result[name].dtype != object)
        self.assertEqual(self.result["headcount"].dtype, numpy.float64)
        self.assertEqual(self.result["region_kind"].dtype, numpy.uint8)

    def test_values_of_years_are_those_of_the_last_periods(self):
        yearly = self.result.yearly("headcount")
        self.assertEqual(len(yearly), 3)
        self.assertEqual(yearly[-1], self.result["headcount"][-1, 0])
        self.assertEqual(len(self.result.years), 3)

    def test_years_of_several_seeds_have_a_row_for_each(self):
        runs = povtrap.run_seeds(small(run__years=2), "1..2")
        for name in ("headcount", "mean_income"):
            rows = [povtrap.replicate_of(runs, k).yearly(name).tolist() for k in range(2)]
            self.assertEqual(runs.yearly(name).tolist(), rows)
        self.assertEqual(runs.yearly("headcount").shape, (2, len(runs.years)))

    def test_what_is_also_by_place_is_not_taken_for_the_nation(self):
        for name in ("headcount_region", "mean_income_bloc", "quantile_income", "exit_hazard", "panel_income", "ledger"):
            self.refused(povtrap.DataError, name + ".*along", self.result.yearly, name)
        function = povtrap.Function(self.config, ["saving.stone_geary.rate"], ["headcount_region"])
        self.refused(povtrap.DataError, "region", function.vector, [0.2])
        self.refused(povtrap.DataError, "no result of a run", lambda: povtrap.Simulation(self.config).snapshot().years)

    def test_texts_are_read_only_too(self):
        with self.assertRaises(ValueError):
            self.result["bloc"][0] = "elsewhere"

    def test_a_result_before_the_base_year_can_be_shown(self):
        result = povtrap.Simulation(self.config).result()
        self.assertEqual(result.to_xarray().sizes["time"], 0)
        self.refused(povtrap.DataError, "no wave has come yet", lambda: result.panel)

    def test_names_are_completed(self):
        self.assertIn("headcount", self.result._ipython_key_completions_())
        self.assertIn("income", self.result.panel._ipython_key_completions_())

    def test_it_becomes_the_dataset_that_xarray_reads(self):
        import xarray

        self.result.save(self.folder / "x.h5")
        for engine in ("netcdf4", "h5netcdf"):
            with self.subTest(engine), xarray.open_dataset(self.folder / "x.h5", engine=engine) as read:
                xarray.testing.assert_identical(self.result.to_xarray(), read.load())
        view = self.result.to_xarray()["gini"].values
        self.assertTrue(numpy.shares_memory(view, self.result["gini"]))

    def test_the_panel_becomes_a_long_table(self):
        table = self.result.panel.to_pandas()
        sizes = self.result.sizes
        self.assertEqual(len(table), sizes["panel_household"] * sizes["panel_time"])
        self.assertEqual(list(table.columns[:3]), ["household", "month", "year"])
        income = self.result["panel_income"]
        row = table.iloc[2 * sizes["panel_time"] + 1]  # third household, second wave
        self.assertEqual((row["household"], row["month"]), (self.result["panel_household"][2], self.result["panel_time"][1]))
        self.assertEqual(row["income"], income[1, 2])
        self.assertEqual(row["persons"], self.result["panel_persons"][2])

    def test_the_panel_counts_the_poor_as_the_nation_does(self):
        result = povtrap.Simulation(small(output__panel_households=3000)).run()
        table, months = result.panel.to_pandas(), result["time"].tolist()
        for month, wave in table.groupby("month"):
            at = months.index(month)
            poor = wave.income / result["price_index"][at] < result["line"][0]
            self.assertAlmostEqual(wave.persons[poor].sum() / wave.persons.sum(), result["headcount"][at, 0], places=12)

    def test_the_panel_of_several_seeds_says_which(self):
        runs = povtrap.run_seeds(small(run__years=1), "1..2")
        table = runs.panel.to_pandas()
        self.assertEqual(sorted(set(table["seed"])), [1, 2])
        last = table[table["seed"] == 2].iloc[-1]
        self.assertEqual(last["income"], runs["panel_income"][1, -1, -1])

    def test_it_travels_between_processes(self):
        copy = pickle.loads(pickle.dumps(self.result))
        self.assertEqual(copy.digest(), self.result.digest())
        self.assertEqual(copy.attributes, self.result.attributes)
        self.assertEqual(copy.config, self.result.config)

    def test_it_tells_its_configuration(self):
        self.assertEqual(self.result.config, self.config)

    def test_nothing_loads_hdf5_before_a_file_is_read(self):
        self.assertEqual(self.python(WITHOUT_FILES), "False False\n")

    def test_it_shows_itself_without_scripts(self):
        self.assertLess(len(repr(self.result)), 400)
        text = self.result._repr_html_()
        self.assertIn("poverty", text)
        self.assertNotIn("<script", text)


if __name__ == "__main__":
    main()
