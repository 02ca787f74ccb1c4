"""A simulation as a function of some of its parameters, in the shapes that other tools call."""

from __future__ import annotations

import math
import numbers
from typing import Any, Dict, Mapping, NamedTuple, Optional, Sequence, Union

import numpy
import numpy.typing

from . import arguments
from .config import Config
from .error import ConfigError, Error
from .executors import Mapper, need, refuse_fork
from .result import Result
from .simulation import Simulation

Array = numpy.typing.NDArray[numpy.float64]


class Input(NamedTuple):
    """A parameter that varies, and between which values."""

    path: str
    low: Optional[float] = None
    high: Optional[float] = None


class Failure(NamedTuple):
    """A run that was not possible."""

    values: dict[str, Any]
    seed: int
    reason: str


def _as(kind: str, value: Any) -> Any:
    """A number of any type as a parameter of this kind takes it."""
    if isinstance(value, (bool, numpy.bool_)) or not isinstance(value, numbers.Real) or not math.isfinite(value):
        return value
    if kind == "flag":
        return float(value) >= 0.5
    return round(value) if kind == "integer" else float(value)


def _input_of(given: Any) -> Input:
    if isinstance(given, (tuple, list)) and len(given) in (1, 3) and isinstance(given[0], str) and not any(isinstance(end, str) for end in given[1:]):
        return Input(*given)
    raise ConfigError(f"{given!r} is no input (samplers need a parameter and its bounds) give a path, or (path, low, high)")


