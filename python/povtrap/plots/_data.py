"""What the plots read from a result: series by run, ends of years, labels; with a clear error for what is not there."""

from __future__ import annotations

import contextlib
import difflib
import importlib
import importlib.util
import os
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol, Union

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import xarray as xr

Floats = npt.NDArray[np.float64]


class HasXarray(Protocol):
    """A result of a simulation: whatever can turn itself into a data set."""

    def to_xarray(self) -> xr.Dataset: ...


AnyResult = Union["xr.Dataset", HasXarray, str, "os.PathLike[str]"]

# Series of units 1 that are shares and are drawn in per cent; others whose long name begins with "share" are too.
SHARES = {"headcount", "relative_headcount", "poverty_gap", "severity", "exit_rate", "entry_rate", "exit_hazard", "exclusion_error", "inclusion_error",
          "employment", "wage_share", "supported", "schooled", "unemployment", "town_unemployment", "services_use", "migrants", "insured"}


class PlotDataError(ValueError):
    """Stands in for povtrap.DataError where the compiled package is not at hand."""


def data_error(message: str) -> Exception:
    """The exception to raise for data that cannot be drawn: povtrap.DataError if the package has it."""
    kind = getattr(importlib.import_module("povtrap"), "DataError", PlotDataError)
    return kind(message)


def needed(module: str) -> Any:
    """A module that only plots need, or an error that says how to get it."""
    try:
        return importlib.import_module(module)
    except ImportError as problem:
        raise ImportError(f"plots need {module.split('.')[0]} ({problem}): pip install 'povtrap[plots]', "
                          "or on Debian apt install python3-matplotlib python3-xarray python3-netcdf4") from problem


def readers() -> list[str]:
    """Engines of xarray that can read a result file here, the best first."""
    known = (("netcdf4", ("netCDF4",)), ("h5netcdf", ("h5netcdf", "h5py")))
    return [engine for engine, modules in known if all(importlib.util.find_spec(module) for module in modules)]


def open_file(path: str, group: str | None = None) -> xr.Dataset:
    """The result file, or one of its groups, without reading its values."""
    xarray = needed("xarray")
    try:
        return xarray.open_dataset(path, engine=readers()[0], group=group, decode_times=False)  # type: ignore[no-any-return]
    except OSError as problem:
        raise data_error(f"{path}: not a result file ({problem}); give what `povtrap run -o` wrote") from problem


def read_file(path: str) -> AnyResult:
    """What a path names: opened by xarray where netCDF4, or h5netcdf with h5py, is at hand, else read by povtrap itself."""
    if not os.path.isfile(path):
        raise data_error(f"{path}: no such file; give a result of `povtrap run -o`, a data set, or a result")
    if readers():
        return open_file(path)
    read = getattr(importlib.import_module("povtrap"), "read_result", None)
    if read is None:
        raise ImportError("reading a result file needs netCDF4, or h5netcdf and h5py: pip install netCDF4")
    return read(path)  # type: ignore[no-any-return]


def one_point(data: xr.Dataset) -> xr.Dataset:
    """The done runs of one point of a merged sweep, as replicates by seed."""
    points = np.unique(data["point"].values) if "point" in data else np.arange(data.sizes["run"])
    if len(points) > 1:
        raise data_error(f"a sweep of {len(points)} points (runs of different points are no replicates) "
                         "choose one: sweep.isel(run=sweep.point.values == 0)")
    if "run_completed" in data:
        data = data.isel(run=data["run_completed"].values == 1)
    if data.sizes["run"] == 0:
        raise data_error("no run of this point is done; `povtrap sweep status` says why")
    return data.swap_dims({"run": "seed"}) if "seed" in data else data.rename({"run": "seed"})


@contextlib.contextmanager
def opened(result: AnyResult) -> Iterator[xr.Dataset]:
    """The data set of a result, several runs along `seed`; a file is closed at the end."""
    xarray = needed("xarray")
    data = read_file(os.fspath(result)) if isinstance(result, (str, os.PathLike)) else result
    own = isinstance(data, xarray.Dataset) and data is not result
    if hasattr(data, "to_xarray") and not isinstance(data, xarray.Dataset):
        data = data.to_xarray()
    if not isinstance(data, xarray.Dataset):
        raise TypeError(f"a result is a path, an xarray.Dataset or has to_xarray(), not {type(result).__name__}")
    try:
        yield one_point(data) if "run" in data.dims else data
    finally:
        if own:
            data.close()


def configuration(result: AnyResult) -> dict[str, Any] | None:
    """The configuration that a result or its file keeps, or None where there is none or no reader of TOML."""
    if sys.version_info < (3, 11):
        return None
    import tomllib
    if isinstance(result, (str, os.PathLike)) and not readers():
        result = read_file(os.fspath(result))
    groups = getattr(result, "groups", None)
    if isinstance(groups, Mapping) and "provenance" in groups:
        return tomllib.loads(str(np.asarray(groups["provenance"]["config_toml"]))) if "config_toml" in groups["provenance"] else None
    path = os.fspath(result) if isinstance(result, (str, os.PathLike)) else getattr(result, "encoding", {}).get("source")
    if path is None:
        return None
    try:
        with open_file(path, "provenance") as provenance:
            return tomllib.loads(str(provenance["config_toml"].values))
    except Exception:  # a file without provenance is still a result; who needs the configuration says so
        return None


