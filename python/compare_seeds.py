"""Mean and range of the headcount over runs that differ only in their seed, beside the observed series.

Usage: compare_seeds.py PATH_OF_POVTRAP RESULT...
"""

import json
import subprocess
import sys


def summary(povtrap, result):
    """What `povtrap summary --json` says about a result file."""
    done = subprocess.run([povtrap, "summary", result, "--json"], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"cannot summarise {result}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def percent(share):
    return "" if share is None else f"{100 * share:.1f}"


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    runs = [summary(sys.argv[1], result) for result in sys.argv[2:]]
    years = runs[0]["year"]
    observed = runs[0].get("observed_headcount") or [None] * len(years)

    print(f"Headcount [% of persons] over {len(runs)} seeds")
    print(f"{'year':>6} {'mean':>7} {'lowest':>7} {'highest':>8} {'observed':>9}")
    for row, year in enumerate(years):
        shares = [run["headcount"][row] for run in runs]
        shares = [share for share in shares if share is not None]
        if not shares:
            continue
        mean = sum(shares) / len(shares)
        seen = observed[row] if row < len(observed) else None
        print(f"{year:6.0f} {percent(mean):>7} {percent(min(shares)):>7} {percent(max(shares)):>8} {percent(seen):>9}")


if __name__ == "__main__":
    main()
