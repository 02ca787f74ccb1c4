"""What came out of a sweep: summaries and sensitivity tell what they rest on.

Usage: sweep_results_test.py POVTRAP_BINARY SOURCE_DIR
"""

import json
import pathlib
import sys
import unittest

from cli_test import CommandLine

MORRIS = """method = "morris"
points = 3
[parameters.saving.stone_geary]
rate = { low = 0.05, high = 0.3 }
intercept = { low = 0.0, high = 0.5 }
"""
ECONOMY = ["--set", "population.households=300", "--set", "run.years=3", "--set", "run.burn_in_years=0", "--set",
           "run.growth_burn_in_years=0", "--set", "output.panel_households=0"]


class SweepResults(CommandLine):
    def sweep(self, design, *more, out="out", code=0):
        """Runs a design, a CSV table, into a folder."""
        (self.folder / "design.csv").write_text(design)
        self.call("sweep", "run", "--design", "design.csv", "--config", str(self.source / "configs/minimal.toml"), *ECONOMY, "--out", out,
                  "--jobs", "1", "--quiet", *more, code=code)

    def morris(self, *more):
        (self.folder / "sweep.toml").write_text(MORRIS)
        self.sweep(self.call("design", "sweep.toml").stdout, *more)

    def sensitivity(self, *arguments):
        return self.call("sweep", "sensitivity", "out", "--resamples", "10", *arguments)

    def test_replicates_without_seeds_differ(self):
        self.sweep("saving.stone_geary.rate\n0.1\n0.1\n0.1")
        row, = json.loads(self.call("sweep", "summary", "out", "--series", "gini", "--json").stdout)["rows"]
        self.assertEqual(row["replicates"], 3)
        self.assertLess(row["q05"], row["q95"])

    def test_confidence_and_precision_may_be_chosen(self):
        self.sweep("saving.stone_geary.rate\n0.1\n0.1\n0.1")
        summary = lambda *more: json.loads(self.call("sweep", "summary", "out", "--series", "gini", "--json", *more).stdout)["rows"][0]
        usual, sure, fine = summary(), summary("--confidence", "0.99"), summary("--precision", "0.0001")
        self.assertEqual(usual, summary("--confidence", "0.95", "--precision", "0.05"))
        self.assertGreater(sure["high"], usual["high"])
        self.assertGreater(fine["enough"], usual["enough"])
        for option, value, words in (("--confidence", "1", "below 1"), ("--precision", "0", "above 0"), ("--precision", "few", "not a number")):
            self.refused("sweep", "summary", "out", option, value, code=2, saying=[value, words])

    def test_a_sweep_of_which_no_run_is_done_says_so(self):
        self.sweep("saving.stone_geary.rate\n7\n8\n", code=3)
        for command in ("summary", "sensitivity"):
            self.refused("sweep", command, "out", code=3, saying=["no run of the sweep is done yet", "2 of 2 failed"])

    def test_sensitivity_says_what_part_of_the_design_it_used(self):
        self.morris("--rows", "0-6")
        text = self.sensitivity()
        self.assertRegex(text.stdout, r"headcount line=1000 in year 3 \(--line 0 of 0 to 2\), 2 of 3 trajectories")
        self.assertIn("only 2 of 3 trajectories are complete (7 of 9 runs are done, 0 failed)", text.stderr)
        found = json.loads(self.sensitivity("--json").stdout)["headcount"]["saving.stone_geary.rate"]
        self.assertEqual((found["used"], found["planned"]), (2, 3))
        header, first, _ = self.sensitivity("--csv").stdout.splitlines()
        row = dict(zip(header.split(","), first.split(",")))
        self.assertEqual((row["used"], row["planned"], row["year"], row["where"]), ("2", "3", str(found["year"]), found["where"]))
        self.morris()
        whole = self.sensitivity()
        self.assertIn(", 3 of 3 trajectories", whole.stdout)
        self.assertEqual(whole.stderr, "")

    def test_sensitivity_at_another_line(self):
        self.morris("--set", "poverty.lines=[0.4]")
        first, second = (json.loads(self.sensitivity("--json", *more).stdout)["headcount"]["saving.stone_geary.rate"]
                         for more in ([], ["--line", "1"]))
        self.assertEqual((first["where"], second["where"]), ("line=1000", "line=400"))
        self.assertNotEqual(first["mean"], second["mean"])
        self.assertIn("(--line 1 of 0 to 1)", self.sensitivity("--line", "1").stdout)
        self.assertNotIn("--line", self.sensitivity("--series", "gini", "--line", "1").stdout)
        self.refused("sweep", "sensitivity", "out", "--line", "2", code=3, saying=["there is no 2", "0 to 1"])

    def test_a_constant_outcome_is_called_so(self):
        for method in ("morris", "saltelli"):
            with self.subTest(method):
                (self.folder / "sweep.toml").write_text(f'method = "{method}"\npoints = 2\n[parameters.top_up]\naccuracy = {{ low = 0.1 }}\n')
                self.sweep(self.call("design", "sweep.toml").stdout, out=method)
                arguments = ["sweep", "sensitivity", method, "--series", "gini"]
                text, table = self.call(*arguments), self.call(*arguments, "--csv")
                self.assertIn("the same at all points: none of the parameters changes it", text.stdout)
                self.assertIn("is the same at all points", table.stderr)
                self.assertTrue(table.stdout.splitlines()[1].endswith(",2,2,true"), table.stdout)
                self.assertTrue(json.loads(self.call(*arguments, "--json").stdout)["gini"]["top_up.accuracy"]["constant"])

    def test_help_fits_20_lines(self):
        for command in ("run", "status", "merge", "summary", "sensitivity"):
            self.assertLessEqual(len(self.call("sweep", command, "--help").stdout.splitlines()), 20, command)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    CommandLine.binary = str(pathlib.Path(sys.argv[1]).resolve())
    CommandLine.source = pathlib.Path(sys.argv[2]).resolve()
    unittest.main(argv=sys.argv[:1], verbosity=2)
