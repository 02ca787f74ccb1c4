"""The picture of a poverty trap: capital some years later against capital now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Union

import numpy as np
import numpy.typing as npt

from ._data import AnyResult, Floats, configuration, data_error, opened
from ._figure import BLUE, GREY, VERMILLION, canvas, ink, labels, legend, plain_numbers, title
from ._panel import Panel, panel_of
from ._theory import next_year

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

Curve = tuple[npt.ArrayLike, npt.ArrayLike]

MOST_DOTS = 2000  # more dots hide each other
DECADES = 3  # of capital that are shown at most: who has lost everything is off the picture


def asset_map(result: AnyResult, ax: Axes | None = None, *, theory: Union[Curve, str, None] = "configuration", lag: int = 1, bins: int = 20,
              band: tuple[float, float] = (0.1, 0.9), kind: str | None = None) -> tuple[Figure | SubFigure, Axes]:
    """Productive capital `lag` years later against capital now, with the 45-degree line.

    Parameters
    ----------
    result : data set, result or path; it needs a panel
    ax : axes to draw in; a new figure if None
    theory : (x, y), points of a curve to compare with; or "configuration": the textbook's map if the configuration kept in the file is
        as bare as those of configs/canonical about capital, else none; or None
    lag : years between the two capitals
    bins : number of bins of capital now, equally wide in its logarithm
    band : quantiles of capital later that the band shows
    kind : "rural", "urban", "all", or those who count in the result's national series (None)

    Returns
    -------
    figure, axes
        Both axes are logarithmic, in units of the poverty line: capital over line x persons [years]. Dots are households (at most 2,000),
        the line their median by bin, at the median of capital now.

    Raises
    ------
    povtrap.DataError
        No panel, no two waves `lag` years apart, or nobody with capital.

    Notes
    -----
    Where the median crosses the 45-degree line from below, capital grows above and melts below: a threshold; from above, a steady state.
    Whoever has no capital now is left out. All pairs of waves and all runs are pooled, households count once each.
    The textbook's map is k' = (1 - d) k + s max(0, f(k) - c), applied `lag` times. Carter and Barrett (2006), The economics of poverty
    traps and persistent poverty.
    """
    if lag < 1 or bins < 2 or not 0 <= band[0] < band[1] <= 1:
        raise ValueError(f"lag {lag}, bins {bins}, band {band}: lag is at least 1, bins at least 2, band two rising shares")
    with opened(result) as data:
        panel = panel_of(data, 0, kind)
    now, later = _pairs(panel, lag)
    low, high = _range(now)
    shown = (now >= low) & (now <= high)
    now, later = now[shown], later[shown]
    curve = _curve(theory, result, lag, low, high)
    figure, axes = canvas(ax, (5.4, 5.0))
    step = -(-len(now) // MOST_DOTS)
    axes.plot(now[::step], later[::step], ".", color="0.45", alpha=0.5, markeredgewidth=0, markersize=4, zorder=1, label="households")
    middles, medians, lower, upper = _binned(now, later, np.geomspace(low, high, bins + 1), band)
    axes.fill_between(middles, lower, upper, color=BLUE, alpha=0.3, linewidth=0, label=f"{100 * band[0]:g} % to {100 * band[1]:g} %")
    axes.plot(middles, medians, color=ink(axes), marker="o", markersize=3.5, label="median")
    axes.plot([low, high], [low, high], color=GREY, linestyle="--", linewidth=1, label="45 degrees")
    _draw_theory(axes, curve)
    axes.set(xscale="log", yscale="log", xlim=(low, high), ylim=(low, high), aspect="equal")
    labels(axes, "capital per person now [poverty lines]", f"capital {lag} year{'s' if lag > 1 else ''} later [poverty lines]")
    title(axes, f"Asset map, {panel.people} of the panel")
    plain_numbers(axes.xaxis)
    plain_numbers(axes.yaxis)
    legend(axes, loc="upper left")
    return figure, axes


def _pairs(panel: Panel, lag: int) -> tuple[Floats, Floats]:
    """Capital over line x persons of all households with some, in waves `lag` years apart."""
    years = panel.years[panel.yearly()].tolist()
    capital = panel.capital[:, panel.yearly()] / (panel.line * panel.persons[:, None])
    chosen = np.broadcast_to(panel.chosen[:, None], capital.shape)
    pairs = [(first, years.index(year + lag)) for first, year in enumerate(years) if year + lag in years]
    if not pairs:
        raise data_error(f"the panel has no two waves {lag} year(s) apart, its waves are of {years}; take another lag, run longer or with output.panel_every=1")
    now = np.concatenate([capital[:, first][chosen[:, first]] for first, _ in pairs])
    later = np.concatenate([capital[:, last][chosen[:, first]] for first, last in pairs])
    usable = np.isfinite(now) & np.isfinite(later) & (now > 0)
    if not usable.any():
        raise data_error(f"none of the {panel.people} of the panel has capital (nothing to draw); capital on a logarithmic axis needs some")
    return now[usable], later[usable]


def _range(now: Floats) -> tuple[float, float]:
    """Capitals to show: from the 1 % to the 99 % quantile, with a margin, at most three decades."""
    low, high = np.quantile(now, [0.01, 0.99])
    return float(max(low, high / 10**DECADES) / 1.3), float(high * 1.3)


def _binned(now: Floats, later: Floats, edges: Floats, band: tuple[float, float]) -> tuple[Floats, Floats, Floats, Floats]:
    """Medians of both capitals in each bin with somebody in it, and the quantiles of the band."""
    place = np.clip(np.digitize(now, edges) - 1, 0, len(edges) - 2)
    rows = [(np.median(now[place == n]), *np.quantile(later[place == n], [0.5, *band])) for n in np.unique(place)]
    middles, medians, lower, upper = np.array(rows).T
    return middles, medians, lower, upper


def _curve(theory: Union[Curve, str, None], result: AnyResult, lag: int, low: float, high: float) -> tuple[Floats, Floats] | None:
    """Points of the textbook's curve."""
    if theory is None:
        return None
    if not isinstance(theory, str):
        points = [np.asarray(values, dtype=float) for values in theory]
        if len(points) != 2 or points[0].shape != points[1].shape or points[0].ndim != 1:
            raise ValueError(f"theory has shapes {[x.shape for x in points]}; it is (x, y), two lists of the same length")
        return points[0], points[1]
    if theory != "configuration":
        raise ValueError(f'theory is "{theory}"; it is "configuration", a pair (x, y) or None')
    step = next_year(configuration(result))
    if step is None:
        return None
    x = np.geomspace(low, high, 400)
    y = x
    for _ in range(lag):
        y = step(y)
    return x, y


def _draw_theory(axes: Axes, curve: tuple[Floats, Floats] | None) -> None:
    if curve is not None:
        axes.plot(*curve, color=VERMILLION, linestyle="-.", linewidth=1.2, label="theory", zorder=4)
