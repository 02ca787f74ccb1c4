"""What the tests of plots share: povtrap.plots, results that are made when they are asked for, and how to read a picture."""

import atexit
import importlib
import pathlib
import shutil
import subprocess
import sys
import tempfile
import types
import unittest

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import xarray as xr

if len(sys.argv) not in (3, 4):
    sys.exit(sys.modules["__main__"].__doc__)
BINARY, SOURCE = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="povtrap-plots-"))
atexit.register(shutil.rmtree, FOLDER)


def load_plots():
    """povtrap.plots of this source folder; the plots need nothing of the compiled package, so it may be absent."""
    try:
        return importlib.import_module("povtrap.plots")
    except ImportError:
        for name in [name for name in sys.modules if name.split(".")[0] == "povtrap"]:
            del sys.modules[name]
        package = types.ModuleType("povtrap")
        package.__path__ = [str(SOURCE / "python/povtrap")]
        sys.modules["povtrap"] = package
        return importlib.import_module("povtrap.plots")


plots = load_plots()
SHORT = ["--set", "run.burn_in_years=1", "--set", "run.growth_burn_in_years=0", "--set", "run.periods_per_year=4", "-q"]
SMALL = ["--set", "population.households=600", "--set", "run.years=4", *SHORT]


def line(ax, label):
    """x and y of the line whose label begins so."""
    found = [drawn for drawn in ax.get_lines() if str(drawn.get_label()).startswith(label)]
    assert len(found) == 1, (label, [drawn.get_label() for drawn in ax.get_lines()])
    return np.asarray(found[0].get_xdata(), dtype=float), np.asarray(found[0].get_ydata(), dtype=float)


def hand_worked(poor, persons=None, capital=None):
    """A result with nothing but a panel: one row of `poor` for each household, 1 poor, 0 not, None unknown."""
    income = np.array([[np.nan if state is None else 50.0 if state else 150.0 for state in row] for row in poor]).T
    waves, households = income.shape
    months = np.arange(waves) * 12
    return xr.Dataset({
        "panel_income": (("panel_time", "panel_household"), income, {"units": "LCU/year"}),
        "panel_capital": (("panel_time", "panel_household"), np.ones_like(income) if capital is None else np.array(capital, dtype=float).T),
        "panel_persons": (("panel_household",), np.ones(households) if persons is None else np.array(persons, dtype=float)),
        "panel_year": (("panel_time",), 2000 + np.arange(waves)), "price_index": (("time",), np.ones(waves)),
        "year": (("time",), 2000 + np.arange(waves)), "panel_time": months, "time": months, "line": [100.0]})


SWITCHED = {"full": ["--set", "output.panel_households=600", "--set", "output.panel_every=0", "--set", "output.ranked_every=0"],
            "base": ["--seeds", "1..3", "--set", "top_up.active=false"], "top_up": ["--seeds", "1..3"],
            "other_seeds": ["--seeds", "4..5"], "bare": ["--set", "output.panel_households=0"]}


def povtrap(*arguments):
    """Runs povtrap in the tests' folder and gives what it prints."""
    done = subprocess.run([BINARY, *map(str, arguments)], cwd=FOLDER, capture_output=True, text=True)
    assert done.returncode == 0, f"povtrap {arguments}\n{done.stderr}"
    return done.stdout


def path(name):
    """A result file: the baseline with the switches of this name; made once."""
    file = FOLDER / f"{name}.nc"
    if not file.exists():
        povtrap("run", SOURCE / "configs/baseline.toml", *SMALL, *SWITCHED[name], "-o", file.name)
    return str(file)


def result(name):
    """The same, read."""
    with xr.open_dataset(path(name), engine="netcdf4", decode_times=False) as opened:
        return opened.load()


class Pictures(unittest.TestCase):
    def tearDown(self):
        plt.close("all")

    def refused(self, words, draw, *arguments, **options):
        """Expects a clear error and no half-drawn figure that pyplot would show."""
        before = plt.get_fignums()
        with self.assertRaises(ValueError) as caught:
            draw(*arguments, **options)
        self.assertIn(type(caught.exception).__name__, ("DataError", "PlotDataError"), repr(caught.exception))
        self.assertIn(words, str(caught.exception))
        self.assertEqual(plt.get_fignums(), before)
