"""How income is distributed: the Lorenz curve and the density of incomes over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ._data import AnyResult, Floats, data_error, number, opened, years_words
from ._figure import DASHES, GREY, VERMILLION, canvas, labels, legend, plain_numbers, shade, style, title
from ._panel import Panel, panel_of
from ._statistics import gini_of, log_density, lorenz_points, mean_interval

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

GRID = np.linspace(0, 1, 201)  # shares of persons at which the curves of several runs are averaged


def _waves(panel: Panel, years: int | Sequence[int] | None, default: Sequence[int]) -> list[int]:
    """Positions of the waves asked for, without repetition."""
    if years is None:
        known = [wave for wave in range(len(panel.years)) if np.isfinite(np.where(panel.chosen, panel.income[:, wave], np.nan)).any(axis=1).all()]
        chosen = [min(known, key=lambda wave: abs(wave - wanted)) for wanted in default] if known else list(default)
    else:
        chosen = [panel.wave(int(year)) for year in np.atleast_1d(np.asarray(years))]
    if not chosen:
        raise data_error("no year is asked for; give one, several or None")
    return sorted(set(chosen))


def lorenz(result: AnyResult, ax: Axes | None = None, *, years: int | Sequence[int] | None = None, kind: str | None = None,
           confidence: float = 0.95) -> tuple[Figure | SubFigure, Axes]:
    """Lorenz curve of income per head: the share of all income that the poorest persons have; with the Gini index.

    Parameters
    ----------
    result : data set, result or path; it needs a panel
    ax : axes to draw in; a new figure if None
    years : of the panel's waves; the last one if None
    kind : "rural", "urban", "all", or those who count in the result's national series (None)
    confidence : of the interval of the Gini index, if there are several runs; Student's t

    Returns
    -------
    figure, axes
        Shares in per cent. A single run is drawn person by person, several as the mean curve.

    Raises
    ------
    povtrap.DataError
        No panel, no such wave, or no positive mean income.

    Notes
    -----
    L(p) = income of the poorest p over that of all; Gini = 1 - sum (F_i - F_{i-1}) (L_i + L_{i-1}). Curve and index are those of the
    households of the panel, weighted by persons; the series `gini` is that of everybody at the year's end.
    """
    with opened(result) as data:
        panel = panel_of(data, 0, kind)
        waves = _waves(panel, years, [len(panel.years) - 1])
        curves = [(wave, *_curve(panel, wave)) for wave in waves]
        intervals = [mean_interval(ginis[:, None], confidence) for *_, ginis in curves]
        figure, axes = canvas(ax, (5.0, 4.8))
        axes.plot([0, 100], [0, 100], color=GREY, linewidth=0.8, label="equality")
        lowest = 0.0
        for place, ((wave, people, money, ginis), (mean, half)) in enumerate(zip(curves, intervals)):
            index = f"Gini {mean[0]:.3f}" + (f" ±{half[0]:.3f}" if len(ginis) > 1 else "")
            axes.plot(100 * people, 100 * money, **style(axes, place), label=f"{years_words(panel.years[wave])}: {index}")
            lowest = min(lowest, 105 * float(money.min()))
        axes.set(xlim=(0, 100), ylim=(lowest, 100), aspect="equal")
        labels(axes, "share of persons, poorest first [%]", "share of income [%]")
        title(axes, f"Lorenz curve, {panel.people} of the panel")
        legend(axes, loc="upper left")
    return figure, axes


def _curve(panel: Panel, wave: int) -> tuple[Floats, Floats, Floats]:
    """Points of the curve, the mean over runs if there are several, and the Gini index of each run."""
    curves = []
    for run in range(len(panel.persons)):
        income, persons = panel.incomes(run, wave)
        if not np.sum(persons * income) > 0:
            raise data_error(f"the mean income of the panel is not positive in {panel.years[wave]} (shares of it mean nothing); take another year")
        curves.append(lorenz_points(income, persons))
    ginis = np.array([gini_of(*curve) for curve in curves])
    if len(curves) == 1:
        return *curves[0], ginis
    return GRID, np.mean([np.interp(GRID, *curve) for curve in curves], axis=0), ginis


def density(result: AnyResult, ax: Axes | None = None, *, years: int | Sequence[int] | None = None, line: int = 0,
            kind: str | None = None) -> tuple[Figure | SubFigure, Axes]:
    """Distribution of income per head in some years, on a logarithmic axis, with the poverty line.

    Parameters
    ----------
    result : data set, result or path; it needs a panel
    ax : axes to draw in; a new figure if None
    years : of the panel's waves; the first, middle and last one if None
    line : position of the poverty line
    kind : "rural", "urban", "all", or those who count in the result's national series (None)

    Returns
    -------
    figure, axes
        Densities of the natural logarithm of income at prices of the base year [LCU/year]; darker is earlier.

    Raises
    ------
    povtrap.DataError
        No panel, no such wave or line, or no positive income.

    Notes
    -----
    A kernel estimate from the households of the panel, weighted by persons; runs are pooled, each with the same weight. Persons without
    income are left out, and the legend says how many. Silverman (1986), eq. 3.31, gives the width.
    """
    with opened(result) as data:
        panel = panel_of(data, line, kind)
        last = len(panel.years) - 1
        waves = _waves(panel, years, [0, last // 2, last])
        estimates = [(wave, *_density(panel, wave)) for wave in waves]
        figure, axes = canvas(ax)
        for place, (wave, income, height, without) in enumerate(estimates):
            note = f" ({100 * without:.2g} % without income)" if without > 0 else ""
            axes.plot(income, height, color=shade(axes, place, len(waves)), linestyle=DASHES[place % len(DASHES)],
                      label=f"{years_words(panel.years[wave])}{note}")
        axes.axvline(panel.line, color=VERMILLION, linewidth=1.2, linestyle=":", label=f"poverty line {number(panel.line)}")
        axes.set_xscale("log")
        axes.set_ylim(bottom=0)
        plain_numbers(axes.xaxis)
        labels(axes, "income per head at prices of the base year [LCU/year, log scale]", "density of log income")
        title(axes, f"Distribution of income, {panel.people} of the panel")
        legend(axes)
    return figure, axes


def _density(panel: Panel, wave: int) -> tuple[Floats, Floats, float]:
    """Incomes, densities of their logarithm, and the share of persons without income."""
    runs = [panel.incomes(run, wave) for run in range(len(panel.persons))]
    income: Floats = np.concatenate([run[0] for run in runs])
    weight: Floats = np.concatenate([run[1] / run[1].sum() for run in runs]) / len(runs)
    earning = income > 0
    if not earning.any():
        raise data_error(f"nobody of the panel has an income in {panel.years[wave]} (there is no logarithm); take another year")
    return *log_density(income[earning], weight[earning]), float(weight[~earning].sum())
