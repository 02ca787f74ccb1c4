#!/usr/bin/env python3
"""What two measurements of `povtrap bench --json` say about each other, or one of them as a table for docs/performance.md.

Usage: compare.py BEFORE.json AFTER.json     ratios AFTER / BEFORE, with the range that the repetitions allow
       compare.py ONE.json                   Markdown

A ratio is marked * when the repetitions of the two do not overlap. Compare Philox words rather than rates when the machine was busy: they
count in units of what it could do in the same seconds.
"""

import json
import sys

# Key in the file, and heading.
MEASURES = [("household_periods_per_second_and_core", "rate"), ("philox_words_per_household_period", "words")]


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def timings(measured):
    """Everything timed, by (economy, households, threads)."""
    return {(result["economy"], int(result["households"]), timing["threads"]): (result, timing)
            for result in measured["results"] for timing in result["timings"]}


def ratio(before, after):
    """Median ratio and the widest range that minima and maxima allow."""
    return after["median"] / before["median"], after["min"] / before["max"], after["max"] / before["min"]


def apart(low, high):
    return low > 1 or high < 1


def comparison(before, after):
    old, new = timings(before), timings(after)
    lines = [f"{'economy':<9}{'households':>12}{'threads':>8}   " + "".join(f"{heading + ', after / before':<32}" for _, heading in MEASURES) +
             "resident"]
    for key in [key for key in old if key in new]:
        (old_result, old_timing), (new_result, new_timing) = old[key], new[key]
        line = f"{key[0]:<9}{key[1]:>12,}{key[2]:>8}   "
        for measure, _ in MEASURES:
            middle, low, high = ratio(old_timing[measure], new_timing[measure])
            line += f"{f'{middle:.3f} ({low:.3f}-{high:.3f})' + (' *' if apart(low, high) else ''):<32}"
        resident = [result["resident_bytes_per_household"] for result in (old_result, new_result)]
        line += f"{resident[0]:.0f} -> {resident[1]:.0f} B"
        if old_result["digest"] != new_result["digest"]:
            line += "  other results"
        lines.append(line)
    only = [key for key in old if key not in new] + [key for key in new if key not in old]
    lines += [f"in one file only: {economy}, {households:,} households, {threads} threads" for economy, households, threads in only]
    return "\n".join(lines)


def phases(before, after):
    """Nanoseconds by phase, before and after, at the largest size that both have."""
    lines = []
    for economy in dict.fromkeys(result["economy"] for result in before["results"]):
        sizes = [{int(result["households"]): result for result in measured["results"] if result["economy"] == economy} for measured in (before, after)]
        both = sizes[0].keys() & sizes[1].keys()
        if not both:
            continue
        old, new = (size[max(both)]["nanoseconds_per_household_period"] for size in sizes)
        lines.append(f"\nns of a household-period, {economy}, {max(both):,} households: before, after")
        lines += [f"  {name:<32}{old.get(name, 0.0):>9.2f}{new.get(name, 0.0):>9.2f}" for name in dict.fromkeys([*old, *new])]
    return "\n".join(lines)


def of(spread, unit=1.0, digits=2):
    return f"{spread['median'] / unit:.{digits}f} ({spread['min'] / unit:.{digits}f}-{spread['max'] / unit:.{digits}f})"


def markdown(measured):
    machine = measured["machine"]
    lines = [f"povtrap {measured['povtrap']} ({measured['commit']}) on {machine['processor']}, {machine['threads']} threads, "
             f"{machine['vectors']}; medians of {measured['repetitions']} repetitions, in brackets the slowest and the fastest.", "",
             "| economy | households | threads | M household-periods / s and core | Philox words | fraction of the bound | bytes touched | "
             "resident bytes | scaling / loop's |", "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"]
    for (economy, households, threads), (result, timing) in timings(measured).items():
        scaling = of(timing["scaling"]["ratio"], digits=3) if "scaling" in timing else ""
        lines.append(f"| {economy} | {households:,} | {threads} | {of(timing['household_periods_per_second_and_core'], 1e6)} | "
                     f"{of(timing['philox_words_per_household_period'], digits=0)} | {of(timing['fraction_of_update_bound'], digits=3)} | "
                     f"{result['bytes_touched_per_household_period']:.0f} | {result['resident_bytes_per_household']:.0f} | {scaling} |")
    largest = {}
    for result in measured["results"]:
        if result["economy"] not in largest or result["households"] > largest[result["economy"]]["households"]:
            largest[result["economy"]] = result
    names = list(dict.fromkeys(name for result in largest.values() for name in result["nanoseconds_per_household_period"]))
    lines += ["", "Where the time goes, in ns of a household-period on one thread, at the largest size:", "",
              "| phase | " + " | ".join(largest) + " |", "| --- |" + " --- |" * len(largest)]
    lines += [f"| {name} | " + " | ".join(f"{result['nanoseconds_per_household_period'].get(name, 0.0):.1f}" for result in largest.values()) + " |"
              for name in names]
    return "\n".join(lines)


def main(words):
    if len(words) == 1:
        print(markdown(read(words[0])))
    elif len(words) == 2:
        before, after = read(words[0]), read(words[1])
        print(comparison(before, after))
        print(phases(before, after))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (OSError, ValueError, KeyError) as fault:
        sys.exit(f"compare.py: {fault!r} (only files of `povtrap bench --json` can be compared)")
