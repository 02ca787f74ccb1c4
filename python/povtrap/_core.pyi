"""
What the package povtrap is made of: the C++ library without files.
"""
from __future__ import annotations
import numpy
import os
import pandas
import typing
class Config:
    """
    A configuration; values are texts as `povtrap run --set` takes them.
    """
    @staticmethod
    def from_text(toml: str, name: str = 'text') -> Config: ...
    @staticmethod
    def load(file: str | os.PathLike[str], overrides: list[tuple[str, str]] = []) -> Config: ...
    @typing.overload
    def __init__(self) -> None: ...
    @typing.overload
    def __init__(self, other: Config) -> None: ...
    def check(self) -> None: ...
    def fields(self) -> list[dict[str, typing.Any]]: ...
    def get(self, path: str) -> str: ...
    def json_schema(self) -> str: ...
    def kind(self, path: str) -> str: ...
    def number(self, path: str) -> float: ...
    def parameters(self, pattern: str = '') -> str: ...
    def set(self, path: str, value: str) -> None: ...
    def to_toml(self, only_changed: bool = False) -> str: ...
    def with_(self, changes: list[tuple[str, str]]) -> Config: ...
class Dataset:
    """
    Labelled arrays that nothing changes any more.
    """
    def __getstate__(self) -> tuple[typing.Any, ...]: ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None: ...
    def digest(self) -> str: ...
    def dimensions(self, name: str) -> list[str]: ...
    def group(self, name: str) -> Dataset: ...
    def has_variable(self, name: str) -> bool: ...
    def long_name(self, name: str) -> str: ...
    def units(self, name: str) -> str: ...
    def values(self, name: str) -> numpy.ndarray[typing.Any, typing.Any]: ...
    def variable_attributes(self, name: str) -> list[tuple[str, str]]: ...
    @property
    def attributes(self) -> list[tuple[str, str]]: ...
    @property
    def groups(self) -> list[str]: ...
    @property
    def sizes(self) -> dict[str, int]: ...
    @property
    def variables(self) -> list[str]: ...
class PhaseTime:
    """
    Time that one part of the periods has taken.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __repr__(self) -> str: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    @property
    def household_part(self) -> float:
        """
        of it, going through households block by block [s]
        """
    @property
    def name(self) -> str:
        """
        of the phase as `povtrap describe` lists it; in brackets what is no phase
        """
    @property
    def seconds(self) -> float:
        """
        by the clock on the wall
        """
class Simulation:
    """
    A simulated nation.
    """
    @staticmethod
    def resume(checkpoint: bytes, threads: int = 0) -> Simulation: ...
    def __init__(self, config: Config, threads: int = 0) -> None: ...
    def branch(self, threads: int = 0) -> Simulation: ...
    def checkpoint(self, note: str = '') -> bytes: ...
    def measures(self) -> Dataset: ...
    def profile(self) -> list[PhaseTime]: ...
    @typing.overload
    def restart(self, seed: int) -> None: ...
    @typing.overload
    def restart(self, config: Config) -> None: ...
    def result(self) -> Dataset: ...
    def series(self, name: str) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]: ...
    def snapshot(self) -> Dataset: ...
    def start_profile(self) -> None: ...
    def step(self) -> bool: ...
    def use_threads(self, threads: int) -> None: ...
    @property
    def burn_in_periods(self) -> int: ...
    @property
    def burning_in(self) -> bool: ...
    @property
    def bytes_per_household(self) -> int: ...
    @property
    def config(self) -> Config: ...
    @property
    def households(self) -> int: ...
    @property
    def periods_done(self) -> int: ...
    @property
    def periods_total(self) -> int: ...
    @property
    def threads(self) -> int: ...
    @property
    def year(self) -> int: ...
class PhaseDescription:
    """
    One row of the period's story as `povtrap describe` prints it.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __repr__(self) -> str: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    @property
    def by(self) -> str:
        """
        who goes through it: households, regions, the nation
        """
    @property
    def name(self) -> str:
        """
        of the phase
        """
    @property
    def number(self) -> int:
        """
        counted from 1
        """
    @property
    def sentence(self) -> str:
        """
        what happens
        """
class RuleDescription:
    """
    A rule in its slot.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __repr__(self) -> str: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    @property
    def at_work(self) -> bool:
        """
        in this configuration
        """
    @property
    def name(self) -> str:
        """
        as configurations name it
        """
    @property
    def own(self) -> bool:
        """
        comes from the user
        """
    @property
    def sentence(self) -> str:
        """
        what it says
        """
class SlotDescription:
    """
    A place that one or more of several rules fill.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __repr__(self) -> str: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    @property
    def chosen(self) -> str:
        """
        a rule, or "all", "some" or "none"
        """
    @property
    def parameter(self) -> str:
        """
        path that chooses the rule
        """
    @property
    def rules(self) -> list[RuleDescription]:
        """
        all that could fill it
        """