def require(data: xr.Dataset, name: str, advice: str | None = None) -> xr.DataArray:
    """A variable of the result."""
    if name not in data.variables:
        near = difflib.get_close_matches(str(name), [str(known) for known in data.variables], 3) if advice is None else []
        advice = advice or (f"did you mean {' or '.join(near)}?" if near else "give a result of `povtrap run -o`")
        raise data_error(f'the result has no variable "{name}" (nothing to draw); {advice}')
    return data[name]


def number(value: float) -> str:
    """A number to be read: no powers of ten unless it is very small."""
    return f"{value:,.0f}" if abs(value) >= 10000 else f"{value:,.5g}"


def line_value(data: xr.Dataset, line: int) -> float:
    """A poverty line by its position [LCU/year]."""
    lines = np.atleast_1d(require(data, "line").values)
    if not isinstance(line, (int, np.integer)) or not -len(lines) <= line < len(lines):
        there = ", ".join(f"{place} ({number(value)})" for place, value in enumerate(lines))
        raise data_error(f"there is no line {line!r}: the result has {len(lines)}, named by their position: {there}; run with poverty.lines for others")
    return float(lines[line])


def line_words(data: xr.Dataset, line: int) -> str:
    """The line as a part of a title."""
    return f"line {number(line_value(data, line))} {data['line'].attrs.get('units', '')}".rstrip()


def lines_of(data: xr.Dataset, series: str, line: int) -> tuple[dict[str, int], str]:
    """Which entry of a series to take, and what a title adds, if it has poverty lines; else nothing."""
    return ({"line": line}, ", " + line_words(data, line)) if "line" in require(data, series).dims else ({}, "")


def years_words(first: int, last: int | None = None) -> str:
    """Years as a part of a title: numbers below 1000 count from the first year of a run and say so."""
    words = f"{first}" if last is None else f"{first} to {last}"
    return words if first >= 1000 else f"year{'' if last is None else 's'} {words}"


def by_run(data: xr.Dataset, name: str, *dims: str, at: Mapping[str, int] | None = None,
           advice: str | None = None) -> Floats:
    """A variable as an array (run, dims...); `at` picks one entry of other dimensions. One run is an axis of length 1."""
    variable = require(data, name, advice)
    for dim, position in (at or {}).items():
        if dim not in variable.dims:
            raise data_error(f'{name} has no dimension "{dim}" but {variable.dims}; take another series')
        if not -variable.sizes[dim] <= position < variable.sizes[dim]:
            raise data_error(f"{name} has no {dim} {position}: there are {variable.sizes[dim]}, counted from 0")
    variable = variable.isel(at or {})
    if "seed" not in variable.dims:
        variable = variable.expand_dims("seed")
    extra = set(variable.dims) - {"seed", *dims}
    if extra or set(dims) - set(variable.dims):
        raise data_error(f"{name} runs along {tuple(data[name].dims)}, needed is {dims}; take another series or choose one entry of the others")
    return np.asarray(variable.transpose("seed", *dims).values, dtype=float)


def year_ends(data: xr.Dataset) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Calendar years and the positions in time of the periods that close them."""
    years = np.asarray(require(data, "year").values, dtype=np.int64)
    if years.size == 0:
        raise data_error("the result has no period (nothing to draw); run it for at least a year")
    if "period_of_year" in data:
        part = data["period_of_year"].values
        at = np.flatnonzero(part == part.max())
    else:
        at = np.flatnonzero(np.append(np.diff(years) != 0, True))
    return years[at], at


def at_year(data: xr.Dataset, year: int | None) -> tuple[int, int]:
    """A year and the position in time of its end; the last one if `year` is None."""
    years, at = year_ends(data)
    if year is None:
        return int(years[-1]), int(at[-1])
    if year not in years:
        raise data_error(f"the result has no end of year {year}: it has {years[0]} to {years[-1]}")
    return int(year), int(at[list(years).index(year)])


def seeds_of(data: xr.Dataset) -> list[int | None]:
    """Seeds of the runs; that of a single run is not told."""
    return [int(seed) for seed in np.atleast_1d(data["seed"].values)] if "seed" in data.dims and "seed" in data else [None]


def villages_only(data: xr.Dataset) -> bool:
    """Whether national series of poverty and income count villages only (poverty.towns_count = false)."""
    if "mean_income_kind" not in data or "mean_income" not in data or data.sizes.get("kind", 0) < 2:
        return False
    rural, urban = data["mean_income_kind"].isel(kind=0).values, data["mean_income_kind"].isel(kind=1).values
    return bool(np.isfinite(urban).any() and np.array_equal(rural, data["mean_income"].values, equal_nan=True))


def is_share(data: xr.Dataset, name: str) -> bool:
    """Whether a series is drawn in per cent."""
    for place in ("_region", "_bloc", "_kind"):
        stem = name[: -len(place)] if name.endswith(place) else name
        if stem in SHARES:
            return True
    return data[name].attrs.get("units") in ("1", "1/year") and str(data[name].attrs.get("long_name", "")).startswith("share")


def factor(data: xr.Dataset, name: str) -> float:
    """By what values are multiplied before they are drawn: shares are shown in per cent."""
    return 100.0 if is_share(data, name) else 1.0


def unit_of(data: xr.Dataset, name: str) -> str:
    """Unit to write at an axis; empty for pure numbers."""
    unit = str(data[name].attrs.get("units", "1"))
    if is_share(data, name):
        return "%" + unit[1:]
    return "" if unit == "1" else unit


def label_of(data: xr.Dataset, name: str) -> str:
    """What to write at an axis: long name and unit of a variable."""
    unit = unit_of(data, name)
    return str(data[name].attrs.get("long_name", name)) + (f" [{unit}]" if unit else "")
