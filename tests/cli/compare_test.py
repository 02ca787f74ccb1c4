"""Several seeds in one file, and what povtrap compare says about them: for people, for programs, and when it cannot compare.

Usage: compare_test.py POVTRAP_BINARY SOURCE_DIR
"""

import csv
import io
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import jsonschema
import numpy
import xarray

from cli_test import CommandLine

SMALL = ["--set", "population.households=1500", "--set", "run.years=3", "--set", "run.burn_in_years=1",
         "--set", "run.growth_burn_in_years=0", "--set", "run.periods_per_year=4", "--set", "run.base_year=2012", "-q"]
T_TWO = 4.302652729749464  # Student's t at 97.5 %, two degrees of freedom: scipy.stats.t.ppf(.975, 2)


class Compared(CommandLine):
    """Runs the results that several tests read once."""

    RUNS = {"base": ["--seeds", "1..3"], "off": ["--seeds", "1..3", "--set", "top_up.active=false"], "one": ["--seed", "2"],
            "one_off": ["--seed", "2", "--set", "top_up.active=false"],
            "titled": ["--seeds", "1..3", "--set", "run.title=a placebo", "--threads", "1"],
            "bare": ["--seeds", "2..4", "--set", "output.panel_households=0", "--periods", "8"]}

    @classmethod
    def setUpClass(cls):
        if cls.binary is None:
            raise unittest.SkipTest("run this file itself")
        cls.shared = pathlib.Path(tempfile.mkdtemp(prefix="povtrap-compare-"))
        cls.addClassCleanup(shutil.rmtree, cls.shared)
        for name, options in cls.RUNS.items():
            subprocess.run([cls.binary, "run", str(cls.source / "configs/baseline.toml"), *SMALL, *options, "-o", f"{name}.h5"],
                           cwd=cls.shared, check=True, capture_output=True)

    def file(self, name):
        return str(self.shared / f"{name}.h5")

    def compared(self, *names, options=()):
        """The comparisons of --json, which must follow their schema."""
        answer = json.loads(self.call("compare", *map(self.file, names), "--json", *options).stdout)
        jsonschema.validate(answer, json.loads((self.source / "docs/compare.schema.json").read_text()))
        return answer["reforms"]

    def value(self, comparison, table, measure, by="", group="", year=2014):
        found = [v for v in comparison["values"] if (v["table"], v["measure"], v["by"], v["group"], v["year"]) == (table, measure, by, group, year)]
        self.assertEqual(len(found), 1, (table, measure, by, group, year))
        return found[0]


class Seeds(Compared):
    def test_each_run_is_the_run_made_alone(self):
        with xarray.open_dataset(self.file("base"), decode_times=False) as many, \
                xarray.open_dataset(self.file("one"), decode_times=False) as one:
            self.assertEqual(list(many.seed.values), [1, 2, 3])
            self.assertNotIn("seed", one.dims)
            self.assertEqual(set(many.variables) - set(one.variables), {"seed"})
            for name in one.variables:
                series = many[name].sel(seed=2) if "seed" in many[name].dims else many[name]
                self.assertEqual(series.dims, one[name].dims, name)
                numpy.testing.assert_array_equal(series.values, one[name].values, err_msg=name)
                self.assertEqual(many[name].dims[:1] == ("seed",), many[name].dims != one[name].dims, name)
            for name in ("headcount", "ledger", "panel_income", "headcount_region", "region_persons"):
                self.assertEqual(many[name].dims[0], "seed", name)
            for name in ("time", "year", "line", "region", "region_kind", "panel_household"):
                self.assertNotIn("seed", many[name].dims, name)

    def test_the_file_says_how_it_was_made(self):
        with xarray.open_dataset(self.file("base"), group="provenance", engine="h5netcdf") as data:
            manifest, seeds, text = (json.loads(data.manifest_json.item()), data.seeds.item(), data.config_toml.item())
        self.assertEqual((manifest["seeds"], seeds), ([1, 2, 3], "1..3"))
        self.assertNotIn("seed", manifest)
        self.assertGreater(manifest["peak_memory_kib"], 0)
        (self.folder / "again.toml").write_text(text)
        self.call("run", "again.toml", "--seeds", seeds, "-q", "--threads", "2")
        self.assertEqual(*[line.split()[0] for line in self.call("digest", "again.h5", self.file("base")).stdout.splitlines()])

    def test_lists_are_sorted_and_a_list_of_one_is_a_list(self):
        self.call("run", self.baseline, *SMALL, "--seeds", "2", "-o", "two.h5")
        self.call("run", self.baseline, *SMALL, "--seeds", "3,1..2", "-o", "three.h5")
        self.assertEqual(*[line.split()[0] for line in self.call("digest", "three.h5", self.file("base")).stdout.splitlines()])
        with xarray.open_dataset(self.folder / "two.h5", decode_times=False) as data:
            self.assertEqual(data.headcount.dims, ("seed", "time", "line"))
        said = self.call("summary", "two.h5").stdout
        self.assertTrue(said.endswith("mean over seeds 2\n"), said)
        self.assertEqual(said.splitlines()[:-1], self.call("summary", self.file("one")).stdout.splitlines())

    def test_summary_gives_means_and_intervals(self):
        many = json.loads(self.call("summary", self.file("base"), "--json").stdout)
        self.assertEqual(many["seed"], [1, 2, 3])
        with xarray.open_dataset(self.file("base"), decode_times=False) as data:
            ends = data.headcount.isel(time=data.period_of_year == 4, line=0)
            mean, error = ends.mean("seed").values, ends.std("seed", ddof=1).values / 3**0.5
        numpy.testing.assert_allclose(many["headcount"], mean, rtol=1e-12)
        numpy.testing.assert_allclose(many["headcount_high"], mean + T_TWO * error, rtol=1e-12)
        numpy.testing.assert_allclose(many["headcount_low"], mean - T_TWO * error, rtol=1e-12)
        text = self.call("summary", self.file("base")).stdout.splitlines()
        self.assertIn(f"{100 * mean[0]:.1f} ±{100 * T_TWO * error[0]:.1f}", text[2])
        self.assertEqual(text[-1], "mean over seeds 1..3, ± half of the 95 % interval")
        self.assertTrue(all(len(line) <= 100 for line in text), text)
        rows = list(csv.DictReader(io.StringIO(self.call("summary", self.file("base"), "--csv").stdout)))
        self.assertEqual([float(row["headcount_low"]) for row in rows], many["headcount_low"])

    def test_progress_names_the_run(self):
        said = [json.loads(line) for line in self.call("run", self.baseline, *SMALL[:-1], "--seeds", "5,6", "--progress", "json").stderr.splitlines()[:-1]]
        self.assertEqual([line for line in said if "seed" in line], [{"seed": 5, "run": 1, "runs": 2}, {"seed": 6, "run": 2, "runs": 2}])

    def test_misuse_is_refused_before_the_run(self):
        long = ["--set", "run.years=100000"]
        for seeds, words in (("3..1", "backwards"), ("1,1", "twice"), ("x", '"x"'), ("", "needs a value"), ("1..20000", "more than 10000"),
                             ("-1", "-1")):
            with self.subTest(seeds):
                self.refused("run", self.baseline, *long, f"--seeds={seeds}", code=2, saying=[words])
        self.refused("run", self.baseline, *long, "--seeds", "1..2", "--seed", "3", code=2, saying=["--seed", "--seeds"])


