"""What the plots read from a result: series by run, ends of years, labels; with a clear error for what is not there."""

from __future__ import annotations

import contextlib
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


def open_file(path: str, group: str | None = None) -> xr.Dataset:
    """The result file, or one of its groups, without reading its values."""
    xarray = needed("xarray")
    engines = [engine for engine, module in (("netcdf4", "netCDF4"), ("h5netcdf", "h5netcdf")) if importlib.util.find_spec(module)]
    if not engines:
        raise ImportError("reading a result file needs netCDF4 or h5netcdf: pip install 'povtrap[plots]'")
    if not os.path.isfile(path):
        raise data_error(f"{path}: no such file; give a result of `povtrap run -o`, a data set, or a result")
    try:
        return xarray.open_dataset(path, engine=engines[0], group=group, decode_times=False)  # type: ignore[no-any-return]
    except OSError as problem:
        raise data_error(f"{path}: not a result file ({problem}); give what `povtrap run -o` wrote") from problem


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
    data, own = result, False
    if isinstance(result, (str, os.PathLike)):
        data, own = open_file(os.fspath(result)), True
    elif hasattr(result, "to_xarray") and not isinstance(result, xarray.Dataset):
        data = result.to_xarray()
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


def require(data: xr.Dataset, name: str, advice: str = "give a result of `povtrap run -o`") -> xr.DataArray:
    """A variable of the result."""
    if name not in data.variables:
        raise data_error(f'the result has no variable "{name}" (nothing to draw); {advice}')
    return data[name]


def by_run(data: xr.Dataset, name: str, *dims: str, at: Mapping[str, int] | None = None,
           advice: str = "give a result of `povtrap run -o`") -> Floats:
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
