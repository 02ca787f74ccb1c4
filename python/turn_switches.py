"""Turns every switch of a scenario over, one at a time, and prints what that does to the headcount.

Each trap, each programme and each source of growth that `povtrap describe` lists is switched off (or on, if it is off) for the
whole run, the years before the base year included, so that the base year moves as well; parameters are not fitted again. The
runs share their seeds with the economy as configured, so that the change is the work of the switch and not of luck. Its
standard error is taken over the seeds; a change of less than three of them counts as none (with three seeds, 2.92 is the
one-sided 5 % point of Student's t).

Example: python/turn_switches.py --config configs/scenarios/china-rural-2012.toml
"""

import argparse
import json
import math
import pathlib
import statistics
import sys
import tempfile

from runs import PROJECT, add_program_options, output_of, simulate_all

NOISE = 3.0  # standard errors
NEVER = 1e6  # lines x persons of capital, which nobody has

# Sign of the change in the headcount when a switch is turned over, and why. Turning a trap off is expected to lower the
# headcount, turning growth or a programme off to raise it. 0: theory gives no sign.
EXPECTED = {
    "nutrition trap": (-1, "the hungry work as well as the fed"),
    "technology trap": (0, "one technique between the two: nobody is trapped, but the average technique changes too; see the next rows"),
    "savings trap": (-1, "the poorest save as well"),
    "demand trap": (-1, "households invest without waiting for buyers"),
    "credit trap": (-1, "loans without security"),
    "skill trap": (0, "nobody forgets, but nobody learns on the job either; see the next row"),
    "aspiration trap": (+1, "who is far below the others tries less: this trap is off as configured, here it is on"),
    "top-up": (+1, "no cash for the listed"),
    "asset grants": (+1, "no capital for the listed"),
    "growth of firms": (+1, "wages stop growing"),
    "growth of own work": (+1, "farms and stalls stop growing"),
    "east-west transfer": (+1, "less public capital where the poor live"),
    "shocks": (-1, "no bad luck"),
}

# What a plain switch leaves open. Removing the technology trap means that the better technique needs no minimum of capital, so
# that everybody uses it: that is the counterfactual of the trap's cost. That nobody can use it is the other trapless world.
VARIANTS = {
    "technology trap": [
        ("  better one for all", {"enterprise.technique": "step", "enterprise.step.threshold": 0}, -1, "the trap is gone because its threshold is: everybody can use the better technique"),
        ("  better one for nobody", {"enterprise.technique": "step", "enterprise.step.threshold": NEVER}, +1, "the trap is gone because its prize is: everybody uses the worse technique"),
    ],
    "skill trap": [("  nobody forgets", {"development.skill": "true", "development.forgetting": 0}, -1, "people without a job keep their skill")],
}


class Row:
    def __init__(self, name, settings, sign, reason):
        self.name, self.settings, self.sign, self.reason = name, settings, sign, reason

    def change(self, shares, base):
        """Mean over the seeds of the paired differences, in percentage points, and its standard error."""
        differences = [100 * (here - there) for here, there in zip(shares, base)]
        error = statistics.stdev(differences) / math.sqrt(len(differences)) if len(differences) > 1 else math.nan
        return statistics.mean(differences), error

    def verdict(self, change, error):
        if self.sign == 0:
            return "no sign"
        if abs(change) <= NOISE * error:
            return "within noise"
        return "ok" if change * self.sign > 0 else "NOT AS EXPECTED"


def rows_of(switches):
    rows = []
    for switch in switches:
        name, turned_to = switch["name"], switch["off"] if switch["is_on"] else switch["on"]
        sign, reason = EXPECTED.get(name, (0, "not known to this script"))
        if (sign > 0) == switch["is_on"] and name.endswith(" trap"):
            sign = -sign  # a trap that is on here and off in the table, or the other way round
        rows.append(Row(name, {switch["parameter"]: turned_to}, sign, reason))
        rows += [Row(*variant) for variant in VARIANTS.get(name, []) if switch["is_on"]]
    return rows


def settings_text(settings):
    return " ".join(f"{path}={value}" for path, value in settings.items() if not path.startswith("output"))


def last_observed(series):
    """The year to look at: the last one with a published headcount, or else the last simulated one."""
    observed = [year for year, share in zip(series["year"], series.get("observed_headcount", [])) if share is not None]
    return observed[-1] if observed else series["year"][-1]


def print_table(options, base, rows, runs):
    first, year = base[0]["year"][0], options.year or last_observed(base[0])
    if year not in base[0]["year"]:
        sys.exit(f"{year} is not simulated (the years are {first} to {base[0]['year'][-1]}) choose one of them")

    def shares(series, of):
        return [run["headcount"][run["year"].index(of)] for run in series]

    now = [100 * share for share in shares(base, year)]
    print(f"{options.config}: {options.households} households, seeds {', '.join(map(str, options.seeds))}")
    print(f"Headcount of {year} as configured: {statistics.mean(now):.2f} % of persons ({min(now):.2f} to {max(now):.2f}).")
    print(f"Turned over, one at a time; change in percentage points against the same seeds, with standard error:\n")
    print(f"{'switch':<24} {'headcount':>9} {'change':>7} {'s.e.':>5} {'expected':>8}  {'verdict':<16} {f'in {first}':>8}  setting")
    for row, series in zip(rows, runs):
        here = shares(series, year)
        change, error = row.change(here, shares(base, year))
        earlier, _ = row.change(shares(series, first), shares(base, first))
        print(f"{row.name:<24} {100 * statistics.mean(here):9.2f} {change:+7.2f} {error:5.2f} {' -?+'[row.sign + 2]:>8}  "
              f"{row.verdict(change, error):<16} {earlier:+8.2f}  {settings_text(row.settings)}")
    print("\nWhat theory expects, and why:")
    for row in rows:
        print(f"{row.name:<24} {' -?+'[row.sign + 2]}  {row.reason}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=pathlib.Path, default=PROJECT / "configs/scenarios/china-rural-2012.toml", metavar="FILE", help="scenario [configs/scenarios/china-rural-2012.toml]")
    parser.add_argument("--households", type=int, default=40000, metavar="N", help="size of each run [40000]")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3], metavar="SEED", help="[1 2 3]")
    parser.add_argument("--year", type=int, metavar="YEAR", help="[the last one with a published headcount, or else the last one]")
    add_program_options(parser)
    options = parser.parse_args()
    rows = rows_of(json.loads(output_of(options.binary, "describe", "--json", options.config))["switches"])
    size = {"population.households": options.households, "output.panel_households": 0}
    tasks = [(size | settings, seed) for settings in [{}, *(row.settings for row in rows)] for seed in options.seeds]
    with tempfile.TemporaryDirectory() as folder:
        series, _ = simulate_all(options.binary, options.config, tasks, folder, options.processes)
    runs = [series[i:i + len(options.seeds)] for i in range(0, len(series), len(options.seeds))]
    print_table(options, runs[0], rows, runs[1:])


if __name__ == "__main__":
    main()
