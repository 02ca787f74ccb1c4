"""Axes, colours and line styles that all plots share. Nothing here changes matplotlib's settings."""

from __future__ import annotations

import math
import textwrap
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


def dark(ax: Axes) -> bool:
    """Whether the axes are dark, as in matplotlib's style dark_background."""
    red, green, blue, _ = needed("matplotlib.colors").to_rgba(ax.get_facecolor())
    return bool(0.299 * red + 0.587 * green + 0.114 * blue < 0.5)


def ink(ax: Axes) -> Any:
    """Colour of the line to read first, black unless the axes are dark."""
    return "white" if dark(ax) else BLACK


def style(ax: Axes, number: int, marker: bool = False) -> dict[str, Any]:
    """Colour, dashes and perhaps marker of the n-th line."""
    place = number % len(COLOURS)
    chosen: dict[str, Any] = {"color": COLOURS[place] if place else ink(ax), "linestyle": DASHES[number % len(DASHES)]}
    if marker:
        chosen.update(marker=MARKERS[number % len(MARKERS)], markersize=4)
    return chosen


def shade(ax: Axes, number: int, of: int) -> Any:
    """The n-th of several colours from dark to light of viridis, for things in an order such as years; never the colour of the axes."""
    colours = needed("matplotlib").colormaps["viridis"]
    return colours((0.25 if dark(ax) else 0.0) + (0.75 if dark(ax) else 0.8) * number / max(of - 1, 1))


def band(ax: Axes, x: Any, low: Any, high: Any, **options: Any) -> None:
    """An interval around a line; its edges are lines without width, so that matplotlib's best place for a legend is not on it."""
    options = {"color": BLUE, "alpha": 0.3, "linewidth": 0, **options}
    ax.fill_between(x, low, high, **options)
    for edge in (low, high):
        ax.plot(x, edge, color=options["color"], linewidth=0, label="_edge of the interval",
                drawstyle="steps-post" if options.get("step") == "post" else "default")


def inches(ax: Axes) -> tuple[float, float]:
    """Width and height of the axes, before a layout is worked out."""
    return ax.bbox.width / ax.figure.dpi, ax.bbox.height / ax.figure.dpi


def letters(length: float, points: float) -> int:
    """Letters of so many points that stand side by side in so many inches."""
    return max(8, int(72 * length / (0.56 * points)))


def wrapped(text: str, room: int) -> str:
    """The text in lines of at most so many letters; if that is enough, a unit in brackets goes into the second line."""
    lines = []
    for part in text.split("\n"):
        head, bracket, unit = part.partition(" [")
        if len(part) > room and bracket and len(head) <= room:
            lines += [head, "[" + unit]
        else:
            lines += textwrap.wrap(part, room, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines)


def labels(ax: Axes, x: str | None = None, y: str | None = None) -> None:
    """Labels of the axes, in two lines where one would be cut off."""
    width, height = inches(ax)
    if x is not None:
        ax.set_xlabel(wrapped(x, letters(1.15 * width, float(ax.xaxis.label.get_fontsize()))))
    if y is not None:
        ax.set_ylabel(wrapped(y, letters(1.12 * height, float(ax.yaxis.label.get_fontsize()))))


def whole_years(ax: Axes, years: Any) -> None:
    """Ticks at whole years only; room to both sides of a single one."""
    ticker = needed("matplotlib.ticker")
    ax.set_xlabel("year")
    ax.xaxis.set_major_locator(ticker.MaxNLocator(integer=True, nbins="auto", steps=[1, 2, 5, 10], min_n_ticks=1))
    ax.xaxis.set_major_formatter(ticker.FuncFormatter(lambda value, _: f"{value:.0f}"))
    if len(years) == 1:
        ax.set_xlim(years[0] - 1.5, years[0] + 1.5)


def plain_numbers(axis: Any) -> None:
    """Writes numbers of a logarithmic axis out, not as powers: the fewer in a decade the more decades there are. Call it last."""
    ticker = needed("matplotlib.ticker")
    low, high = axis.get_view_interval()
    decades = math.log10(high / low)
    width, height = inches(axis.axes)
    most = width / 0.6 if axis.axis_name == "x" else height / 0.25
    subs = next((subs for subs, at_most in (((1.0, 2.0, 5.0), 1.6), ((1.0, 3.0), 2.8)) if decades < at_most and len(subs) * decades < most), (1.0,))
    axis.set_major_locator(ticker.LogLocator(subs=subs))
    axis.set_major_formatter(ticker.FuncFormatter(lambda value, _: f"{value:,.0f}" if value >= 1000 else f"{value:g}"))
    axis.set_minor_formatter(ticker.NullFormatter())


def title(ax: Axes, text: str) -> None:
    """A title of the size of the labels, in lines that fit above small axes too."""
    ax.set_title(text, fontsize="medium")
    ax.set_title(wrapped(text, letters(1.1 * inches(ax)[0], float(ax.title.get_fontsize()))), fontsize="medium")


def legend(ax: Axes, below: bool = False, **options: Any) -> None:
    """A legend without a frame where there is something to explain; `below` the axes it never lies on data."""
    names = ax.get_legend_handles_labels()[1]
    if not names:
        return
    options = {"frameon": False, "fontsize": "small", **options}
    if below:
        points = needed("matplotlib.font_manager").FontProperties(size="small").get_size_in_points()
        room = letters(1.15 * inches(ax)[0], points)
        longest = min(max(map(len, names)), room - 8)
        options = {"loc": "upper center", "bbox_to_anchor": (0.5, 0), "borderaxespad": 4.6, "ncol": max(1, min(len(names), 3, room // (longest + 8))), **options}
        handles = ax.get_legend_handles_labels()[0]
        ax.legend(handles, [wrapped(name, max(room - 8, 12)) for name in names], **options)
    else:
        ax.legend(**options)


def text_colour(colour: Any) -> str:
    """Black or white, whichever is read better on the colour."""
    red, green, blue, _ = needed("matplotlib.colors").to_rgba(colour)
    return "black" if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else "white"
