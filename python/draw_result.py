"""Draws a result file: the headcount against the observed series, and the income distribution at start and end.

Usage: draw_result.py RESULT [-o PICTURE.png|.svg]
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


def draw_headcount(axes, data):
    years, shares = data["year"].values, along(data["headcount"]).values
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


def draw_incomes(axes, data):
    axes.set_title("Distribution of income")
    axes.set_xlabel("income per head [LCU/year, log scale]")
    axes.set_ylabel("density of log income")
    if "panel_income" not in data or data.sizes.get("panel_time", 0) == 0:
        axes.text(0.5, 0.5, "the file holds no panel of households", ha="center", transform=axes.transAxes)
        return
    years = [name for name in data.variables if "year" in name and data[name].dims == ("panel_time",)]
    for moment, style, fallback in ((0, {"color": "0.45", "linestyle": "--"}, "start"), (-1, {"color": "black"}, "end")):
        weight = data["panel_weight"] if "panel_weight" in data else xr.ones_like(data["panel_income"])
        if "panel_time" in weight.dims:
            weight = weight.isel(panel_time=moment)
        incomes, density = log_density(data["panel_income"].isel(panel_time=moment).values, weight.values)
        label = f"{float(data[years[0]][moment]):.0f}" if years else fallback
        axes.plot(incomes, density, label=label, **style)
    axes.set_xscale("log")
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("result")
    options.add_argument("-o", "--output", help="PNG or SVG file (default: the result's name with .png)")
    options = options.parse_args()
    output = options.output or options.result.rsplit(".", 1)[0] + ".png"

    with xr.open_dataset(options.result, engine="netcdf4", decode_times=False) as data:
        absent = [name for name in ("year", "headcount") if name not in data]
        if absent:
            sys.exit(f"{options.result} has no variable {absent[0]} (it is not a povtrap result); make one with `povtrap run`")
        figure, panels = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
        draw_headcount(panels[0], data)
        draw_incomes(panels[1], data)
        figure.savefig(output, dpi=150)


if __name__ == "__main__":
    main()
