"""Fits a scenario to its base year and writes the fitted values into the configuration.

Four parameters are free: the level and the growth of own enterprises, the spread of ability, and the number of wage jobs. They
are moved until four moments of the simulated villages come as near as they can to what was observed: headcount, mean income and
wage share of the base year, and the growth of mean income over the next four years. No headcount after the base year is used,
so that the rest of the path remains a test of the model.

Method of simulated moments: every seed keeps its luck while the parameters move (common random numbers), the moments are means
over the seeds, and their distances to the targets, each over its tolerance, are squared and added up. A Gauss-Newton method
looks for the smallest sum; finite differences start its slopes and Broyden's update keeps them. Numbers that fit better than
the simulation's own standard error mean nothing; what cannot be reached is reported as it is.

Example: python/refit_base_year.py configs/scenarios/china-rural-2012.toml
"""

import argparse
import os
import pathlib
import re
import sys
import tempfile
import tomllib

import numpy as np
import xarray as xr

from runs import add_program_options, refuse, simulate_all

DECIMALS = 4  # of a fitted value: finer steps drown in the seeds' noise
WORTH_A_STEP = 0.01  # fall of the misfit below which the search ends: a tenth of a tolerance, squared
BLOCK = ("# --- calibration, written by python/refit_base_year.py ---", "# --- end of calibration ---")


class Parameter:
    def __init__(self, path, lowest, highest, step):
        self.path, self.lowest, self.highest, self.step = path, lowest, highest, step
        self.section, self.key = path.rsplit(".", 1)


# The step is that of the finite differences: large against the noise of the moments, small against their curvature.
PARAMETERS = [
    Parameter("enterprise.level", 0.20, 2.00, 0.03),
    Parameter("population.ability", 0.02, 0.60, 0.02),
    Parameter("enterprise.growth", 0.00, 0.15, 0.005),
    Parameter("firms.jobs", 0.20, 0.95, 0.04),  # a household has one wage worker at most, and a twentieth is between jobs
]

GROWTH_YEARS = 4


def targets_of(options, base_year):
    """Name, target and tolerance of each moment. A tolerance is what a moment may miss at equal pain: it sets the weights."""
    return [
        (f"headcount {base_year}", options.headcount, 0.003),
        (f"mean income {base_year}", options.mean_income, 0.01 * options.mean_income),
        (f"growth {base_year}-{base_year + GROWTH_YEARS}", options.growth, 0.003),
        (f"wage share {base_year}", options.wage_share, 0.05),
    ]


class Lines:
    """A configuration as its lines, so that comments and everything that is not fitted stay as they are."""

    def __init__(self, path):
        self.path = path
        self.lines = path.read_text(encoding="utf-8").split("\n")

    def find(self, parameter):
        """Number of the line that sets a parameter, with its text before and behind the value."""
        section = ""
        for number, line in enumerate(self.lines):
            header = re.fullmatch(r"\s*\[\s*([\w.-]+)\s*\]\s*(#.*)?", line)
            section = header[1] if header else section
            entry = re.fullmatch(rf"(\s*{re.escape(parameter.key)}\s*=\s*)([^#]*?)(\s*(?:#.*)?)", line)
            if section == parameter.section and entry:
                return number, entry
        refuse(f"{self.path} does not set {parameter.path} (a refit replaces values that are there) add the line "
               f"'{parameter.key} = ...' to its section [{parameter.section}]")

    def values(self):
        found = []
        for parameter in PARAMETERS:
            number, entry = self.find(parameter)
            try:
                found.append(float(entry[2]))
            except ValueError:
                refuse(f"{self.path}:{number + 1}: {parameter.path} is '{entry[2]}' (a refit starts from a number) "
                       "write a number")
        return np.array(found)

    def replace(self, values, block):
        for parameter, value in zip(PARAMETERS, values):
            number, entry = self.find(parameter)
            behind = entry[3].lstrip()
            gap = len(entry[2]) + len(entry[3]) - len(behind) if behind else 0  # comments stay in their column
            self.lines[number] = entry[1] + f"{value:.{DECIMALS}f}".rstrip("0").ljust(gap - 1) + (" " + behind if behind else "")
        if BLOCK[0] in self.lines and BLOCK[1] in self.lines:
            self.lines[self.lines.index(BLOCK[0]):self.lines.index(BLOCK[1]) + 1] = block
        else:
            self.lines = [*("\n".join(self.lines).rstrip("\n").split("\n")), "", *block, ""]

    def write(self):
        """Under a temporary name first, so that an interrupted refit leaves the configuration whole."""
        text = "\n".join(self.lines)
        tomllib.loads(text)
        draft = self.path.with_name(self.path.name + ".tmp")
        draft.write_text(text, encoding="utf-8")
        os.replace(draft, self.path)


