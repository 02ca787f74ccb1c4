"""The households that were followed one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy

from .error import DataError
from .optional import need

if TYPE_CHECKING:
    import pandas

    from .result import Result


class Panel:
    """The households of a result that were followed one by one, wave by wave.

    ``panel["income"]`` is the variable panel_income of the result, (panel_time, panel_household).
    """

    __slots__ = ("_result",)

    def __init__(self, result: "Result") -> None:
        if "panel_household" not in result:
            raise DataError("the result has no panel of households (output.panel_households was 0, no wave has come yet, or it is no result "
                            "of a run) set it to how many are to be followed, or run on")
        self._result = result

    @property
    def variables(self) -> list[str]:
        """What is known of the households, without "panel_" in front."""
        return [name.removeprefix("panel_") for name in self._result.variables
                if name != "panel_household" and "panel_household" in self._result.dimensions(name)]

    def __getitem__(self, name: str) -> "numpy.ndarray[Any, Any]":
        return self._result["panel_" + name]

    def to_pandas(self) -> "pandas.DataFrame":
        """A long table: a row for each household and wave, ordered by household and then by time.

        Returns
        -------
        pandas.DataFrame
            Columns household, month (since January 2000, at whose end the wave is), year, then `variables`; with several runs, seed
            in front. Units are those of ``result.units("panel_" + name)``; income is of the twelve months before, in money of the day:
            over price_index of that month it is that of `mean_income`. Measures of persons weigh rows by `persons`.
        """
        library = need("pandas", "panel.to_pandas()")
        result = self._result
        axes = ["panel_household", "panel_time"]
        if "seed" in result.sizes:
            axes.insert(0, "seed")
        shape = [result.sizes[axis] for axis in axes]
        columns = {axis.removeprefix("panel_"): result[axis] for axis in axes}
        columns["month"] = columns.pop("time")
        table = {name: _spread(values, (axis,), axes, shape) for (name, values), axis in zip(columns.items(), axes)}
        table["year"] = _spread(result["panel_year"], ("panel_time",), axes, shape)
        for name in self.variables:
            table[name] = _spread(self[name], result.dimensions("panel_" + name), axes, shape)
        long: "pandas.DataFrame" = library.DataFrame(table)
        return long

    def _ipython_key_completions_(self) -> list[str]:
        return self.variables

    def __repr__(self) -> str:
        sizes = self._result.sizes
        return f"<povtrap.Panel of {sizes['panel_household']} households, {sizes['panel_time']} waves: {', '.join(self.variables)}>"


def _spread(values: Any, dimensions: Any, axes: list[str], shape: list[int]) -> Any:
    """Values along all axes, one after the other, repeated along those that they do not have."""
    order = [axis for axis in axes if axis in dimensions]
    values = numpy.transpose(values, [list(dimensions).index(axis) for axis in order])
    return numpy.broadcast_to(values.reshape([size if axis in order else 1 for axis, size in zip(axes, shape)]), shape).ravel()