class SwitchDescription:
    """
    A trap or channel that can be turned over.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __repr__(self) -> str: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    @property
    def is_on(self) -> bool:
        """
        in this configuration
        """
    @property
    def meaning(self) -> str:
        """
        what it does
        """
    @property
    def name(self) -> str:
        """
        of the trap or channel
        """
    @property
    def off(self) -> str:
        """
        its value when off
        """
    @property
    def on(self) -> str:
        """
        its value when on
        """
    @property
    def parameter(self) -> str:
        """
        that turns it
        """
class Replicates:
    """
    Runs of one configuration under several seeds, put into one data set.
    """
    def __init__(self) -> None: ...
    def __len__(self) -> int: ...
    def add(self, seed: int, result: Dataset) -> None: ...
    def take(self) -> Dataset: ...
class MeanInterval:
    """
    Mean of independent values and Student's interval for it.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __repr__(self) -> str: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    @property
    def count(self) -> int:
        """
        values that counted
        """
    @property
    def high(self) -> float:
        """
        NaN with fewer than two values
        """
    @property
    def low(self) -> float:
        """
        NaN with fewer than two values
        """
    @property
    def mean(self) -> float:
        """
        NaN if there are no values
        """
class RatioInterval:
    """
    Ratio of two means of paired values and Fieller's interval for it.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __repr__(self) -> str: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    @property
    def high(self) -> float:
        """
        as low
        """
    @property
    def low(self) -> float:
        """
        NaN with fewer than two pairs, or if the denominator cannot be told from zero
        """
    @property
    def ratio(self) -> float:
        """
        NaN if the denominator is zero
        """
class ComparedValue:
    """
    One compared number: mean over the seeds of both arms and the paired difference.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __repr__(self) -> str: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    @property
    def base(self) -> float:
        """
        mean over the seeds
        """
    @property
    def by(self) -> str:
        """
        dimension or division; empty for the whole
        """
    @property
    def difference(self) -> float:
        """
        reform less base
        """
    @property
    def group(self) -> str:
        """
        which one of it; empty for all
        """
    @property
    def high(self) -> float:
        """
        as low
        """
    @property
    def low(self) -> float:
        """
        of the interval of the difference, NaN with one seed
        """
    @property
    def measure(self) -> str:
        """
        name of the series, or as docs/howto/compare.md says
        """
    @property
    def reform(self) -> float:
        """
        mean over the seeds
        """
    @property
    def seeds(self) -> int:
        """
        pairs that counted
        """
    @property
    def table(self) -> str:
        """
        "nation", "place", "panel", "growth" or "cost"
        """
    @property
    def units(self) -> str:
        """
        of base, reform and difference
        """
    @property
    def year(self) -> int:
        """
        calendar year; the last one for what spans several
        """
class ChangedSetting:
    """
    A parameter that the two arms set differently.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __repr__(self) -> str: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    @property
    def base(self) -> str:
        """
        empty where it does not have it
        """
    @property
    def path(self) -> str:
        """
        of the parameter
        """
    @property
    def reform(self) -> str:
        """
        empty where it does not have it
        """
class Comparison:
    """
    A reform against its base.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __repr__(self) -> str: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    def to_pandas(self) -> pandas.DataFrame:
        """
        All compared numbers as a table.
        """
    @property
    def counted(self) -> str:
        """
        whom nation, panel and cost speak of: "all" or "rural"
        """
    @property
    def notes(self) -> list[str]:
        """
        what was left out and why
        """
    @property
    def panel_households(self) -> int:
        """
        in both arms
        """
    @property
    def panel_months(self) -> list[int]:
        """
        waves in both arms [months since 2000-01-01]
        """
    @property
    def seeds(self) -> list[int]:
        """
        in both arms
        """
    @property
    def settings(self) -> list[ChangedSetting]:
        """
        that differ, if both results tell their configuration
        """
    @property
    def values(self) -> list[ComparedValue]:
        """
        all compared numbers
        """
    @property
    def years(self) -> list[int]:
        """
        in both arms
        """
def commit() -> str:
    """
    Commit the library was built from, or "unknown" outside a checkout.
    """
def compare(base: Dataset, reform: Dataset, *, confidence: float = 0.95, threshold: float = 0.01, groups: int = 10, series: list[str] = [], base_name: str = 'the base', reform_name: str = 'the reform') -> Comparison: ...
def describe_period() -> list[PhaseDescription]:
    """
    The period as a story, phase by phase.
    """
def describe_slots(config: Config) -> list[SlotDescription]: ...
def describe_switches(config: Config) -> list[SwitchDescription]: ...
def is_replicated(result: Dataset) -> bool: ...
def mean_interval(values: list[float], confidence: float = 0.95) -> MeanInterval: ...
def parse_seeds(text: str) -> list[int]: ...
def ratio_interval(numerator: list[float], denominator: list[float], confidence: float = 0.95) -> RatioInterval: ...
def replicate_of(result: Dataset, position: int) -> Dataset: ...
def seeds_of(result: Dataset) -> list[int]: ...
def seeds_text(seeds: list[int]) -> str: ...
def version() -> str:
    """
    Version of the library, "major.minor.patch".
    """
def yearly_series(result: Dataset, name: str) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]: ...
result_layout_version: int = 1