def wage_share(file, year):
    """Wages over income of villagers in the periods of a year; the summary has no such column."""
    with xr.open_dataset(file, decode_times=False) as data:
        return float(data["wage_share"].values[data["year"].values == year].mean())


class Economy:
    """The moments of the scenario as a function of the free parameters."""

    def __init__(self, options, base_year):
        self.options, self.base_year, self.evaluations = options, base_year, 0

    def moments(self, points):
        """Moments of several points at once: an array of points x seeds x moments."""
        options = self.options
        fixed = {"population.households": options.households, "run.years": GROWTH_YEARS + 1, "output.panel_households": 0}
        settings = [fixed | {p.path: f"{v:.{DECIMALS}f}" for p, v in zip(PARAMETERS, point)} for point in points]
        tasks = [(chosen, seed) for chosen in settings for seed in options.seeds]
        with tempfile.TemporaryDirectory() as folder:
            series, files = simulate_all(options.binary, options.config, tasks, folder, options.processes)
            moments = [self.moments_of(*run) for run in zip(series, files)]
        self.evaluations += len(points)
        return np.reshape(moments, (len(points), len(options.seeds), -1))

    def moments_of(self, series, file):
        first = series["year"].index(self.base_year)
        income = series["mean_income"]
        growth = (income[first + GROWTH_YEARS] / income[first]) ** (1 / GROWTH_YEARS) - 1
        return [series["headcount"][first], income[first], growth, wage_share(file, self.base_year)]


class Fit:
    """Gauss-Newton inside the bounds and a radius of trust. Lengths are in finite-difference steps."""

    def __init__(self, economy, targets, start):
        self.economy = economy
        self.wanted = np.array([target for _, target, _ in targets])
        self.tolerance = np.array([tolerance for _, _, tolerance in targets])
        self.lowest = np.array([parameter.lowest for parameter in PARAMETERS])
        self.highest = np.array([parameter.highest for parameter in PARAMETERS])
        self.step = np.array([parameter.step for parameter in PARAMETERS])
        self.point = np.clip(np.round(start, DECIMALS), self.lowest, self.highest)
        self.radius = 4.0
        self.differentiate()
        self.say("start")

    def misses(self, runs):
        return (runs.mean(axis=0) - self.wanted) / self.tolerance

    def differentiate(self):
        """Slopes of the misses by finite differences, on the side where there is room."""
        steps = np.where(self.point + self.step <= self.highest, self.step, -self.step)
        runs = self.economy.moments([self.point, *(self.point + np.diag(steps))])
        self.runs, self.miss = runs[0], self.misses(runs[0])
        self.slopes = np.column_stack([(self.misses(moved) - self.miss) * np.sign(steps[i]) for i, moved in enumerate(runs[1:])])
        self.fresh = True

    def say(self, what):
        at = ", ".join(f"{p.path} {v:.{DECIMALS}f}" for p, v in zip(PARAMETERS, self.point))
        print(f"{what:>9}: misfit {self.miss @ self.miss:8.3f} at {at}", file=sys.stderr)

    def solve(self, damping):
        """The damped least-squares step. A parameter that would leave its range stays at the bound; the others make up for it."""
        low, high = (self.lowest - self.point) / self.step, (self.highest - self.point) / self.step
        free, moved = np.ones(len(low), bool), np.zeros(len(low))
        while free.any():
            slopes = self.slopes[:, free]
            rest = self.miss + self.slopes[:, ~free] @ moved[~free]
            moved[free] = np.linalg.solve(slopes.T @ slopes + damping * np.eye(free.sum()), -slopes.T @ rest)
            outside = free & ((moved < low) | (moved > high))
            if not outside.any():
                break
            moved = np.clip(moved, low, high)
            free &= ~outside
        return moved

    def proposal(self):
        """The step with the least damping that keeps it inside the radius of trust."""
        damping = 1e-3
        while np.linalg.norm(self.solve(damping)) > self.radius:
            damping *= 2
        return np.clip(np.round(self.point + self.solve(damping) * self.step, DECIMALS), self.lowest, self.highest)

    def iterate(self):
        """One step, tried; returns whether going on is worth it."""
        point = self.proposal()
        length = (point - self.point) / self.step
        if np.linalg.norm(length) < 0.02:
            return False
        runs = self.economy.moments([point])[0]
        miss = self.misses(runs)
        before, after = self.miss @ self.miss, miss @ miss
        if after >= before:
            self.say("no better")
            self.radius = np.linalg.norm(length) / 2
            if not self.fresh:
                self.differentiate()
            return self.radius > 0.02
        self.slopes += np.outer(miss - self.miss - self.slopes @ length, length) / (length @ length)
        self.fresh = False
        self.point, self.runs, self.miss = point, runs, miss
        self.radius *= 1.5
        self.say("better")
        return before - after > WORTH_A_STEP


