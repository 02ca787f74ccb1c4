"""
What the package povtrap is made of: files, sweeps and the command line. Importing it loads HDF5.
"""
from __future__ import annotations
import numpy
import os
from . import _core
import pandas
import typing
class CheckpointOrigin:
    """
    What a checkpoint says about itself.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __repr__(self) -> str: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    @property
    def commit(self) -> str:
        """
        of the povtrap that wrote it
        """
    @property
    def note(self) -> str:
        """
        what its writer wanted to remember
        """
    @property
    def periods_done(self) -> int:
        """
        burn-in included
        """
    @property
    def version(self) -> str:
        """
        of the povtrap that wrote it
        """
class PanelFile(_core.PanelStore):
    """
    Keeps a panel on disk while its run goes on.
    """
    def __init__(self, result: str | os.PathLike[str], compression: int = 1) -> None: ...
class DesignRow:
    """
    One run of a sweep.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __repr__(self) -> str: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    @property
    def point(self) -> int:
        """
        rows of one point differ in their seeds only
        """
    @property
    def replicate(self) -> int:
        """
        counted from 0 at each point
        """
    @property
    def role(self) -> str:
        """
        which part of a Morris or Saltelli sample; else empty
        """
    @property
    def run_id(self) -> int:
        """
        counted from 0, and the identity of the run
        """
    @property
    def seed(self) -> int:
        """
        becomes run.seed
        """
    @property
    def values(self) -> list[str]:
        """
        of the parameters, as `--set` takes them
        """
class Design:
    """
    What a sweep runs: a table with one row for each run.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __getstate__(self) -> dict[str, typing.Any]: ...
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    def to_pandas(self) -> pandas.DataFrame:
        """
        The design as a table, a row for each run and a column for each parameter.
        """
    @property
    def has_roles(self) -> bool: ...
    @property
    def parameters(self) -> list[str]:
        """
        paths in the configuration
        """
    @property
    def points(self) -> int: ...
    @property
    def rows(self) -> list[DesignRow]:
        """
        one for each run
        """
class SweepProgress:
    """
    How far a sweep is; rows of other shards are not counted.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __repr__(self) -> str: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    @property
    def before(self) -> int:
        """
        done by earlier processes
        """
    @property
    def done(self) -> int:
        """
        by this one
        """
    @property
    def failed(self) -> int:
        """
        by this one or earlier ones
        """
    @property
    def household_periods(self) -> int:
        """
        lived through by this one
        """
    @property
    def left(self) -> int: ...
    @property
    def rows(self) -> int:
        """
        of the shard
        """
class SweepStatus:
    """
    What the folder of a sweep holds.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __repr__(self) -> str: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    @property
    def done(self) -> int:
        """
        runs that are complete
        """
    @property
    def failures(self) -> list[tuple[int, str]]:
        """
        run_id and reason
        """
    @property
    def missing(self) -> list[int]:
        """
        run_id of runs that are not
        """
    @property
    def rows(self) -> int:
        """
        of the design
        """
class PointSummary:
    """
    One series at one point of the design, over its replicates.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __repr__(self) -> str: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    @property
    def difference(self) -> float:
        """
        from the base point, paired by replicate; NaN without one
        """
    @property
    def difference_high(self) -> float:
        """
        of its interval
        """
    @property
    def difference_low(self) -> float:
        """
        of its interval
        """
    @property
    def enough(self) -> float:
        """
        replicates after which the interval would be as narrow as `precision` asks
        """
    @property
    def high(self) -> float:
        """
        of the interval of the mean
        """
    @property
    def low(self) -> float:
        """
        of the interval of the mean (Student's t)
        """
    @property
    def lower_quantile(self) -> float:
        """
        5 % over replicates
        """
    @property
    def mean(self) -> float:
        """
        over replicates
        """
    @property
    def median(self) -> float:
        """
        over replicates
        """
    @property
    def point(self) -> int:
        """
        of the design
        """
    @property
    def replicates(self) -> int:
        """
        that are done
        """
    @property
    def series(self) -> str:
        """
        name
        """
    @property
    def upper_quantile(self) -> float:
        """
        95 % over replicates
        """
    @property
    def where(self) -> str:
        """
        position along a further dimension, as "line=2000"; empty if there is none
        """
