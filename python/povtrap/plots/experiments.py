"""What experiments say: reforms against their base, seed by seed, and which parameters matter."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Union

import numpy as np
import numpy.typing as npt

from ._data import AnyResult, Floats, by_run, data_error, factor, lines_of, needed, opened, require, seeds_of, unit_of, villages_only, year_ends
from ._figure import BLUE, GREY, ORANGE, band, canvas, ink, labels, legend, style, title, whole_years
from ._statistics import mean_interval

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure


def comparison(base: AnyResult, reforms: Union[AnyResult, Mapping[str, AnyResult]], ax: Axes | None = None, *, series: str = "headcount",
               line: int = 0, confidence: float = 0.95) -> tuple[Figure | SubFigure, Axes]:
    """What reforms change against their base at the end of each year, seed by seed.

    Parameters
    ----------
    base : data set, result or path
    reforms : one result, or several with the names to write into the legend
    ax : axes to draw in; a new figure if None
    series : any national series; those with lines are taken at `line`
    line : position of the poverty line
    confidence : of the intervals; Student's t

    Returns
    -------
    figure, axes
        Differences, reform less base, with their intervals; shares in percentage points. With one seed there is no interval.

    Raises
    ------
    povtrap.DataError
        No common seed or year, other poverty lines, other people counted, or no such series.

    Notes
    -----
    Runs of the same seed share their luck, so differences are formed seed by seed first: d +- t s / sqrt(n), s the standard deviation of
    the differences. These are the numbers of `povtrap compare`.
    """
    named: dict[str, Any] = dict(reforms) if isinstance(reforms, Mapping) and not hasattr(reforms, "data_vars") else {"reform": reforms}
    if not named:
        raise data_error("no reform is given (nothing to compare with the base); give a result or {name: result}")
    with opened(base) as before:
        effects = []
        for name, reform in named.items():
            with opened(reform) as after:
                effects.append((str(name), *_paired(before, after, series, line, str(name))))
        which = lines_of(before, series, line)[1]
        intervals = [mean_interval(differences, confidence) for _, _, differences in effects]
        figure, axes = canvas(ax, (6.4, 4.2 + 0.1 * len(effects)))
        for number, ((name, years, differences), (mean, half)) in enumerate(zip(effects, intervals)):
            label = name + (f" ({len(differences)} seeds)" if len(differences) > 1 else " (1 seed, no interval)")
            look = style(axes, number, marker=True)
            if len(differences) > 1:
                band(axes, years, mean - half, mean + half, color=look["color"], alpha=0.22)
            axes.plot(years, mean, **look, label=label)
        axes.axhline(0, color=GREY, linewidth=0.8)
        whole_years(axes, np.concatenate([years for _, years, _ in effects]))
        unit = "percentage points" if factor(before, series) == 100 else unit_of(before, series)
        labels(axes, y="difference to the base" + (f" [{unit}]" if unit else ""))
        meaning = str(before[series].attrs.get("long_name", series))
        title(axes, meaning[:1].upper() + meaning[1:] + which + (", villages" if villages_only(before) else ""))
        legend(axes, below=True)
    return figure, axes


def _paired(before: xr.Dataset, after: xr.Dataset, series: str, line: int, name: str) -> tuple[npt.NDArray[np.int64], Floats]:
    """Common years and the differences (seed, year), in the unit of the picture."""
    if "line" in before and "line" in after and not np.array_equal(before["line"].values, after["line"].values):
        raise data_error(f"{name} has the poverty lines {after['line'].values}, the base {before['line'].values} (poverty means something else); "
                         "run both with the same lines")
    if villages_only(before) != villages_only(after):
        raise data_error(f"{name} and the base count other people (poverty.towns_count); run both with the same")
    seeds, others = seeds_of(before), seeds_of(after)
    if None in (*seeds, *others) and seeds != others:
        raise data_error(f"one of {name} and the base has the dimension seed, the other has not; run both with --seeds")
    common = [seed for seed in seeds if seed in others]
    if not common:
        raise data_error(f"{name} and the base share no seed: {others} and {seeds} (their luck differs); run both with the same --seeds")
    (years, at), (other_years, other_at) = year_ends(before), year_ends(after)
    shared, here, there = np.intersect1d(years, other_years, return_indices=True)
    if len(shared) == 0:
        raise data_error(f"{name} and the base share no year: {other_years[0]} to {other_years[-1]} and {years[0]} to {years[-1]}")
    _same_people(before, after, [(seeds.index(seed), others.index(seed)) for seed in common], name)
    values = []
    for data, runs, positions in ((before, seeds, at[here]), (after, others, other_at[there])):
        lines = lines_of(data, series, line)[0]
        values.append(by_run(data, series, "time", at=lines)[[runs.index(seed) for seed in common]][:, positions])
    differences = factor(before, series) * (values[1] - values[0])
    if not np.isfinite(differences).any():
        raise data_error(f"{series} of {name} and the base is nowhere known in both (nothing to draw); take another series")
    return shared, differences


def _same_people(before: xr.Dataset, after: xr.Dataset, pairs: list[tuple[int, int]], name: str) -> None:
    """Refuses results of another population; people may move between regions."""
    if "region_persons" not in before or "region_persons" not in after:
        return
    ours, theirs = by_run(before, "region_persons", "region"), by_run(after, "region_persons", "region")
    if ours.shape[1] != theirs.shape[1] or any(ours[b].sum() != theirs[r].sum() for b, r in pairs):
        raise data_error(f"{name} has {theirs.shape[1]} regions and {theirs.sum():,.0f} persons, the base {ours.shape[1]} and {ours.sum():,.0f} "
                         "(another population); run both with the same population and regions")


Indices = Union[Mapping[str, Any], Iterable[Any], str, "os.PathLike[str]"]

# Ways to name an index and half of its interval: `povtrap sweep sensitivity --json`, povtrap.elementary_effects, SALib.
MORRIS = (("mean_absolute", "half_width"), ("mean_absolute", "mean_absolute_half_width"), ("mu_star", "mu_star_conf"))
FIRST = (("first", "first_half_width"), ("S1", "S1_conf"))
TOTAL = (("total", "total_half_width"), ("ST", "ST_conf"))


def sensitivity(indices: Indices, ax: Axes | None = None, *, series: str | None = None) -> tuple[Figure | SubFigure, Axes]:
    """Bars of how much each parameter matters, the most important on top.

    Parameters
    ----------
    indices : what `povtrap.elementary_effects` or `sobol_indices` gives, the file that `povtrap sweep sensitivity FOLDER --json` was
        printed into, what that holds, or what SALib's analyze gives, as a dict with "names"
    ax : axes to draw in; a new figure if None
    series : outcome, if there are several

    Returns
    -------
    figure, axes
        For Morris designs mu*, the mean size of elementary effects, in the outcome's unit for the whole range of a parameter; for Saltelli
        designs first-order (S1) and total (ST) shares of the variance. Whiskers are the intervals of the source.

    Raises
    ------
    povtrap.DataError
        No such file or outcome, or no index in it.

    Notes
    -----
    mu* = mean |effect| (Campolongo, Cariboni and Saltelli 2007); S1 = V(E(Y | X_i)) / V(Y), ST = 1 - V(E(Y | X_~i)) / V(Y) (Saltelli et al. 2010).
    """
    try:
        table, outcome = _table(indices, series)
    except (TypeError, AttributeError, KeyError, IndexError) as problem:
        raise data_error(f"this is no table of indices ({type(problem).__name__}: {problem}); "
                         "give what `povtrap sweep sensitivity --json` prints or povtrap.sobol_indices gives") from problem
    bars = [(label, values, halves) for label, keys in (("mu*", MORRIS), ("first order (S1)", FIRST), ("total (ST)", TOTAL))
            for values, halves in [_column(table, keys)] if values is not None]
    if not bars:
        raise data_error(f"no index is there for {outcome or 'the outcome'} (neither mu* nor S1 nor ST); "
                         "give what `povtrap sweep sensitivity --json` prints")
    names = list(table)
    order = np.argsort(np.nan_to_num(bars[-1][1], nan=-np.inf), kind="stable")
    letter = 0.56 * float(needed("matplotlib").rcParams["font.size"]) / 72  # inches
    figure, axes = canvas(ax, (max(6.4, 0.8 + letter * (max(map(len, names)) + 32)), 1.4 + 0.28 * len(names) * (1 + 0.4 * len(bars))))
    width = 0.8 / len(bars)
    for number, (label, values, halves) in enumerate(bars):
        known = np.isfinite(halves).any()
        axes.barh(np.arange(len(names)) + width * ((len(bars) - 1) / 2 - number), values[order], height=width,
                  color=(BLUE if len(bars) == 1 or number == 1 else ORANGE), hatch=("", "//")[number % 2], edgecolor="white", linewidth=0.5,
                  xerr=halves[order] if known else None, error_kw={"capsize": 2.5, "elinewidth": 1, "ecolor": ink(axes)}, label=label)
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.set_yticks(range(len(names)), [names[place] for place in order])
    labels(axes, "mu*: mean size of the elementary effects\n[outcome, over the whole range]" if bars[0][0] == "mu*" else "share of the outcome's variance")
    title(axes, "What matters" + (f" for {outcome}" if outcome else ""))
    if len(bars) > 1:
        legend(axes, below=True)
    return figure, axes


def _table(indices: Indices, series: str | None) -> tuple[dict[str, Mapping[str, Any]], str | None]:
    """{parameter: {index: value}} of one outcome, and its name."""
    if isinstance(indices, (str, os.PathLike)):
        path = os.fspath(indices)
        try:
            with open(path, encoding="utf-8") as file:
                indices = json.load(file)
        except (OSError, ValueError) as problem:
            raise data_error(f"{path}: cannot be read ({problem}); give what `povtrap sweep sensitivity FOLDER --json` printed") from problem
    if not isinstance(indices, Mapping):
        rows: list[Any] = list(indices)  # type: ignore[arg-type]
        keys = [key for pair in (*MORRIS, *FIRST, *TOTAL) for key in pair]
        indices = {"": {str(row.parameter): {key: getattr(row, key) for key in keys if hasattr(row, key)} for row in rows}} if rows else {}
    if not indices:
        raise data_error("no indices are there (nothing to draw); give what `povtrap sweep sensitivity --json` prints")
    if "names" in indices:
        present = [key for pair in (*MORRIS, *FIRST, *TOTAL) for key in pair if key in indices]
        return {str(name): {key: np.asarray(indices[key])[n] for key in present} for n, name in enumerate(indices["names"])}, series
    if series is None or list(indices) == [""]:
        if len(indices) > 1:
            raise data_error(f"there are the outcomes {', '.join(map(str, indices))}; choose one with series=")
        return dict(next(iter(indices.values()))), series or str(next(iter(indices)))
    if series not in indices:
        raise data_error(f'there is no outcome "{series}" but {", ".join(map(str, indices))}; add --series {series} to `povtrap sweep sensitivity`')
    return dict(indices[series]), series


def _column(table: dict[str, Mapping[str, Any]], keys: tuple[tuple[str, str], ...]) -> tuple[Any, Any]:
    """An index of all parameters and the halves of its intervals; None if it is not there or nowhere known."""
    first = next(iter(table.values()), {})
    for key, half in sorted(keys, key=lambda pair: pair[1] not in first):
        values = np.array([_number(row.get(key)) for row in table.values()])
        if np.isfinite(values).any():
            return values, np.array([_number(row.get(half)) for row in table.values()])
    return None, None


def _number(value: Any) -> float:
    return np.nan if value is None else float(value)