class Comparing(Compared):
    def test_the_same_numbers_as_numpy(self):
        difference = []
        with xarray.open_dataset(self.file("base"), decode_times=False) as base, xarray.open_dataset(self.file("off"), decode_times=False) as off:
            for name in ("headcount", "poverty_gap"):
                pair = (off[name] - base[name]).isel(time=-1, line=0)
                difference.append((name, pair.mean().item(), T_TWO * pair.std("seed", ddof=1).item() / 3**0.5))
        comparison = self.compared("base", "off")[0]
        for name, mean, half in difference:
            value = self.value(comparison, "nation", name)
            self.assertGreater(mean, 0, "without the top-up there are more poor")
            self.assertAlmostEqual(value["difference"], mean, delta=1e-14)
            self.assertAlmostEqual(value["high"] - value["difference"], half, delta=1e-14)
            self.assertEqual(value["seeds"], 3)
        self.assertEqual(comparison["settings"], [{"parameter": "top_up.active", "base": "true", "reform": "false"}])
        self.assertLess(self.value(comparison, "cost", "support_cost", "years", "2012-2014")["difference"], 0)
        poorest, richest = (self.value(comparison, "panel", "losers", "group", group)["difference"] for group in ("1", "10"))
        self.assertGreater(poorest, richest)

    def test_the_panel_by_another_way(self):
        gains = []
        with xarray.open_dataset(self.file("base"), decode_times=False) as base, xarray.open_dataset(self.file("off"), decode_times=False) as off:
            for seed in (1, 2, 3):
                real = [arm.panel_income.sel(seed=seed).values / arm.price_index.sel(seed=seed).values[numpy.isin(arm.time, arm.panel_time)][:, None]
                        for arm in (base, off)]
                persons = base.panel_persons.sel(seed=seed).values
                change = real[1][-1] - real[0][-1]
                gains.append([numpy.average(change, weights=persons), persons[change < -0.01 * real[0][-1]].sum() / persons.sum()])
        comparison = self.compared("base", "off")[0]
        mean, losers = numpy.mean(gains, axis=0)
        self.assertAlmostEqual(self.value(comparison, "panel", "income", "group")["difference"], mean, delta=1e-9)
        self.assertAlmostEqual(self.value(comparison, "panel", "losers", "group")["difference"], losers, delta=1e-12)
        self.assertEqual(comparison["panel_households"], 1000)

    def test_identical_files_and_a_placebo_differ_by_exactly_zero(self):
        for name in ("base", "titled"):
            comparison = self.compared("base", name)[0]
            self.assertGreater(len(comparison["values"]), 500)
            for value in comparison["values"]:
                self.assertEqual([value["difference"], value["low"], value["high"]], [0, 0, 0], value)
        self.assertEqual(comparison["settings"], [{"parameter": "run.title", "base": '"povtrap run"', "reform": '"a placebo"'}])

    def test_one_seed_pairs_with_a_replicate_and_has_no_interval(self):
        for reform in ("one_off", "off"):
            comparison = self.compared("one", reform)[0]
            self.assertEqual(comparison["seeds"], [2])
            self.assertTrue(any("one seed: no intervals" in note for note in comparison["notes"]))
            self.assertTrue(all(value["low"] is None for value in comparison["values"]))

    def test_csv_holds_the_numbers_of_json(self):
        told = [v for reform in self.compared("base", "off", "titled") for v in reform["values"]]
        rows = list(csv.DictReader(io.StringIO(self.call("compare", *map(self.file, ("base", "off", "titled")), "--csv").stdout)))
        self.assertEqual(list(rows[0]), "file table measure by group year units base reform difference low high seeds".split())
        self.assertEqual(len(rows), len(told))
        for row, value in zip(rows, told):
            for name in ("table", "measure", "by", "group", "units"):
                self.assertEqual(row[name], value[name])
            for name in ("year", "base", "reform", "difference", "low", "high", "seeds"):
                self.assertEqual(float(row[name]) if row[name] else None, value[name])
        self.assertEqual({row["file"] for row in rows}, {self.file("off"), self.file("titled")})

    def test_tables_fit_a_terminal_and_say_what_they_are(self):
        text = self.call("compare", *map(self.file, ("base", "off", "titled"))).stdout
        self.assertTrue(all(len(line) <= 100 for line in text.splitlines() if self.shared.name not in line), text)
        for words in ("Year 2014", "Difference by year", "poorest first", "more than 1 % of income", "same people", "anonymous", "bloc west",
                      "Cost of a person lifted", "seeds 1..3", "95 %", "top_up.active = false instead of true", "Of 20 regions"):
            self.assertIn(words, text)
        self.assertNotIn("-0.00 ", text)
        options = ["--confidence", "0.9", "--threshold", "0.05", "--groups", "5", "--series", "services_use"]
        other = self.call("compare", self.file("base"), self.file("off"), *options).stdout
        for words in ("90 %", "more than 5 % of income", "5 equal groups", "services_use"):
            self.assertIn(words, other)
        wide, narrow = (self.value(self.compared("base", "off", options=o)[0], "nation", "headcount") for o in ((), options))
        self.assertLess(narrow["high"], wide["high"])

    def test_what_one_arm_lacks_is_left_out_with_a_note(self):
        comparison = self.compared("base", "bare")[0]
        self.assertEqual((comparison["seeds"], comparison["years"]), ([2, 3], [2012, 2013]))
        notes = " ".join(comparison["notes"])
        for words in ("alone has the seeds 1;", "alone has the seeds 4;", "alone has the years 2014", "--set output.panel_households=1000"):
            self.assertIn(words, notes)
        self.assertIn("Note", self.call("compare", self.file("base"), self.file("bare")).stdout)