class SummaryPoint:
    """
    Parameters of a point, as the design gave them.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __repr__(self) -> str: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    @property
    def point(self) -> int:
        """
        of the design
        """
    @property
    def values(self) -> list[str]:
        """
        of its parameters
        """
class SweepSummary:
    """
    What came out of a sweep, point by point.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __repr__(self) -> str: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    def to_pandas(self) -> pandas.DataFrame:
        """
        A row for each point and series, the point's parameters in front.
        """
    @property
    def done(self) -> int:
        """
        of them
        """
    @property
    def parameters(self) -> list[str]:
        """
        paths in the configuration
        """
    @property
    def points(self) -> list[SummaryPoint]:
        """
        of the design
        """
    @property
    def rows(self) -> list[PointSummary]:
        """
        one for each point and series
        """
    @property
    def runs(self) -> int:
        """
        of the design
        """
    @property
    def year(self) -> int:
        """
        of the moment that was looked at
        """
class ElementaryEffects:
    """
    What one parameter does in a Morris sample, for a move through its whole range.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __repr__(self) -> str: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    @property
    def deviation(self) -> float:
        """
        sigma: whether that depends on the others or on where it stands
        """
    @property
    def mean(self) -> float:
        """
        mu
        """
    @property
    def mean_absolute(self) -> float:
        """
        mu*: how much it matters
        """
    @property
    def mean_absolute_half_width(self) -> float:
        """
        of the interval of mu*
        """
    @property
    def parameter(self) -> str:
        """
        path in the configuration
        """
class SobolIndices:
    """
    Shares of the outcome's variance that are due to one parameter.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __repr__(self) -> str: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    @property
    def first(self) -> float:
        """
        due to the parameter alone
        """
    @property
    def first_half_width(self) -> float:
        """
        of its interval
        """
    @property
    def parameter(self) -> str:
        """
        path in the configuration
        """
    @property
    def total(self) -> float:
        """
        with all its interactions
        """
    @property
    def total_half_width(self) -> float:
        """
        of its interval
        """
def check_writable(path: str | os.PathLike[str], overwrite: bool = False) -> None: ...
def checkpoint_origin(checkpoint: bytes) -> CheckpointOrigin: ...
def command_main(words: list[str], own: _core.Registry) -> int: ...
def design_csv(design: Design) -> str: ...
def design_digest(design: Design) -> str: ...
def design_from_text(toml: str, name: str = 'text') -> Design: ...
def elementary_effects(design: Design, outcomes: list[float], *, resamples: int = 1000, confidence: float = 0.95, seed: int = 1) -> list[ElementaryEffects]: ...
def is_saltelli_sample(design: Design) -> bool: ...
def make_design(sweep_file: str | os.PathLike[str], own: _core.Registry) -> Design: ...
def merge_sweep(folder: str | os.PathLike[str]) -> _core.Dataset: ...
def ranges_text(numbers: list[int]) -> str: ...
def read_checkpoint(path: str | os.PathLike[str]) -> bytes: ...
def read_design(csv: str | os.PathLike[str]) -> Design: ...
def read_result(path: str | os.PathLike[str]) -> _core.Dataset: ...
def run_sweep(design: Design, config: _core.Config, folder: str | os.PathLike[str], *, shard: tuple[int, int] = (0, 1), jobs: int = 0, threads_per_run: int = 0, retry_failed: bool = False, series: list[str] = [], when: str = 'years', progress: typing.Callable[[SweepProgress], object] | None = None) -> SweepProgress: ...
def sobol_indices(design: Design, outcomes: list[float], *, resamples: int = 1000, confidence: float = 0.95, seed: int = 1) -> list[SobolIndices]: ...
def summarise_sweep(merged: _core.Dataset, *, series: list[str] = [], year: int | None = None, confidence: float = 0.95, base_point: int | None = None, precision: float = 0.05) -> SweepSummary: ...
def sweep_outcomes(merged: _core.Dataset, series: str, year: int | None = None) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]: ...
def sweep_status(folder: str | os.PathLike[str]) -> SweepStatus: ...
def write_checkpoint(checkpoint: bytes, path: str | os.PathLike[str]) -> None: ...
def write_result(dataset: _core.Dataset, path: str | os.PathLike[str], *, overwrite: bool = False, compression: int = 1, threads: int = 1, panel: PanelFile | None = None) -> None: ...
