"""What a run measured, as labelled arrays."""

from __future__ import annotations

import math
import os
from typing import TYPE_CHECKING, Any, Iterator, Mapping, Optional, Union

import numpy

from . import _core as native
from . import arguments
from .config import Config
from .error import ConfigError, DataError
from .optional import need
from .panel import Panel
from .registry import Rules
from .tables import html_table

if TYPE_CHECKING:
    import xarray


class Result:
    """What a run measured: labelled arrays that nothing changes any more, just as the result file holds them.

    ``result["headcount"]`` is a read-only NumPy array without a copy; it stays valid when the result is deleted. Names, dimensions
    and units are those of docs/format.md; ``result.units(name)`` and ``result.long_name(name)`` tell them.

    See Also
    --------
    Simulation.run, read_result, run_seeds, merge_sweep : where results come from.
    """

    __slots__ = ("_core", "_sizes")
    _core: native.Dataset
    _sizes: dict[str, int]

    def __init__(self) -> None:
        raise TypeError("results come from Simulation.run(), read_result(), ... (they are what was measured) make one with those")

    @classmethod
    def _of(cls, core: native.Dataset, around: Optional[Mapping[str, int]] = None) -> "Result":
        result = cls.__new__(cls)
        result._core = core
        result._sizes = {**(around or {}), **core.sizes}
        return result

    def __reduce__(self) -> tuple[Any, ...]:
        return Result._of, (self._core, self._sizes)

    @property
    def variables(self) -> list[str]:
        """Names of all variables, in the order of the file."""
        return self._core.variables

    @property
    def sizes(self) -> dict[str, int]:
        """Length of every dimension."""
        return dict(self._sizes)

    @property
    def attributes(self) -> dict[str, str]:
        """Of the whole result: title, source (version and commit), id (seed), ..."""
        return dict(self._core.attributes)

    @property
    def groups(self) -> dict[str, "Result"]:
        """Separate subjects, such as "provenance"."""
        return {name: Result._of(self._core.group(name), self._sizes) for name in self._core.groups}

    def __getitem__(self, name: str) -> "numpy.ndarray[Any, Any]":
        """Values of a variable, read-only.

        Raises
        ------
        DataError
            With the nearest name if there is none.
        """
        values = self._core.values(arguments.text(name, "variable"))
        shaped: numpy.ndarray[Any, Any] = values.reshape([self._sizes[dimension] for dimension in self._core.dimensions(name)])
        return shaped

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._core.has_variable(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._core.variables)

    def __len__(self) -> int:
        return len(self._core.variables)

    def _ipython_key_completions_(self) -> list[str]:
        return self.variables

    def dimensions(self, name: str) -> tuple[str, ...]:
        """Dimensions of a variable, in the order of its axes."""
        return tuple(self._core.dimensions(name))

    def units(self, name: str) -> str:
        """UDUNITS text of a variable, "1" for shares and counts; money is "LCU", local currency units."""
        return self._core.units(name)

    def long_name(self, name: str) -> str:
        """What a plot writes at the axis of a variable."""
        return self._core.long_name(name)

    def variable_attributes(self, name: str) -> dict[str, str]:
        """Further attributes of a variable, such as flag_meanings."""
        return dict(self._core.variable_attributes(name))

    def yearly(self, name: str) -> "numpy.ndarray[Any, Any]":
        """Values of a series at the end of each year after the burn-in; for a series by poverty line, the first line.

        Returns
        -------
        array of float64, shape (years,); shape (seeds, years) of several seeds

        Raises
        ------
        DataError
            If there is no such series along time alone, by year or quarter: take ``result[name]`` of one that is also by place or quantile.
        """
        dimensions = self.dimensions(name)
        further = [dimension for dimension in dimensions if dimension not in ("seed", "time", "line")]
        if "time" not in dimensions or further:
            raise DataError(f'"{name}" is along {", ".join(dimensions) or "nothing"} (yearly() reads series along time alone, of which there is one '
                            f'number a year) take what you mean from result["{name}"], or from result.to_xarray()["{name}"] by name')
        if "seed" not in dimensions:
            return native.yearly_series(self._core, name)
        values: numpy.ndarray[Any, Any] = self[name][:, self._closing()]
        return values[..., 0] if "line" in dimensions else values

    @property
    def years(self) -> "numpy.ndarray[Any, Any]":
        """Calendar years of the values that `yearly` gives. Raises DataError if it is no result of a run."""
        closing = self._closing()
        years: numpy.ndarray[Any, Any] = self["year"][closing]
        return years

    def _closing(self) -> "numpy.ndarray[Any, Any]":
        """Which periods close a year."""
        if "period_of_year" not in self:
            raise DataError("this result does not say which periods close a year (it is no result of a run) a sweep has what it kept "
                            'in result["year"], a snapshot is of one day')
        closing: numpy.ndarray[Any, Any] = self["period_of_year"] == int(self.variable_attributes("period_of_year").get("periods_per_year", "0"))
        return closing

    @property
    def config(self) -> Config:
        """The configuration as it was used; running it repeats the result, unless the simulation was branched: then it is that of the end,
        and those before are in ``groups["provenance"]``. Of several runs it is what they share, and seeds or parameters of the result say
        the rest. `config_with` is for results of rules of one's own.

        Raises
        ------
        DataError
            If the result does not hold one, as snapshots and `Simulation.measures` do not.
        ConfigError
            If it was made with rules of one's own.
        """
        return self.config_with(None)

    def config_with(self, rules: Rules) -> Config:
        """The same with the user's rules that it was made with: a Registry or classes.

        Raises
        ------
        DataError
            As `config`.
        ConfigError
            If it was made with others.
        """
        provenance = self.groups.get("provenance")
        if provenance is None or "config_toml" not in provenance:
            raise DataError("this result does not hold its configuration (it is of several configurations, or of no run) "
                            "keep the Config beside it")
        if rules is None and "own_rules" in provenance:
            raise ConfigError(f"the run had rules of one's own: {', '.join(provenance['own_rules'])} (without them its configuration cannot be "
                              "read) write result.config_with(rules) with their classes")
        return Config.from_text(str(provenance["config_toml"].item()), "the configuration of the result", rules=rules)

    @property
    def panel(self) -> Panel:
        """The households that were followed one by one.

        Raises
        ------
        DataError
            If there are none: output.panel_households is 0.
        """
        return Panel(self)

    def digest(self) -> str:
        """One hash over all values, the same for the same configuration on any machine, as `povtrap digest` prints it."""
        return self._core.digest()

    def save(self, path: Union[str, "os.PathLike[str]"], force: bool = False, *, compression: int = 1) -> None:
        """Stores the result as a netCDF-4 file, which xarray, R, h5py and `povtrap summary` open.

        Parameters
        ----------
        path : path
            Of the file.
        force : bool
            Replaces a file that is there.
        compression : int
            Level of deflate: 0 (none) to 9.

        Raises
        ------
        IoError
            If the file exists, or cannot be written.
        ConfigError
            If there is no such level.
        """
        from . import _io  # loads HDF5

        _io.write_result(self._core, os.fspath(path), overwrite=force, compression=arguments.whole_number(compression, "compression", -math.inf))

    def to_xarray(self) -> "xarray.Dataset":
        """The same as an xarray.Dataset, as `xarray.open_dataset` gives the saved file: with coordinates, attributes and time
        decoded into dates of 360-day years. Numbers are not copied. Needs the extra "xarray".
        """
        library = need("xarray", "to_xarray()")
        need("cftime", "the calendar of to_xarray()")
        variables = {}
        for name in self.variables:
            attributes: dict[str, Any] = {"units": self.units(name), "long_name": self.long_name(name)}
            for key, text in self._core.variable_attributes(name):
                attributes[key] = _flags(text, self[name].dtype) if key in ("flag_values", "flag_masks") else text
            variables[name] = library.Variable(self.dimensions(name), self[name], attributes)
        attributes = {**self.attributes, "povtrap_layout_version": str(native.result_layout_version)}
        lived = self.sizes.get("time") != 0  # xarray cannot decode times of which there are none
        decoded: "xarray.Dataset" = library.decode_cf(library.Dataset(variables, attrs=attributes), decode_times=lived)
        return decoded

    def __repr__(self) -> str:
        sizes = ", ".join(f"{name} {size}" for name, size in self._core.sizes.items())
        return f"<povtrap.Result {self.attributes.get('title', '')!r}, {len(self)} variables; {sizes}>"

    def _repr_html_(self) -> str:
        rows = [(name, " × ".join(self.dimensions(name)), "" if self.units(name) == "1" else self.units(name), self.long_name(name))
                for name in self.variables]
        return html_table(self.attributes.get("title", "result"), ("variable", "dimensions", "unit", "meaning"), rows,
                          ", ".join(f"{name}: {size}" for name, size in self._core.sizes.items()))


def _flags(text: str, dtype: Any) -> Any:
    values = numpy.array(text.split(), dtype=dtype)
    return values if values.size > 1 else values[0]


def read_result(path: Union[str, "os.PathLike[str]"]) -> Result:
    """Reads a result that `Result.save` or the command line wrote.

    Raises
    ------
    IoError
        If the file cannot be opened.
    DataError
        If it is not a povtrap result, is damaged, or has another layout version.
    """
    from . import _io  # loads HDF5

    return Result._of(_io.read_result(os.fspath(path)))
