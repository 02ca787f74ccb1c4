#!/usr/bin/env python3
"""What it costs to drive a run from Python: the same run by the command line and by a program in Python, in turns.

Usage: python_cost.py POVTRAP [--households N] [--years N] [--threads N] [--rounds N]
with a Python that has the package, both built alike from the same sources. Prints medians of elapsed and processor time of whole
processes, imports and the writing of the result included, and the median and range of Python over command line inside a round. Start it as
`chrt -f 20 python3 bench/python_cost.py ...` (root) where others use the machine.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

CONFIG = pathlib.Path(__file__).resolve().parent.parent / "configs" / "baseline.toml"
PROGRAM = """
import sys, povtrap
config = povtrap.Config.load(sys.argv[1], {"population.households": int(sys.argv[2]), "run.years": int(sys.argv[3])})
povtrap.Simulation(config, int(sys.argv[4])).run().save(sys.argv[5], force=True)
"""


def seconds(command):
    """Elapsed and processor time of a process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))} failed: try it by itself")
    return time.perf_counter() - start, used.ru_utime + used.ru_stime


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("povtrap", help="the command")
    options.add_argument("--households", type=int, default=1_000_000)
    options.add_argument("--years", type=int, default=10)
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run = [given.povtrap, "run", CONFIG, "--set", f"population.households={given.households}", "--set", f"run.years={given.years}",
               "--threads", str(given.threads), "-o", f"{folder}/a.h5", "--force", "-q"]
        program = [sys.executable, "-c", PROGRAM, CONFIG, str(given.households), str(given.years), str(given.threads), f"{folder}/b.h5"]
        rounds = []
        for k in range(given.rounds):
            first, second = (run, program) if k % 2 == 0 else (program, run)
            times = {id(first): seconds(first), id(second): seconds(second)}
            rounds.append((times[id(run)], times[id(program)]))
    for j, name in enumerate(("elapsed", "processor")):
        line, python = (statistics.median(r[arm][j] for r in rounds) for arm in (0, 1))
        ratios = sorted(r[1][j] / r[0][j] for r in rounds)
        print(f"{name:<10} command line {line:.2f} s, Python {python:.2f} s; in a round {statistics.median(ratios):.3f} "
              f"({ratios[0]:.3f} to {ratios[-1]:.3f})")


if __name__ == "__main__":
    main()