class Incomparable(Compared):
    def test_results_that_do_not_belong_together(self):
        for settings, words in ((["--seed=2", "--set", "population.households=1600"], ["persons", "another population"]),
                                (["--seed=2", "--set", "run.base_year=2015"], ["begin in 2012 and 2015", "run.base_year"]),
                                (["--seed=2", "--set", "poverty.line=1100"], ["poverty lines", "1100"]),
                                (["--seed=2", "--set", "poverty.towns_count=false"], ["villages only"]),
                                (["--seed", "9"], ["share no seed", "--seeds"])):
            with self.subTest(settings):
                self.call("run", self.baseline, *SMALL, "-o", "other.h5", "--force", *settings)
                self.refused("compare", self.file("one"), "other.h5", code=3, saying=["other.h5", *words])

    def test_files_that_are_no_results(self):
        (self.folder / "text.h5").write_text("no result")
        self.refused("compare", self.file("one"), "text.h5", code=3, saying=["text.h5", "no result"])
        self.refused("compare", "none.h5", self.file("one"), code=5, saying=["none.h5"])
        self.refused("compare", self.file("one"), code=2, saying=["REFORM", "required"])

    def test_options_out_of_range(self):
        pair = [self.file("one"), self.file("one_off")]
        for option, value, words in (("--confidence", "1.5", "above 0 and below 1"), ("--confidence", "x", "not a number"),
                                     ("--threshold", "-1", "at least 0"), ("--groups", "1", "2 to 100"), ("--groups", "x", "whole number"),
                                     ("--series", "headcont", "did you mean headcount?")):
            with self.subTest(option=option, value=value):
                self.refused("compare", *pair, f"{option}={value}", code=2, saying=[words])
        self.refused("compare", *pair, "--json", "--csv", code=2, saying=["--json", "--csv"])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    CommandLine.binary = str(pathlib.Path(sys.argv[1]).resolve())
    CommandLine.source = pathlib.Path(sys.argv[2]).resolve()
    unittest.main(argv=sys.argv[:1], verbosity=2)
