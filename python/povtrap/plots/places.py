"""Where the poor live: a series by region, as tiles or on the user's map."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Union

import numpy as np

from ._data import AnyResult, Floats, at_year, by_run, data_error, factor, label_of, lines_of, needed, opened
from ._figure import canvas, inches, legend, letters, text_colour, title, wrapped
from ._geojson import Shape, read_shapes

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

LEAST_POINTS = 4.5  # smaller texts cannot be read


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
    names : of the regions, to match the property and to write on tiles if they fit there; else tiles have numbers, if those fit

    Returns
    -------
    figure, axes
        Colours are cividis, dark is low; shares in per cent. Towns are round. Regions where nobody lives are grey. Several runs
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
        lines, which = lines_of(data, series, line)
        runs = factor(data, series) * by_run(data, series, "time", "region", at=lines)[:, at]
        known = np.isfinite(runs)
        if not known.any():
            raise data_error(f"{series} is NaN in all regions in {year} (nothing to draw); take another year")
        count = known.sum(axis=0)
        values = np.divide(np.where(known, runs, 0).sum(axis=0), count, out=np.full(count.shape, np.nan), where=count > 0)
        label, blocs, towns = label_of(data, series), _blocs(data, len(values)), _towns(data, len(values))
    called = _called(names, len(values))
    shapes = read_shapes(os.fspath(geojson), region_property, called) if geojson is not None else None
    figure, axes = canvas(ax, _size(len(values), blocs) if shapes is None else (6.0, 5.4))
    colours = _colours(values)
    if shapes is None:
        _draw_tiles(axes, values, blocs, towns, called, colours)
    else:
        _draw_map(axes, values, shapes, colours)
    axes.set_axis_off()
    room = letters(1.15 * inches(axes)[0], float(axes.xaxis.label.get_fontsize()))
    figure.colorbar(colours, ax=axes, label=wrapped(label, room), orientation="horizontal", shrink=0.7, aspect=35, pad=0.03)
    title(axes, f"Regions, year {year}{which}" + (f", mean of {len(runs)} runs" if len(runs) > 1 else ""))
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


def _called(names: Union[Sequence[str], Mapping[int, str], None], count: int) -> list[str]:
    """Names of the regions, or their numbers."""
    if names is None:
        return [str(n) for n in range(count)]
    try:
        return [str(names[n]) for n in range(count)]
    except (IndexError, KeyError) as problem:
        raise data_error(f"names has {len(names)} entries, the result {count} regions, counted from 0 (some would have no name); give one for each") from problem


def _rows(regions: int, blocs: int) -> int:
    """Rows of tiles, so that the blocs side by side are wider than high."""
    return max(1, round(math.sqrt(0.6 * regions / blocs)))


def _extent(regions: int, blocs: list[tuple[str, list[int]]]) -> tuple[float, float]:
    """Width and height of the picture in tiles: a tile between two blocs, their names above and notes below."""
    rows = _rows(regions, len(blocs))
    return sum(-(-len(members) // rows) for _, members in blocs) + len(blocs) - 0.6, rows + 2.2


def _size(regions: int, blocs: list[tuple[str, list[int]]]) -> tuple[float, float]:
    """Size of a figure that the tiles fill [inches]."""
    width, height = _extent(regions, blocs)
    return 6.8, 1.4 + height * min(0.62, 6.6 / width)


def _draw_tiles(axes: Axes, values: Floats, blocs: list[tuple[str, list[int]]], towns: list[bool], called: list[str], colours: Any) -> None:
    patches = needed("matplotlib.patches")
    rows, (width, height) = _rows(len(values), len(blocs)), _extent(len(values), blocs)
    tile = min(inches(axes)[0] / width, inches(axes)[1] / height)  # an inch or less
    texts, size = next(((texts, size) for texts in (called, [str(n) for n in range(len(values))])
                        for size in [min(9.0, 72 * tile * 0.8 / (0.62 * max(map(len, texts))))] if size >= LEAST_POINTS), (None, 0.0))
    left = 0.0
    for name, members in blocs:
        columns = -(-len(members) // rows)
        axes.text(left + columns / 2, 0.35, wrapped(name, max(8, int(72 * tile * (columns + 0.8) / 5.6))), ha="center", va="bottom")
        for place, region in enumerate(members):
            x, y = left + place % columns, -1.0 - place // columns
            known = np.isfinite(values[region])
            colour = colours.to_rgba(values[region]) if known else (0.85, 0.85, 0.85, 1.0)
            axes.add_patch(patches.Circle((x + 0.5, y + 0.5), 0.46, facecolor=colour) if towns[region]
                           else patches.Rectangle((x + 0.06, y + 0.06), 0.88, 0.88, facecolor=colour))
            if texts is not None:
                axes.text(x + 0.5, y + 0.5, texts[region], ha="center", va="center", color=text_colour(colour), fontsize=size)
        left += columns + 1.0
    axes.set(xlim=(-0.2, left - 0.8), ylim=(-rows - 1.1, 1.1), aspect="equal")
    notes = ["number of the region"] if texts == [str(n) for n in range(len(called))] else []
    notes += (["round: town"] if any(towns) else []) + ([] if np.isfinite(values).all() else ["grey: no value"])
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
