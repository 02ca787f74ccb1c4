"""Axes, colours and line styles that all plots share. Nothing here changes matplotlib's settings."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from ._data import needed

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

# Okabe and Ito (2008), Color universal design: distinct for colour-blind readers; line styles and markers tell them apart in grey.
COLOURS = ["#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"]
BLACK, BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY = COLOURS
GREY = "0.45"
DASHES: list[Any] = ["-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1)), (0, (1, 1))]
MARKERS = ["o", "s", "^", "D", "v", "P", "X"]


def canvas(ax: Axes | None, size: tuple[float, float] = (6.4, 4.2)) -> tuple[Figure | SubFigure, Axes]:
    """The axes to draw in and their figure: a new one with constrained layout if none is given [inches]."""
    if ax is not None:
        return ax.figure, ax
    pyplot = needed("matplotlib.pyplot")
    figure, axes = pyplot.subplots(figsize=size, layout="constrained")
    return figure, axes


def style(number: int, marker: bool = False) -> dict[str, Any]:
    """Colour, dashes and perhaps marker of the n-th line."""
    chosen: dict[str, Any] = {"color": COLOURS[number % len(COLOURS)], "linestyle": DASHES[number % len(DASHES)]}
    if marker:
        chosen.update(marker=MARKERS[number % len(MARKERS)], markersize=4)
    return chosen


def shade(number: int, of: int) -> Any:
    """The n-th of several colours from dark to light of viridis, for things in an order such as years."""
    colours = needed("matplotlib").colormaps["viridis"]
    return colours(0.8 * number / max(of - 1, 1))


def whole_years(ax: Axes, years: Any) -> None:
    """Ticks at whole years only; room to both sides of a single one."""
    ticker = needed("matplotlib.ticker")
    ax.set_xlabel("year")
    ax.xaxis.set_major_locator(ticker.MaxNLocator(integer=True, nbins="auto", min_n_ticks=1))
    ax.xaxis.set_major_formatter(ticker.FuncFormatter(lambda value, _: f"{value:.0f}"))
    if len(years) == 1:
        ax.set_xlim(years[0] - 1.5, years[0] + 1.5)


def plain_numbers(axis: Any) -> None:
    """Writes numbers of a logarithmic axis out, not as powers: the fewer in a decade the more decades there are. Call it last."""
    ticker = needed("matplotlib.ticker")
    low, high = axis.get_view_interval()
    decades = math.log10(high / low)
    axis.set_major_locator(ticker.LogLocator(subs=(1.0, 2.0, 5.0) if decades < 1.6 else (1.0, 3.0) if decades < 2.8 else (1.0,)))
    axis.set_major_formatter(ticker.FuncFormatter(lambda value, _: f"{value:,.0f}" if value >= 1000 else f"{value:g}"))
    axis.set_minor_formatter(ticker.NullFormatter())


def title(ax: Axes, text: str) -> None:
    """A title of the size of the labels, so that it fits above small axes too."""
    ax.set_title(text, fontsize="medium")


def legend(ax: Axes, **options: Any) -> None:
    """A legend without a frame where there is something to explain."""
    if ax.get_legend_handles_labels()[0]:
        ax.legend(**{"frameon": False, "fontsize": "small", **options})


def text_colour(colour: Any) -> str:
    """Black or white, whichever is read better on the colour."""
    red, green, blue, _ = needed("matplotlib.colors").to_rgba(colour)
    return "black" if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else "white"
