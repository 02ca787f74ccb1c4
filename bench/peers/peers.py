#!/usr/bin/env python3
"""Our household update and wealth exchange beside the same in NumPy and Mesa: rounds in which everybody runs once, ratios inside a round,
medians over the rounds. Mesa is measured if it is installed (pip install "mesa==3.3.1" for Python 3.11).

Usage: peers.py [--ours build/release/bin/povtrap_peers] [--rounds 5] [--agents 1000000] [--mesa-agents 100000] [--small] [--json FILE]
"""

import argparse
import importlib.util
import json
import os
import platform
import statistics
import subprocess
import sys

# One thread for everybody; NumPy's libraries read this when they are loaded.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

TASKS = {
    "household update": {"ours": "update", "NumPy": "update", "Mesa": "update"},
    "wealth exchange": {"ours": "exchange", "NumPy": "exchange", "Mesa": "exchange"},
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ours", default="build/release/bin/povtrap_peers")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--agents", type=int, default=1_000_000)
    parser.add_argument("--mesa-agents", type=int, default=100_000)
    parser.add_argument("--small", action="store_true", help="2,000 agents, three periods, two rounds: only whether it works")
    parser.add_argument("--json", help="file for the figures")
    chosen = parser.parse_args()
    if chosen.small:
        chosen.rounds, chosen.agents, chosen.mesa_agents = 2, 2000, 2000
    return chosen


def ours(program, model, agents, periods):
    done = subprocess.run([program, model, str(agents), str(periods)], check=True, capture_output=True, text=True)
    seconds, shown = done.stdout.split()
    return float(seconds), float(shown)


def runners(chosen):
    """By system: how many agents it gets, and a function of (model, periods) that returns seconds and the share it shows. More periods for
    the fast ones, so that all take about a second."""
    def run_ours(model, periods):
        return ours(chosen.ours, model, chosen.agents, periods)

    def periods(usual):
        return 3 if chosen.small else usual

    found = {"ours": (chosen.agents, periods(20), run_ours)}
    if importlib.util.find_spec("numpy"):
        import numpy_models
        found["NumPy"] = (chosen.agents, periods(5), lambda model, periods: getattr(numpy_models, model)(chosen.agents, periods))
    if importlib.util.find_spec("mesa"):
        import mesa_models
        found["Mesa"] = (chosen.mesa_agents, periods(2), lambda model, periods: getattr(mesa_models, model)(chosen.mesa_agents, periods))
    return found


def measure(models, systems, rounds):
    """Rates in agents and periods per second, a list by round for every system, and the share that its last round shows."""
    rates = {name: [] for name in models if name in systems}
    shares = {}
    for _ in range(rounds):
        for name in rates:
            agents, periods, run = systems[name]
            seconds, shares[name] = run(models[name], periods)
            rates[name].append(agents * periods / seconds)
    return rates, shares


def spread(values):
    return {"min": min(values), "median": statistics.median(values), "max": max(values)}


def report(task, rates, shares, systems):
    rows = []
    for name, of_rounds in rates.items():
        ratios = [ours_ / theirs for ours_, theirs in zip(rates["ours"], of_rounds)]
        rows.append({"task": task, "system": name, "agents": systems[name][0], "agent_periods_per_second": spread(of_rounds),
                     "ours_over_it": spread(ratios), "share": shares[name]})
    return rows


def table(rows):
    lines = ["| task | system | agents | M agents x periods / s: min / **median** / max | ours / it: min / **median** / max | share shown |",
             "| --- | --- | --- | --- | --- | --- |"]
    for row in rows:
        rate, ratio = row["agent_periods_per_second"], row["ours_over_it"]
        rate = {key: value / 1e6 for key, value in rate.items()}
        lines.append(f"| {row['task']} | {row['system']} | {row['agents']:,} | {rate['min']:.3g} / **{rate['median']:.3g}** / {rate['max']:.3g} | "
                     f"{ratio['min']:.3g} / **{ratio['median']:.3g}** / {ratio['max']:.3g} | {row['share']:.3f} |")
    return "\n".join(lines)


def versions():
    found = {"python": platform.python_version()}
    for name in ("numpy", "mesa"):
        if name in sys.modules:
            found[name] = sys.modules[name].__version__
    return found


def main():
    chosen = arguments()
    systems = runners(chosen)
    rows = []
    for task, models in TASKS.items():
        rows += report(task, *measure(models, systems, chosen.rounds), systems)
    print(table(rows))
    missing = [name for name in ("NumPy", "Mesa") if name not in systems]
    if missing:
        print(f"not installed, so not measured: {', '.join(missing)}", file=sys.stderr)
    if chosen.json:
        with open(chosen.json, "w", encoding="utf-8") as file:
            json.dump({"rounds": chosen.rounds, "versions": versions(), "results": rows}, file, indent=1)


if __name__ == "__main__":
    main()
