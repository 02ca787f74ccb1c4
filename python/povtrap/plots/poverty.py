"""How many are poor, how poor, and how unequally: the headcount over time and the TIP curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ._data import AnyResult, Floats, by_run, data_error, label_of, line_words, opened, require, villages_only, year_ends, years_words
from ._figure import BLUE, GREY, VERMILLION, band, canvas, ink, labels, legend, style, title, whole_years
from ._panel import panel_of
from ._statistics import mean_interval, tip_points

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure


def headcount(result: AnyResult, ax: Axes | None = None, *, line: int = 0, confidence: float = 0.95,
              observed: bool = True) -> tuple[Figure | SubFigure, Axes]:
    """Share of poor persons at the end of each year, with the published series if the result has one.

    Parameters
    ----------
    result : data set, result or path
    ax : axes to draw in; a new figure if None
    line : position of the poverty line among those of the result, 0 the model's own
    confidence : of the interval of the mean over runs, if there are several; Student's t
    observed : whether to draw `observed_headcount`, which belongs to line 0

    Returns
    -------
    figure, axes
        Shares in per cent of persons. The lines are labelled "simulated" and "observed".

    Raises
    ------
    povtrap.DataError
        No series, no such line, or nothing but NaN.

    Notes
    -----
    The band says how well the runs determine the mean. Single runs spread more; they are the thin grey lines.
    Foster, Greer and Thorbecke (1984): H = q / n.
    """
    with opened(result) as data:
        years, at = year_ends(data)
        which = line_words(data, line)
        shares = 100 * by_run(data, "headcount", "time", at={"line": line})[:, at]
        if not np.isfinite(shares).any():
            raise data_error("headcount is NaN in all years (nothing to draw); look at the run with `povtrap summary`")
        mean, half = mean_interval(shares, confidence)
        figure, axes = canvas(ax)
        if len(shares) > 1:
            for number, run in enumerate(shares):
                axes.plot(years, run, color=ink(axes), alpha=0.3, linewidth=0.6, zorder=1.5, label="_run" if number else "single runs")
            band(axes, years, mean - half, mean + half, label=f"{100 * confidence:g} % interval of the mean")
        axes.plot(years, mean, **style(axes, 0, marker=len(years) < 30), label="simulated" + (f", mean of {len(shares)} runs" if len(shares) > 1 else ""))
        if observed and line == 0 and "observed_headcount" in data:
            _draw_observed(axes, data)
        top = max(axes.get_ylim()[1], 1.06 * float(np.nanmax(shares)))
        axes.set_ylim(0, top if np.nanmax(shares) > 0 else 1)
        whole_years(axes, years)
        labels(axes, y=label_of(data, "headcount"))
        title(axes, f"Poverty headcount, {which}" + (", villages" if villages_only(data) else ""))
        legend(axes)
    return figure, axes


def _draw_observed(axes: Axes, data: xr.Dataset) -> None:
    years, shares = require(data, "observed_year").values, data["observed_headcount"].values
    known = np.isfinite(shares) & np.isfinite(years)
    if known.any():
        axes.plot(years[known], 100 * shares[known], "o", color=VERMILLION, markerfacecolor="none", markeredgewidth=1.3, markersize=7, label="observed")


def tip(result: AnyResult, ax: Axes | None = None, *, year: int | None = None, line: int = 0,
        kind: str | None = None) -> tuple[Figure | SubFigure, Axes]:
    """TIP curve: poverty gaps cumulated from the poorest person on, which shows the three I's of poverty.

    Parameters
    ----------
    result : data set, result or path; it needs a panel
    ax : axes to draw in; a new figure if None
    year : of the panel's wave; the last one if None
    line : position of the poverty line
    kind : "rural", "urban", "all", or those who count in the result's national series (None)

    Returns
    -------
    figure, axes
        Incidence is where the curve becomes flat (H), intensity its height there (PG), inequality among the poor its bend away
        from the straight line of equal gaps.

    Raises
    ------
    povtrap.DataError
        No panel, no such wave or line, or nobody poor.

    Notes
    -----
    TIP(p) = (1 / N) sum over the poorest p N persons of g, g = (z - max(y, 0))+ / z. The curve is made of the households of the panel,
    weighted by persons; several runs are pooled, each with the same weight. Jenkins and Lambert (1997), Three 'I's of poverty curves.
    """
    with opened(result) as data:
        panel = panel_of(data, line, kind)
        wave = panel.wave(year)
        runs = [panel.incomes(run, wave) for run in range(len(panel.persons))]
        income: Floats = np.concatenate([run[0] for run in runs])
        weight: Floats = np.concatenate([run[1] / run[1].sum() for run in runs])
        people, gaps = tip_points(income, weight, panel.line)
        share = float(weight[income < panel.line].sum() / weight.sum())
        if share == 0:
            raise data_error(f"none of the {panel.people} of the panel is poor in {panel.years[wave]} (there is no gap to cumulate); "
                             "take another year or line")
        figure, axes = canvas(ax, (6.4, 4.8))
        _draw_tip(axes, 100 * people, 100 * gaps, 100 * share)
        title(axes, f"Three I's of poverty, {years_words(panel.years[wave])}, {panel.line_words}\n{panel.people} of the panel")
    return figure, axes


def _draw_tip(axes: Axes, people: Floats, gaps: Floats, share: float) -> None:
    height = float(gaps[-1])
    right = min(100.0, 1.4 * share)
    axes.plot(people, gaps, color=ink(axes), label="TIP curve")
    axes.plot([0, share], [0, height], color=GREY, linestyle="--", label="equal gaps of all poor")
    axes.plot([share, share], [0, height], color=BLUE, linestyle=":", label=f"incidence: H = {share:.3g} %")
    axes.plot([0, right], [height, height], color=VERMILLION, linestyle="-.", label=f"intensity: PG = {height:.3g} %")
    axes.set_xlim(0, right)
    axes.set_ylim(0, 1.12 * height if height > 0 else 1)
    labels(axes, "share of persons, poorest first [%]", "cumulated poverty gap per person [% of line]")
    legend(axes, below=True, ncol=2)
