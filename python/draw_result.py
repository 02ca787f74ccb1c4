"""Draws a result file: the headcount against the observed series, and the income distribution at start and end.

Usage: draw_result.py RESULT [OTHER_SEED...] [-o PICTURE.png|.svg]
"""

import argparse
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import xarray as xr


def along(variable, dimension="time"):
    """The variable along one dimension: the first entry of all others (nation, first poverty line)."""
    return variable.isel({other: 0 for other in variable.dims if other != dimension})


def observed_series(data):
    """Years and observed shares of poor persons, or nothing if the file has none."""
    if "observed_headcount" not in data:
        return [], []
    shares = data["observed_headcount"]
    axis = "time" if "time" in shares.dims else shares.dims[0]
    names = [name for name in data.variables if "year" in name and data[name].dims == (axis,)]
    shares = along(shares, axis).values
    years = data[names[0]].values if names else np.arange(len(shares))
    known = np.isfinite(shares)
    return years[known], shares[known]


def log_density(income, weight):
    """Density of the natural logarithm of income, on a grid of incomes: a weighted histogram smoothed by a Gaussian kernel."""
    usable = np.isfinite(income) & np.isfinite(weight) & (income > 0) & (weight > 0)
    logs, weight = np.log(income[usable]), weight[usable]
    mean = np.average(logs, weights=weight)
    spread = np.sqrt(np.average((logs - mean) ** 2, weights=weight))
    width = max(0.9 * spread * len(logs) ** -0.2, 0.02)  # Silverman (1986), eq. 3.31, without the quartiles
    edges = np.linspace(logs.min() - 4 * width, logs.max() + 4 * width, 513)
    counts, _ = np.histogram(logs, edges, weights=weight, density=True)
    middles = (edges[1:] + edges[:-1]) / 2
    kernel = np.exp(-(((middles[:, None] - middles[None, :]) / width) ** 2) / 2)
    return np.exp(middles), kernel / kernel.sum(axis=1, keepdims=True) @ counts


def year_ends(data):
    """Years, and the headcount of the year that ends there."""
    closes = data["period_of_year"].values == data["period_of_year"].values.max()
    return data["year"].values[closes], along(data["headcount"]).values[closes]


def draw_headcount(axes, data, others):
    years, shares = year_ends(data)
    runs = [shares] + [year_ends(other)[1] for other in others]
    if others:
        axes.fill_between(years, 100 * np.min(runs, axis=0), 100 * np.max(runs, axis=0), color="0.85", label=f"range of {len(runs)} seeds")
    axes.plot(years, 100 * shares, color="black", label="simulated")
    observed_years, observed = observed_series(data)
    if len(observed):
        axes.plot(observed_years, 100 * observed, "o", color="0.45", markerfacecolor="white", markersize=7, label="observed")
    axes.set_ylim(bottom=0)
    axes.set_xlabel("year")
    axes.set_ylabel("headcount [% of persons]")
    axes.set_title("Poor persons")
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.legend(frameon=False)


def villagers(data):
    """Which households of the panel live in villages; everybody if there are no villages."""
    rural = data["region_kind"].values[data["panel_region"].values] == 0
    return rural if rural.any() else np.ones_like(rural)


def draw_incomes(axes, data):
    axes.set_title("Distribution of income in villages")
    axes.set_xlabel("income per head [LCU/year, log scale]")
    axes.set_ylabel("density of log income")
    if "panel_income" not in data or data.sizes.get("panel_time", 0) == 0:
        axes.text(0.5, 0.5, "the file holds no panel of households", ha="center", transform=axes.transAxes)
        return
    chosen = villagers(data)
    for moment, style in ((0, {"color": "0.45", "linestyle": "--"}), (-1, {"color": "black"})):
        income = data["panel_income"].isel(panel_time=moment).values[chosen]
        incomes, density = log_density(income, data["panel_persons"].values[chosen])
        axes.plot(incomes, density, label=str(int(data["panel_year"][moment])), **style)
    axes.axvline(float(data["line"][0]), color="0.45", linestyle=":", label="poverty line")
    axes.set_xscale("log")
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("result")
    options.add_argument("others", nargs="*", help="results of other seeds, drawn as a range")
    options.add_argument("-o", "--output", help="PNG or SVG file (default: the result's name with .png)")
    options = options.parse_args()
    output = options.output or options.result.rsplit(".", 1)[0] + ".png"

    others = [xr.load_dataset(other, engine="netcdf4", decode_times=False) for other in options.others]
    with xr.open_dataset(options.result, engine="netcdf4", decode_times=False) as data:
        absent = [name for name in ("year", "headcount") if name not in data]
        if absent:
            sys.exit(f"{options.result} has no variable {absent[0]} (it is not a povtrap result); make one with `povtrap run`")
        figure, panels = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
        draw_headcount(panels[0], data, others)
        draw_incomes(panels[1], data)
        figure.savefig(output, dpi=150)


if __name__ == "__main__":
    main()
