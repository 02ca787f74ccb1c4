"""The R code of docs/howto/r.md runs as it stands, and finds what Python finds.

Usage: r_test.py POVTRAP_BINARY SOURCE_DIR. Ends with 77, which ctest counts as not run, where there is no R with rhdf5.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import unittest

import numpy
import pandas
from support import BINARY, SMALL, Case, settings

import povtrap

SOURCE = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else pathlib.Path(__file__).resolve().parents[2]
NOT_RUN = 77


def r_is_there():
    """Whether R can read HDF5."""
    asked = ["Rscript", "-e", "quit(status = !requireNamespace('rhdf5', quietly = TRUE))"]
    return shutil.which("Rscript") is not None and subprocess.run(asked, capture_output=True).returncode == 0


def blocks(page, language):
    """The code of a page in a language, all blocks together."""
    return "\n".join(re.findall(rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL))


class R(Case):
    def run_page(self, *seeds):
        """Runs all code of the page on a small result of these seeds; what it printed, and the result."""
        self.command("run", povtrap.shipped("baseline"), *settings(SMALL), "--seeds", ",".join(map(str, seeds)), "-o", "result.h5")
        (self.folder / "page.R").write_text(blocks(SOURCE / "docs" / "howto" / "r.md", "r"), encoding="utf-8")
        done = subprocess.run(["Rscript", "--vanilla", "page.R"], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertNotIn("Warning", done.stderr)
        return done.stdout, povtrap.read_result(self.folder / "result.h5")

    def test_the_page_finds_what_python_finds(self):
        said, result = self.run_page(1, 2, 3)
        self.assertIn("mean income per head", said)
        closing = result["period_of_year"] == result["period_of_year"].max()
        shares = result["headcount"][:, closing, 0]
        table = pandas.read_csv(self.folder / "headcount.csv")
        self.assertEqual(list(table["year"]), list(result.years))
        intervals = [povtrap.mean_interval(column) for column in shares.T]
        for name in ("mean", "low", "high"):
            found = table["headcount" if name == "mean" else name]
            numpy.testing.assert_allclose(found, [getattr(interval, name) for interval in intervals], rtol=1e-12)
        self.assertGreater((self.folder / "headcount.pdf").stat().st_size, 1000)

    def test_the_panel_is_that_of_pandas(self):
        _, result = self.run_page(1, 4)
        order = ["seed", "year", "household"]
        found = pandas.read_csv(self.folder / "panel.csv").sort_values(order)
        wanted = result.panel.to_pandas().sort_values(order)
        self.assertEqual(len(found), len(wanted))
        for name in (*order, "income", "persons"):
            numpy.testing.assert_allclose(found[name], wanted[name], rtol=1e-14, err_msg=name)
        prices = {(seed, month): result["price_index"][run, place] for run, seed in enumerate(result["seed"].tolist())
                  for place, month in enumerate(result["time"].tolist())}
        real = wanted["income"] / [prices[key] for key in zip(wanted["seed"], wanted["month"])]
        numpy.testing.assert_allclose(found["real_income"], real, rtol=1e-12)
        self.assertGreater(abs(real / wanted["income"] - 1).max(), 1e-3)  # prices do move
        self.assertEqual(list(found["poor"]), list(real < result["line"][0]))


if __name__ == "__main__":
    if not r_is_there():
        print(f"r_test.py: no R with rhdf5, so docs/howto/r.md was not tried with {BINARY}; apt install r-base-core r-bioc-rhdf5")
        sys.exit(NOT_RUN)
    unittest.main(argv=sys.argv[:1], verbosity=2)