def report(options, targets, fit):
    """The calibration as comment lines: targets, weights, what was reached and how."""
    error = fit.runs.std(axis=0, ddof=1) / np.sqrt(len(fit.runs))
    lines = ["Method of simulated moments: four targets, four parameters, nothing later than the growth of mean income below and",
             f"no headcount after the base year. {options.households} households, mean of the seeds "
             f"{', '.join(map(str, options.seeds))}.",
             f"{'moment':<20} {'target':>9} {'reached':>9} {'s.e.':>8} {'tolerance':>9}  missed by"]
    for (name, wanted, tolerance), reached, spread, miss in zip(targets, fit.runs.mean(axis=0), error, fit.miss):
        digits = 0 if wanted >= 100 else DECIMALS
        lines.append(f"{name:<20} {wanted:9.{digits}f} {reached:9.{digits}f} {spread:8.{max(digits, 1)}f} "
                     f"{tolerance:9.{digits}f}  {abs(miss):.1f} tolerances")
    lines.append("Weights are 1 / tolerance squared; s.e. is over the seeds.")
    for parameter, value in zip(PARAMETERS, fit.point):
        bound = ", at its bound" if value in (parameter.lowest, parameter.highest) else ""
        lines.append(f"{parameter.path:<20} = {value:.{DECIMALS}f} "
                     f"(sought in {parameter.lowest:g} to {parameter.highest:g}{bound})")
    if np.abs(fit.miss).max() > 0.5:
        lines.append("What is missed by more than half a tolerance is a misfit that these four parameters did not remove.")
    return [BLOCK[0], *(f"# {line}" for line in lines), BLOCK[1]]


def options_of(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("config", type=pathlib.Path, metavar="CONFIG",
        help="TOML file that sets run.base_year and the four parameters; rewritten in place")
    add("--dry-run", action="store_true", help="print the calibration and leave the file alone")
    add("--households", type=int, default=60000, metavar="N", help="size of each run [60000]")
    add("--seeds", type=int, nargs="+", default=[1, 2, 3, 4], metavar="SEED", help="seeds to average over, two or more [1 2 3 4]")
    add("--iterations", type=int, default=8, metavar="N", help="steps to try at most [8]")
    # China: poverty from the State's table in the scenario; incomes from the National Bureau of Statistics' rural household
    # survey: disposable income 8,389 yuan a head in 2012 (on the definition of 2013) and 12,363 in 2016, in constant yuan just
    # under 7 % a year where the poverty line (2,625 to 2,952 yuan) is the deflator; wages were 44 % of net income in 2012 and
    # 41 % of disposable income in 2016.
    add("--headcount", type=float, default=0.102, metavar="SHARE", help="target of the base year [0.102]")
    add("--mean-income", type=float, default=8389, metavar="LCU", help="target of the base year, a head and year [8389]")
    add("--growth", type=float, default=0.069, metavar="RATE", help="target of its real growth over four years, a year [0.069]")
    add("--wage-share", type=float, default=0.42, metavar="SHARE", help="target: wages over income in the base year [0.42]")
    add_program_options(parser)
    options = parser.parse_args(arguments)
    if len(options.seeds) < 2:
        parser.error("--seeds needs two or more (one seed has no standard error)")
    return options


def base_year_of(lines):
    year = tomllib.loads("\n".join(lines.lines)).get("run", {}).get("base_year")
    if year is None:
        refuse(f"{lines.path} does not set run.base_year (targets belong to a year) add the line 'base_year = ...' to its "
               "section [run]")
    return year


def main(arguments):
    options = options_of(arguments)
    try:
        lines = Lines(options.config)
        base_year = base_year_of(lines)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        refuse(f"cannot read {options.config}: {fault}")
    start = lines.values()
    targets = targets_of(options, base_year)
    fit = Fit(Economy(options, base_year), targets, start)
    for _ in range(options.iterations):
        if not fit.iterate():
            break
    block = report(options, targets, fit)
    print("\n".join(block))
    print(f"{fit.economy.evaluations} points of {len(options.seeds)} runs each", file=sys.stderr)
    if options.dry_run:
        return
    lines.replace(fit.point, block)
    lines.write()
    print(f"rewrote {options.config}", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
