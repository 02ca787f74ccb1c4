"""What a rule written in Python costs: household-periods per second with a built-in saving rule, with the same rule of one's own in
C++ and in Python, and with one in Python that only passes its question on.

Usage: compare_rules.py OWN_RULES [--households N] [--threads N] [--repeats N], with PYTHONPATH naming a release build of the package.
OWN_RULES: the program of tests/consumer/own_rules.cpp built against the same library. Runs alternate; medians are printed.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
RUN = {"run.years": 3, "run.burn_in_years": 0, "run.growth_burn_in_years": 0}
# Only the saving rule is one's own.
OFF = {f"{rule}.active": "false" for rule in ("shocks.flood", "instruments.old_age_pension", "indicators.old_age_poverty")}

EATER = """
import povtrap, sys
class Eater(povtrap.SavingRule):
    "nobody saves"
    name = "eater"
    def decide(self, q):
        return q.income, 0
sys.exit(povtrap.command_main(rules=Eater))
"""


def speed(command, settings, threads):
    """Household-periods per second of one run of three years."""
    words = [word for path, value in settings.items() for word in ("--set", f"{path}={value}")]
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([*command, "run", str(HERE.parent / "configs" / "baseline.toml"), "-o", f"{folder}/x.h5", "--threads",
                               str(threads), "--progress", "json", *words], capture_output=True, text=True, check=True)
    last = [line for line in done.stderr.splitlines() if line.startswith("{")][-1]
    return json.loads(last)["household_periods_per_second"]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("own_rules")
    options.add_argument("--households", type=int, default=200_000)
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--repeats", type=int, default=5)
    given = options.parse_args()
    run = {**RUN, "population.households": given.households}
    program = [os.path.abspath(given.own_rules)]
    arms = {
        "built in (stone_geary)": (program, {**run, **OFF}),
        "C++ (life_cycle)": (program, {**run, **OFF, "saving.rule": "life_cycle"}),
        "Python (life_cycle)": ([sys.executable, str(HERE / "examples" / "own_rules.py")], {**run, **OFF, "saving.rule": "life_cycle"}),
        "Python (passes on)": ([sys.executable, "-c", EATER], {**run, "saving.rule": "eater"}),
    }
    speeds = {arm: [] for arm in arms}
    for _ in range(given.repeats):
        for arm, (command, settings) in arms.items():
            speeds[arm].append(speed(command, settings, given.threads))
    for arm, measured in speeds.items():
        print(f"{arm:24}{statistics.median(measured) / 1e6:8.3f} million household-periods/s "
              f"({min(measured) / 1e6:.3f} to {max(measured) / 1e6:.3f})")
    in_cpp, in_python = speeds["C++ (life_cycle)"], speeds["Python (life_cycle)"]
    more = [1e9 / python - 1e9 / cpp for python, cpp in zip(in_python, in_cpp)]
    ratio = statistics.median(cpp / python for python, cpp in zip(in_python, in_cpp))
    print(f"Python over C++: {ratio:.3f} of the time, {statistics.median(more):.1f} ns more per household and period")


if __name__ == "__main__":
    main()