class Function:
    """A simulation as a function of some of its parameters: what samplers, emulators, optimisers and calibrators call.

    The same values give the same outputs, in any process: seeds are first_seed, first_seed + 1, ... at every point, so that luck
    cancels when points are compared. A run that is not possible gives NaN, and `failures` says why. It can be pickled.

    Parameters
    ----------
    config : Config
        Everything that does not vary.
    inputs : sequence of str, or mapping
        Paths of the parameters that vary; or names of one's own choice with paths, ``{"rate": "saving.stone_geary.rate"}``, or
        with paths and bounds, ``{"rate": ("saving.stone_geary.rate", 0.05, 0.3)}``. Bounds that are left out are those of the
        parameter. Values of whole numbers are rounded; flags are on from .5.
    outputs : sequence of str
        Series (docs/format.md), each [its own units]; of one by poverty line, the first line.
    year : int, optional
        Whose end the outputs are taken at; the last one if left out.
    replicates : int
        Seeds at each point; outputs are means over them.
    first_seed : int
        The first of them.
    threads : int
        For one run. 1 suits small economies, many of which run at the same time.

    Raises
    ------
    ConfigError
        If a parameter does not exist or is an input twice, or its bounds are out of its range or in the wrong order.

    Examples
    --------
    >>> rate = povtrap.Function(config, {"rate": ("saving.stone_geary.rate", 0.05, 0.3)}, ["headcount", "gini"])
    >>> rate(rate=0.2)
    {'headcount': 0.11, 'gini': 0.38}
    """

    def __init__(self, config: Config, inputs: Union[Sequence[str], Mapping[str, Any]], outputs: Sequence[str], *,
                 year: Optional[int] = None, replicates: int = 1, first_seed: int = 1, threads: int = 1) -> None:
        if isinstance(inputs, str) or isinstance(outputs, str):
            raise ConfigError("inputs and outputs are lists of names (a single text would be read letter by letter) write [name]")
        self.config = arguments.of_kind(Config, config, "config").copy()
        self.threads, replicates = arguments.threads(threads), arguments.whole_number(replicates, "replicates", -math.inf)
        if replicates < 1:
            raise ConfigError(f"replicates = {replicates}: there must be a run (outputs are means over them) choose 1 or more")
        named = inputs if isinstance(inputs, Mapping) else {path: path for path in inputs}
        self._kinds: Dict[str, str] = {}
        self.inputs = {name: self._input(given) for name, given in named.items()}
        self._refuse_clashes()
        self.outputs = arguments.names(outputs, "outputs")
        self.year = None if year is None else arguments.whole_number(year, "year", -math.inf)
        self.replicates, self.first_seed = replicates, arguments.whole_number(first_seed, "first_seed")
        self.failures: list[Failure] = []
        self._simulation: Optional[Simulation] = None

    def _input(self, given: Any) -> Input:
        one = Input(given) if isinstance(given, str) else _input_of(given)
        field = next(field for field in self.config.parameters(one.path) + [None] if field is None or field["path"] == one.path)
        if field is None:
            self.config.get(one.path)  # says which name is near
            raise ConfigError(f"{one.path} is a section (only a parameter can vary) name one of its parameters")
        self._kinds[one.path] = field["kind"]
        low, high = (field["minimum"] if one.low is None else one.low), (field["maximum"] if one.high is None else one.high)
        if field["kind"] == "flag":
            low, high = 0.0, 1.0
        elif not field["minimum"] <= low < high <= field["maximum"]:
            raise ConfigError(f"{one.path} from {low} to {high}: the parameter goes from {field['minimum']} to {field['maximum']} "
                              "(samplers draw between the bounds) give bounds within these, the lower one first")
        return Input(one.path, float(low), float(high))

    def _refuse_clashes(self) -> None:
        paths = [one.path for one in self.inputs.values()]
        for path in paths:
            if paths.count(path) > 1:
                raise ConfigError(f"{path} is the parameter of two inputs (only one of them would have an effect) leave the other out")
        if "run.seed" in paths:
            raise ConfigError("run.seed cannot be an input (every point has the same seeds, so that luck cancels) leave it out, and choose "
                              "first_seed and replicates, or call series(values, years, seed)")

    @property
    def names(self) -> list[str]:
        """Of the inputs, in order."""
        return list(self.inputs)

    def __call__(self, **values: Any) -> Dict[str, float]:
        """Outputs by name, for inputs by name: what EMA workbench calls. Inputs that are left out stay as configured.

        Raises
        ------
        ConfigError
            If there is no such input.
        """
        means = self._means(values, self.failures)
        return dict(zip(self.outputs, means.tolist()))

    def dict(self, values: Mapping[str, Any]) -> Dict[str, float]:
        """The same for a dictionary: what pyABC calls."""
        return self(**values)

    def vector(self, values: numpy.typing.ArrayLike) -> Array:
        """Outputs in order, for inputs in order: what SciPy and emcee wrap.

        Returns
        -------
        array of float64, shape (outputs,)
        """
        return self._means(self._named(values), self.failures)

    def _answer(self, point: Array) -> tuple[Array, list[Failure]]:
        """The same with its failures, which another process cannot add to those of this object."""
        failures: list[Failure] = []
        return self._means(self._named(point), failures), failures

    def matrix(self, values: Any, executor: Optional[Mapper] = None) -> Array:
        """Outputs point by point: what SALib, scikit-learn and emulators call.

        Parameters
        ----------
        values : array, shape (points, inputs)
            Columns in the order of `inputs`, unless it is a pandas.DataFrame that names them.
        executor : optional
            Whose map() runs the points, each in a process of its own. Its processes must be spawned, never forked (ValueError).

        Returns
        -------
        array of float64, shape (points, outputs); shape (points,) if there is one output
        """
        points = numpy.atleast_2d(numpy.asarray(self._in_order(values, getattr(values, "columns", None)), dtype=float))
        if executor is None:
            rows = [self.vector(point) for point in points]
        else:
            need(executor, "map")
            refuse_fork(executor)
            rows = []
            for row, failures in executor.map(self._answer, points):
                rows.append(row)
                self.failures += failures
        result = numpy.array(rows, dtype=float).reshape(len(points), len(self.outputs))
        return result[:, 0] if len(self.outputs) == 1 else result

    def series(self, values: numpy.typing.ArrayLike, years: int, seed: int) -> Array:
        """Outputs year by year, of one run with that seed: what black-it calls with (theta, N, seed).

        Returns
        -------
        array of float64, shape (years, outputs)
        """
        named, years = self._named(values), arguments.whole_number(years, "years", 1)
        measures = self._measures(named, arguments.whole_number(seed, "seed"), self.failures)
        if measures is None:
            return numpy.full((years, len(self.outputs)), numpy.nan)
        columns = [measures.yearly(name) for name in self.outputs]
        if len(columns[0]) < years:
            raise ConfigError(f"{years} years are asked for and the run has {len(columns[0])} (the series would be shorter than the "
                              "observed ones) raise run.years")
        return numpy.column_stack(columns)[:years]

    def salib_problem(self) -> Dict[str, Any]:
        """Names and bounds as SALib describes a problem.

        Raises
        ------
        ConfigError
            If a parameter has no bounds and none were given.
        """
        for name, one in self.inputs.items():
            if not (math.isfinite(one.low or 0) and math.isfinite(one.high or 0)):
                raise ConfigError(f"{name} ({one.path}) goes from {one.low} to {one.high} (samplers need finite bounds) give them: "
                                  f'{{"{name}": ("{one.path}", low, high)}}')
        return {"num_vars": len(self.inputs), "names": self.names, "bounds": [[one.low, one.high] for one in self.inputs.values()]}

    def _in_order(self, values: Any, labels: Any) -> Any:
        """Columns of a table, or entries of a pandas.Series, in the order of the inputs if they have names."""
        said = [] if labels is None else list(labels)
        if not any(isinstance(label, str) for label in said):
            return values
        if sorted(map(str, said)) != sorted(self.inputs):
            raise ConfigError(f"the values are of {', '.join(map(str, said))} and the inputs are {', '.join(self.names)} (values could be taken for "
                              "others) give exactly these, in any order")
        return values[self.names]

    def _named(self, values: numpy.typing.ArrayLike) -> Dict[str, Any]:
        ordered = self._in_order(values, getattr(values, "index", None) if hasattr(values, "iloc") else None)
        given = numpy.asarray(ordered, dtype=float).ravel()
        if given.size != len(self.inputs):
            raise ConfigError(f"{given.size} values for {len(self.inputs)} inputs (each needs one) give them in the order "
                              f"{', '.join(self.names)}")
        return dict(zip(self.inputs, given.tolist()))

    def _changes(self, values: Mapping[str, Any]) -> Dict[str, Any]:
        changes = {}
        for name, value in values.items():
            if name not in self.inputs:
                raise ConfigError(f"{name}: there is no such input (it would have no effect) the inputs are {', '.join(self.names)}")
            path = self.inputs[name].path
            kind = self._kinds[path]
            changes[path] = _as(kind, value)
        return changes

    def _measures(self, values: Mapping[str, Any], seed: int, failures: list[Failure]) -> Optional[Result]:
        """What a run measures; nothing if it is not possible. The simulation of the run before is used again, which is quicker."""
        simulation, self._simulation = self._simulation, None  # not kept if something fails
        try:
            config = self.config.with_({**self._changes(values), "run.seed": seed})
            if simulation is None:
                simulation = Simulation(config, self.threads)
            else:
                simulation.restart(config)
            while simulation.step():
                pass
        except Error as error:
            failures.append(Failure(dict(values), seed, str(error)))
            return None
        self._simulation = simulation
        return simulation.measures()

    def _means(self, values: Mapping[str, Any], failures: list[Failure]) -> Array:
        self._changes(values)  # a wrong name is the caller's fault, not the model's
        total = numpy.zeros(len(self.outputs))
        for seed in range(self.first_seed, self.first_seed + self.replicates):
            measures = self._measures(values, seed, failures)
            if measures is None:
                return numpy.full(len(self.outputs), numpy.nan)
            place = -1 if self.year is None else self._place(measures.years.tolist())
            total += [measures.yearly(name)[place] for name in self.outputs]
        return total / self.replicates

    def _place(self, years: list[int]) -> int:
        if self.year not in years:
            raise ConfigError(f"year = {self.year}: the runs have {years[0]} to {years[-1]} (there is nothing to take) choose one of these")
        return years.index(self.year)

    def __getstate__(self) -> Dict[str, Any]:
        return {**self.__dict__, "_simulation": None}

    def __repr__(self) -> str:
        return f"<povtrap.Function of {', '.join(self.names)} to {', '.join(self.outputs)}, {self.replicates} seeds a point>"
