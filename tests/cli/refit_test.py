"""The refit of a base year changes the fitted values of a configuration and nothing else.

Usage: refit_test.py POVTRAP_BINARY SOURCE_DIR
"""

import pathlib
import subprocess
import sys
import tempfile
import tomllib
import unittest

FITTED = {("enterprise", "level"), ("enterprise", "growth"), ("population", "ability"), ("firms", "jobs")}

SCENARIO = """\
# A tiny country.
[run]
base_year = 2000  # the year to fit
burn_in_years = 1
growth_burn_in_years = 0

[poverty]
line = 2625

[population]
ability = 0.25   # spread = of ability

[enterprise]
technique = "step"
level = 0.70
  growth = 0.05 # indented

[enterprise.step]
low = 0.8

# --- calibration, written by python/refit_base_year.py ---
# An older fit.
# --- end of calibration ---

[firms]
jobs = 0.80
"""


def values(text):
    return {(section, key): value for section, table in tomllib.loads(text).items() for key, value in table.items()}


class RefitTest(unittest.TestCase):
    binary = source = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.config = pathlib.Path(folder.name, "scenario.toml")
        self.config.write_text(SCENARIO)

    def refit(self, *options, households=2000):
        script = pathlib.Path(self.source, "python", "refit_base_year.py")
        command = [sys.executable, script, self.config, "--binary", self.binary, "--households", households, "--seeds", 1, 2,
                   "--iterations", 1, *options]
        return subprocess.run(list(map(str, command)), capture_output=True, text=True)

    def test_fits_better_and_changes_the_fitted_values_and_the_calibration_block_only(self):
        done = self.refit()
        self.assertEqual(done.returncode, 0, done.stderr)
        misfits = [float(line.split("misfit")[1].split()[0]) for line in done.stderr.splitlines() if "misfit" in line]
        self.assertEqual(len(misfits), 2)
        self.assertLess(misfits[1], misfits[0])
        after = self.config.read_text()
        changed = {key for key, value in values(after).items() if value != values(SCENARIO)[key]}
        self.assertTrue(changed, "nothing was fitted")
        self.assertLessEqual(changed, FITTED)
        self.assertEqual(values(after).keys(), values(SCENARIO).keys())
        replaced = ("ability", "level", "growth =", "jobs", "# An older")
        kept = [line for line in SCENARIO.split("\n") if not line.strip().startswith(replaced)]
        lines = after.split("\n")
        self.assertEqual([line for line in lines if line in kept], kept)
        self.assertNotIn("# An older fit.", after)
        self.assertTrue(any(line.startswith("ability = ") and line.endswith(" # spread = of ability") for line in lines), after)
        self.assertTrue(any(line.startswith("  growth = ") and line.endswith(" # indented") for line in lines), after)
        self.assertIn("# headcount 2000", after)
        self.assertEqual(after.count("# --- calibration"), 1)
        self.assertEqual([file.name for file in self.config.parent.iterdir()], ["scenario.toml"])
        checked = subprocess.run([self.binary, "check", str(self.config)], capture_output=True, text=True)
        self.assertEqual(checked.returncode, 0, checked.stderr)

    def test_says_the_same_twice_and_leaves_the_file_alone_in_a_dry_run(self):
        first, second = self.refit("--dry-run", households=500), self.refit("--dry-run", "--processes", "1", households=500)
        self.assertEqual(first.returncode, 0, first.stderr)
        self.assertIn("enterprise.level", first.stdout)
        self.assertEqual(first.stdout, second.stdout)
        self.assertEqual(self.config.read_text(), SCENARIO)

    def test_refuses_a_scenario_without_a_fitted_value(self):
        needed = {"enterprise.level": "level = 0.70", "firms.jobs": "jobs = 0.80", "run.base_year": "base_year = 2000"}
        for key, line in needed.items():
            with self.subTest(key=key):
                text = SCENARIO.replace(line, "")
                self.config.write_text(text)
                done = self.refit()
                self.assertEqual(done.returncode, 2)
                self.assertIn(key, done.stderr)
                self.assertNotIn("Traceback", done.stderr)
                self.assertEqual(self.config.read_text(), text)

    def test_refuses_what_the_program_refuses_and_leaves_the_file_alone(self):
        self.config.write_text(SCENARIO.replace("line = 2625", "line = -1"))
        done = self.refit()
        self.assertEqual(done.returncode, 2)
        self.assertIn("poverty.line", done.stderr)
        self.assertNotIn("Traceback", done.stderr)


if __name__ == "__main__":
    RefitTest.binary, RefitTest.source = sys.argv[1:3]
    unittest.main(argv=sys.argv[:1])
