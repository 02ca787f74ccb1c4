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
import tempfile

from runs import PROJECT, add_program_options, output_of, refuse, simulate_all

NOISE = 3.0  # standard errors
NEVER = 1000000  # lines x persons of capital, which nobody has

# What a switch does to the headcount while it is on, and why: +1 raises it, -1 lowers it, 0 where theory gives no sign.
EFFECT = {
    "nutrition trap": (+1, "hunger makes the poor weak"),
    "technology trap": (0, "solow is a third technique, between the two of the step: another average; see the rows below it"),
    "savings trap": (+1, "the poorest save nothing"),
    "demand trap": (+1, "nobody invests before there are buyers"),
    "credit trap": (+1, "the poor have no security to offer"),
    "skill trap": (0, "the jobless forget, but workers learn; see the row below it"),
    "aspiration trap": (+1, "who is far behind the others tries less"),
    "top-up": (-1, "cash for listed households"),
    "asset grants": (-1, "capital for listed households"),
    "growth of firms": (-1, "wages grow; but where sales are given, fewer workers make them"),
    "growth of own work": (-1, "farms and stalls yield more"),
    "east-west transfer": (-1, "more public capital where most of the poor live"),
    "shocks": (+1, "bad luck"),
}

# What a plain switch leaves open. Removing the technology trap means that the better technique needs no minimum of capital, so
# that everybody uses it: that is the counterfactual of the trap's cost. That nobody can use it is the other trapless world.
VARIANTS = {
    "technology trap": [
        ("  better one for all", {"enterprise.technique": "step", "enterprise.step.threshold": 0}, -1,
         "no trap, for the threshold is gone: this is what the trap costs"),
        ("  better one for nobody", {"enterprise.technique": "step", "enterprise.step.threshold": NEVER}, +1,
         "no trap, for the prize is gone: this is what the better technique is worth"),
    ],
    "skill trap": [("  nobody forgets", {"development.forgetting": 0}, -1, "the jobless keep their skill, workers still learn")],
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
        name, is_on = switch["name"], switch["is_on"]
        if not is_on and switch["on"] in (switch["off"], switch["off"] + ".0"):
            continue  # the scenario gives no other value to turn it to
        effect, reason = EFFECT.get(name, (0, "not known to this script"))
        turned = {switch["parameter"]: switch["off" if is_on else "on"]}
        rows.append(Row(name, turned, -effect if is_on else effect, f"while on: {reason}"))
        rows += [Row(*variant) for variant in VARIANTS.get(name, []) if is_on]
    return rows


def settings_text(settings):
    return " ".join(f"{path}={value}" for path, value in settings.items())


def last_observed(series):
    """The year to look at: the last one with a published headcount, or else the last simulated one."""
    observed = [year for year, share in zip(series["year"], series.get("observed_headcount", [])) if share is not None]
    return observed[-1] if observed else series["year"][-1]


def print_table(options, base, rows, runs):
    first, year = base[0]["year"][0], options.year or last_observed(base[0])
    if year not in base[0]["year"]:
        refuse(f"{year} is not simulated (the years are {first} to {base[0]['year'][-1]}) choose one of them with --year")

    def shares(series, of):
        return [run["headcount"][run["year"].index(of)] for run in series]

    now = [100 * share for share in shares(base, year)]
    print(f"{options.config}: {options.households} households, seeds {', '.join(map(str, options.seeds))}")
    print(f"Headcount of {year} as configured: {statistics.mean(now):.2f} % of persons ({min(now):.2f} to {max(now):.2f}).")
    print("Turned over, one at a time; change in percentage points against the same seeds, with standard error:\n")
    print(f"{'switch':<24} {'headcount':>9} {'change':>7} {'s.e.':>5} {'expected':>8}  {'verdict':<16} "
          f"{f'in {first}':>8}  setting")
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
    add = parser.add_argument
    add("--config", type=pathlib.Path, default=PROJECT / "configs/scenarios/china-rural-2012.toml", metavar="FILE",
        help="scenario [configs/scenarios/china-rural-2012.toml]")
    add("--households", type=int, default=40000, metavar="N", help="size of each run [40000]")
    add("--seeds", type=int, nargs="+", default=[1, 2, 3], metavar="SEED", help="[1 2 3]")
    add("--year", type=int, metavar="YEAR", help="year to look at [the last with a published headcount, or else the last]")
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
