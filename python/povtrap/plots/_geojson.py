"""Polygons of regions from a GeoJSON file (RFC 7946), read with the standard library."""

from __future__ import annotations

import json
from typing import Any, Optional

import numpy as np

from ._data import Floats, data_error

Shape = tuple[Optional[int], list[Floats]]


def read_shapes(path: str, region_property: str, names: list[str]) -> list[Shape]:
    """The region, or None, and the rings [x, y] of each feature that is an area.

    A feature belongs to the region whose name or number its property holds.
    Raises povtrap.DataError for a file that is no such map or fits no region.
    """
    try:
        with open(path, encoding="utf-8") as file:
            features = json.load(file)["features"]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise data_error(f"{path}: not a GeoJSON collection of features ({type(problem).__name__}: {problem}); export one from a GIS") from problem
    shapes = [(_region(feature, region_property, names), rings) for feature in features for rings in [_rings(feature, path)] if rings]
    if not shapes:
        raise data_error(f"{path}: has no Polygon or MultiPolygon (nothing to draw); export areas, not points")
    if all(region is None for region, _ in shapes):
        there = sorted({key for feature in features for key in (feature.get("properties") or {})})
        raise data_error(f'{path}: property "{region_property}" names no region of the result (nothing to colour); '
                         f"the features have {', '.join(there) or 'no properties'}, the regions are {names[0]} to {names[-1]}: "
                         "give region_property= or names=")
    return shapes


def _region(feature: Any, region_property: str, names: list[str]) -> int | None:
    value = (feature.get("properties") or {}).get(region_property)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    return names.index(text) if text in names else None


def _rings(feature: Any, path: str) -> list[Floats]:
    geometry = feature.get("geometry") or {}
    if geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return []
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    try:
        return [_turned(np.array([point[:2] for point in ring], dtype=float), inner=place > 0) for polygon in polygons for place, ring in enumerate(polygon)]
    except (TypeError, ValueError, IndexError) as problem:
        raise data_error(f"{path}: a polygon has faulty coordinates ({problem}); export the map again") from problem


def _turned(ring: Floats, inner: bool) -> Floats:
    """The ring, holes clockwise and others not, whichever way the file has them: else holes would be filled."""
    x, y = ring[:, 0], ring[:, 1]
    clockwise = float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) < 0
    return ring if clockwise == inner else ring[::-1]
