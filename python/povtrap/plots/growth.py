"""Who gains from growth: the growth incidence curve, anonymous or following the same households."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ._data import AnyResult, Floats, at_year, by_run, data_error, opened, seeds_of, villages_only, years_words
from ._figure import GREY, VERMILLION, band, canvas, ink, labels, legend, title
from ._panel import Panel, panel_of
from ._statistics import check_confidence, group_means, mean_interval, rank_groups

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure


def growth_incidence(result: AnyResult, other: AnyResult | None = None, ax: Axes | None = None, *, years: tuple[int, int] | int | None = None,
                     following: str = "ranks", groups: int = 20, kind: str | None = None,
                     confidence: float = 0.95) -> tuple[Figure | SubFigure, Axes]:
    """Growth of real income by rank in the distribution, and that of the mean.

    Parameters
    ----------
    result : data set, result or path
    other : a second result: the picture shows its incomes over those of the first in the same year
    ax : axes to draw in; a new figure if None
    years : first and last year, by default those of the panel; with `other` one year, by default the last
    following : "ranks" (anonymous: whoever has the rank) or "households" (panel: those who had it at first, in `result`)
    groups : number of equal groups of persons
    kind : "rural", "urban", "all", or those who count in the result's national series (None)
    confidence : of the interval over runs, if there are several; Student's t, of two results runs are paired by seed

    Returns
    -------
    figure, axes
        Growth in per cent a year between two years, in per cent between two results.

    Raises
    ------
    povtrap.DataError
        No such year, other households in the two results, or no group with a positive income.

    Notes
    -----
    g = (m1 / m0)^(1 / n) - 1, m the mean income of a group of persons at prices of the base year, n years. Anonymous groups are formed
    anew in each year, so nobody is followed: the two curves answer different questions, and the title says which it is. Without a panel
    the curve is anonymous and drawn at the quantiles that the result has for everybody. Ravallion and Chen (2003), Measuring pro-poor growth.
    """
    if following not in ("ranks", "households"):
        raise ValueError(f'following is "{following}"; it is "ranks" (anonymous) or "households" (panel)')
    if groups < 2:
        raise ValueError(f"groups is {groups}; a curve needs at least 2")
    with opened(result) as data, opened(other if other is not None else result) as second:
        if seeds_of(data) != seeds_of(second):
            raise data_error(f"the results have the seeds {seeds_of(data)} and {seeds_of(second)} (their luck differs); run both with the same --seeds")
        if "panel_income" in data and data.sizes.get("panel_time", 0) and data.sizes.get("panel_household", 0):
            curve = _from_panels(panel_of(data, 0, kind), panel_of(second, 0, kind) if other is not None else None, years, following, groups)
        elif following == "ranks" and kind is None:
            curve = _from_quantiles(data, second if other is not None else None, years)
        else:
            raise data_error("the result has no panel (nobody can be followed or told apart); run with output.panel_households above 0")
    check_confidence(confidence)
    if not np.isfinite(curve[1]).any():
        raise data_error("no group has an income to grow from (nothing to draw); take other years")
    figure, axes = canvas(ax)
    _draw(axes, *curve, confidence=confidence)
    return figure, axes


def _span(panel: Panel, years: tuple[int, int] | int | None, same: bool) -> tuple[int, int, int]:
    """First and last wave and the years between them; with two results (`same`) it is one wave."""
    if same:
        wave = panel.wave(None if years is None else int(np.atleast_1d(years)[-1]))
        return wave, wave, 1
    asked = [None, None] if years is None else [int(year) for year in np.atleast_1d(years)]
    if len(asked) != 2:
        raise data_error(f"growth needs two years, given is {years}; give years=(first, last)")
    last = panel.wave(asked[1])
    first = panel.yearly()[0] if asked[0] is None else panel.wave(asked[0])
    length = int(panel.years[last] - panel.years[first])
    if length <= 0:
        raise data_error(f"growth from {panel.years[first]} to {panel.years[last]} (there is no year between them); "
                         "give years=(first, last) or run longer")
    return first, last, length


def _from_panels(before: Panel, after: Panel | None, years: tuple[int, int] | int | None, following: str,
                 groups: int) -> tuple[Floats, Floats, Floats, str, str]:
    """Ranks, growth of each group (run, group), growth of the mean (run), title and label."""
    first, last, length = _span(before, years, after is not None)
    later = after or before
    if later.persons.shape != before.persons.shape or not np.array_equal(later.persons, before.persons):
        raise data_error("the two results follow other households (they cannot be paired); "
                         "run both with the same seeds, population and output.panel_households")
    if after is not None:
        last = after.wave(int(before.years[first]))
    growth, mean = [], []
    for run, persons in enumerate(before.persons):
        old, new = before.income[run, first], later.income[run, last]
        known = before.chosen[run] & np.isfinite(old) & np.isfinite(new) & (persons > 0)
        if known.sum() < groups:
            raise data_error(f"{known.sum()} households are in both waves, too few for {groups} groups; take fewer groups or a larger panel")
        old, new, weight = old[known], new[known], persons[known]
        by_old = rank_groups(old, weight, groups)
        by_new = by_old if following == "households" else rank_groups(new, weight, groups)
        growth.append(_rate(group_means(old, weight, by_old, groups), group_means(new, weight, by_new, groups), length))
        mean.append(_rate(np.average(old, weights=weight), np.average(new, weights=weight), length))
    whose = "anonymous" if following == "ranks" else "same households (panel)"
    when = years_words(before.years[first], None if after is not None else before.years[last])
    people = "" if before.people == "households" else f"\n{before.people}"
    ranks = 100 * (np.arange(groups) + 0.5) / groups
    return ranks, np.array(growth), np.array(mean), _title(when, after is not None, whose) + people, _what(after is not None)


def _from_quantiles(data: xr.Dataset, second: xr.Dataset | None, years: tuple[int, int] | int | None) -> tuple[Floats, Floats, Floats, str, str]:
    """The same at the quantiles of everybody that the result has."""
    asked = [None, None] if years is None else [int(year) for year in np.atleast_1d(years)]
    income, mean = by_run(data, "quantile_income", "time", "quantile"), by_run(data, "mean_income", "time")
    if second is not None:
        year, first = at_year(data, asked[-1])
        last, length, when = at_year(second, year)[1], 1, years_words(year)
        new, new_mean = by_run(second, "quantile_income", "time", "quantile"), by_run(second, "mean_income", "time")
    else:
        if len(asked) != 2:
            raise data_error(f"growth needs two years, given is {years}; give years=(first, last)")
        start, first = at_year(data, int(data["year"].values[0]) if asked[0] is None else asked[0])
        end, last = at_year(data, asked[1])
        length, when, new, new_mean = end - start, years_words(start, end), income, mean
        if length <= 0:
            raise data_error(f"growth from {start} to {end} (there is no year between them); give years=(first, last) or run longer")
    growth = _rate(income[:, first], new[:, last], length)
    heading = _title(when, second is not None, "anonymous") + "\neverybody" + (" in villages" if villages_only(data) else "")
    return 100 * data["quantile"].values, growth, _rate(mean[:, first], new_mean[:, last], length), heading, _what(second is not None)


def _rate(old: Floats | float, new: Floats | float, years: int) -> Floats:
    """Yearly growth; NaN where there was no income to grow from or none is left."""
    old, new = np.asarray(old, dtype=float), np.asarray(new, dtype=float)
    possible = (old > 0) & (new >= 0)
    return np.where(possible, np.where(possible, new, 1.0) / np.where(possible, old, 1.0), np.nan) ** (1 / years) - 1


def _title(when: str, two: bool, whose: str) -> str:
    return f"Income of the second result over the first in {when}, {whose}" if two else f"Growth incidence, {when}, {whose}"


def _what(two: bool) -> str:
    return "change of income to the first result [%]" if two else "growth of real income per head [% a year]"


def _draw(axes: Axes, ranks: Floats, growth: Floats, mean: Floats, heading: str, label: str, confidence: float) -> None:
    middle, half = mean_interval(100 * growth, confidence)
    if len(growth) > 1:
        band(axes, ranks, middle - half, middle + half, label=f"{100 * confidence:g} % interval, {len(growth)} runs")
    axes.plot(ranks, middle, color=ink(axes), marker="o", markersize=3.5, label="by rank")
    axes.axhline(100 * float(np.nanmean(mean)), color=VERMILLION, linestyle="--", label=f"mean income: {100 * float(np.nanmean(mean)):.2f} %")
    axes.axhline(0, color=GREY, linewidth=0.8)
    axes.set_xlim(0, 100)
    labels(axes, "rank: share of persons below [%]", label)
    title(axes, heading)
    legend(axes)
