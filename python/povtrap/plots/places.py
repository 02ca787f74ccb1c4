"""Where the poor live: a series by region, as tiles or on the user's map."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Union

import numpy as np

from ._data import AnyResult, Floats, at_year, by_run, data_error, factor, label_of, needed, opened, require
from ._figure import canvas, legend, text_colour, title
from ._geojson import Shape, read_shapes

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

MOST_TEXTS = 120  # more tiles are too small for a number


def regions(result: AnyResult, ax: Axes | None = None, *, year: int | None = None, series: str = "headcount_region", line: int = 0,
            geojson: Union[str, os.PathLike[str], None] = None, region_property: str = "region",
            names: Union[Sequence[str], Mapping[int, str], None] = None) -> tuple[Figure | SubFigure, Axes]:
    """A series by region at the end of a year: one tile for each region, bloc by bloc, or the user's map.

    Parameters
    ----------
    result : data set, result or path
    ax : axes to draw in; a new figure if None
    year : calendar year; the last one if None
    series : any series by region
    line : position of the poverty line, if the series has lines
    geojson : path of a GeoJSON file of polygons; povtrap brings no map
    region_property : property of its features that holds the region's number, from 0, or its name
    names : of the regions, to match the property and to write on tiles

    Returns
    -------
    figure, axes
        Colours are cividis, dark is low; shares in per cent. Towns have a thick edge. Regions where nobody lives are grey. Several runs
        are averaged.

    Raises
    ------
    povtrap.DataError
        No such series or year, only NaN, or a map that fits no region.

    Notes
    -----
    Tiles are ordered by the region's number and say nothing about where a region lies.
    """
    with opened(result) as data:
        year, at = at_year(data, year)
        lines = {"line": line} if "line" in require(data, series).dims else {}
        runs = factor(data, series) * by_run(data, series, "time", "region", at=lines)[:, at]
        known = np.isfinite(runs)
        if not known.any():
            raise data_error(f"{series} is NaN in all regions in {year} (nothing to draw); take another year")
        count = known.sum(axis=0)
        values = np.divide(np.where(known, runs, 0).sum(axis=0), count, out=np.full(count.shape, np.nan), where=count > 0)
        label, blocs, towns = label_of(data, series), _blocs(data, len(values)), _towns(data, len(values))
    called = [str(names[n]) for n in range(len(values))] if names is not None else [str(n) for n in range(len(values))]
    shapes = read_shapes(os.fspath(geojson), region_property, called) if geojson is not None else None
    figure, axes = canvas(ax, (6.8, 1.9 + 0.6 * _rows(len(values), len(blocs))) if shapes is None else (6.0, 5.4))
    colours = _colours(values)
    if shapes is None:
        _draw_tiles(axes, values, blocs, towns, called, colours)
    else:
        _draw_map(axes, values, shapes, colours)
    axes.set_axis_off()
    figure.colorbar(colours, ax=axes, label=label, orientation="horizontal", shrink=0.7, aspect=35, pad=0.03)
    title(axes, f"Regions, year {year}" + (f", mean of {len(runs)} runs" if len(runs) > 1 else ""))
    return figure, axes


def _colours(values: Floats) -> Any:
    """What turns a value into a colour; a scale of some width even if all regions are alike."""
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    if high - low < 1e-9 * max(abs(high), 1.0):
        low, high = low - 0.5, high + 0.5
    return needed("matplotlib.cm").ScalarMappable(needed("matplotlib.colors").Normalize(low, high), needed("matplotlib").colormaps["cividis"])


def _blocs(data: xr.Dataset, count: int) -> list[tuple[str, list[int]]]:
    """Name of each bloc and its regions."""
    if "region_bloc" not in data or "bloc" not in data:
        return [("", list(range(count)))]
    of = data["region_bloc"].values
    return [(str(name), np.flatnonzero(of == number).tolist()) for number, name in enumerate(data["bloc"].values) if (of == number).any()]


def _towns(data: xr.Dataset, count: int) -> list[bool]:
    return [bool(kind) for kind in data["region_kind"].values] if "region_kind" in data else [False] * count


def _rows(regions: int, blocs: int) -> int:
    """Rows of tiles, so that the blocs side by side are wider than high."""
    return max(1, round(math.sqrt(0.6 * regions / blocs)))


def _draw_tiles(axes: Axes, values: Floats, blocs: list[tuple[str, list[int]]], towns: list[bool], called: list[str], colours: Any) -> None:
    patches = needed("matplotlib.patches")
    rows = _rows(len(values), len(blocs))
    size = 9 if len(values) <= 30 else 6.5 if len(values) <= 70 else 5
    left, numbered = 0.0, len(values) <= MOST_TEXTS and max(map(len, called)) <= 8
    for name, members in blocs:
        columns = -(-len(members) // rows)
        axes.text(left + columns / 2, 0.35, name, ha="center", va="bottom")
        for place, region in enumerate(members):
            x, y = left + place % columns, -1.0 - place // columns
            known = np.isfinite(values[region])
            colour = colours.to_rgba(values[region]) if known else (0.85, 0.85, 0.85, 1.0)
            axes.add_patch(patches.Rectangle((x + 0.06, y + 0.06), 0.88, 0.88, facecolor=colour, edgecolor="black", linewidth=2.2 if towns[region] else 0))
            if numbered:
                axes.text(x + 0.5, y + 0.5, called[region], ha="center", va="center", color=text_colour(colour), fontsize=size)
        left += columns + 1.0
    axes.set(xlim=(-0.2, left - 0.8), ylim=(-rows - 1.1, 1.1), aspect="equal")
    notes = ["number of the region"] if numbered and called == [str(n) for n in range(len(called))] else []
    notes += (["thick edge: town"] if any(towns) else []) + ([] if np.isfinite(values).all() else ["grey: no value"])
    axes.text(-0.1, -rows - 0.35, "; ".join(notes), va="top", fontsize="small")


def _draw_map(axes: Axes, values: Floats, shapes: list[Shape], colours: Any) -> None:
    patches, path = needed("matplotlib.patches"), needed("matplotlib.path").Path
    for region, rings in shapes:
        known = region is not None and np.isfinite(values[region])
        outline = path.make_compound_path(*[path(ring, closed=True) for ring in rings])
        axes.add_patch(patches.PathPatch(outline, facecolor=colours.to_rgba(values[region]) if known else "0.85", edgecolor="white", linewidth=0.6,
                                         hatch="" if known else "///"))
    points = np.concatenate([ring for _, rings in shapes for ring in rings])
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    degrees = west >= -180 and east <= 180 and south >= -90 and north <= 90
    margin = 0.02 * max(east - west, north - south)
    axes.set(xlim=(west - margin, east + margin), ylim=(south - margin, north + margin))
    axes.set_aspect(1 / max(math.cos(math.radians((south + north) / 2)), 0.1) if degrees else 1.0)
    if any(region is None or not np.isfinite(values[region]) for region, _ in shapes):
        axes.plot([], [], "s", color="0.85", label="no value")
        legend(axes, loc="upper left", bbox_to_anchor=(0, 0))
