"""Designs of many runs, running them, and what came out."""

from __future__ import annotations

import math
import os
import pathlib
import tempfile
from typing import TYPE_CHECKING, Any, Callable, Iterable, Mapping, Optional, Union

from . import _io, arguments
from ._io import Design as Design
from ._io import SweepProgress, SweepStatus, SweepSummary
from .config import Config
from .error import ConfigError, DataError
from .executors import need, refuse_fork
from .registry import Rules, native_registry
from .result import Result

if TYPE_CHECKING:
    import pandas

Path = Union[str, "os.PathLike[str]"]
AnyDesign = Union[Design, Path, Any]
"""A Design, the path of a sweep file (.toml) or of a table (.csv), or a pandas.DataFrame."""


def make_design(sweep_file: Path, *, rules: Rules = None) -> Design:
    """The design that a sweep file asks for: method grid, zip, list, lhs, sobol, morris or saltelli (docs/howto/sweep.md).
    With the user's `rules`, their parameters may be varied too.

    Raises
    ------
    ConfigError
        Lists all faults, each with its file and line.
    """
    return _io.make_design(os.fspath(_path(sweep_file)), native_registry(rules))


def design_from_text(toml: str, name: str = "text") -> Design:
    """The same from a text; `name` stands for the file in messages."""
    return _io.design_from_text(arguments.text(toml, "toml"), name)


def read_design(csv: Union[Path, "pandas.DataFrame"]) -> Design:
    """A design from any CSV file with a header, or a table: every column but run_id, point, replicate, seed and role is a parameter.

    Raises
    ------
    IoError
        If the file cannot be read.
    DataError
        Lists what is wrong with it, by line.
    """
    return _design_of(_csv_of(csv)) if _is_table(csv) else _io.read_design(os.fspath(_path(csv)))


def _is_table(design: Any) -> bool:
    return hasattr(design, "to_csv") and hasattr(design, "columns")


def _path(value: Any) -> Path:
    if isinstance(value, (str, os.PathLike)):
        return value
    hint = "read_design() takes tables" if _is_table(value) else "give its path"
    raise TypeError(f"{arguments.a(value)} is no file (a design is made of what a file says) {hint}")


def design_csv(design: Design) -> str:
    """The text of the CSV file."""
    return _io.design_csv(arguments.of_kind(Design, design, "design"))


def design_digest(design: Design) -> str:
    """One hash over all rows: what the files of a sweep are recognised by."""
    return _io.design_digest(arguments.of_kind(Design, design, "design"))


def _design_of(csv: str) -> Design:
    """The design that a CSV text holds."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "design.csv"
        file.write_text(csv, encoding="utf-8")
        try:
            return _io.read_design(file)
        except DataError as fault:
            raise DataError(str(fault).replace(str(file), "the table")) from None


def _csv_of(table: Any) -> str:
    """A pandas.DataFrame as a design is written. A cell without a value leaves its parameter as configured."""
    empty = [str(row) for row, nothing in zip(table.index, table.isna().all(axis=1)) if nothing]
    if empty:
        raise DataError(f"rows {', '.join(empty[:5])} of the table hold nothing (they could not be told from no row) give them a value, or a "
                        "column \"seed\" or \"point\"")
    numbers = [name for name in ("run_id", "point", "replicate", "seed") if list(table).count(name) == 1 and table[name].dtype.kind == "f"]
    whole = {name: "int64" for name in numbers if (table[name] % 1 == 0).all()}  # pandas makes 1.0 of 1 when it joins tables
    text: str = table.astype(whole).to_csv(index=False)
    return text


def _any_design(design: AnyDesign, config: Config) -> Design:
    if isinstance(design, Design):
        return design
    if _is_table(design):
        return read_design(design)
    if isinstance(design, (str, os.PathLike)):
        return make_design(design, rules=config.own_rules()) if os.fspath(design).endswith(".toml") else read_design(design)
    raise DataError(f"{arguments.a(design)} is no design (it has no rows and parameters) give a Design, a table or the path of "
                    "a .toml or .csv file")


def run_sweep(design: AnyDesign, config: Config, folder: Path, *, shard: tuple[int, int] = (0, 1), jobs: int = 0,
              threads_per_run: int = 0, retry_failed: bool = False, series: Iterable[str] = (), when: str = "years",
              progress: Optional[Callable[[SweepProgress], object]] = None) -> SweepProgress:
    """Runs the rows of a design that the folder does not hold yet, many at a time, in this process.

    Results go run by run into the folder: a process that is killed loses the runs in flight, and calling this again does the rest.
    The numbers are the same however the rows are divided.

    Parameters
    ----------
    design : Design, path or pandas.DataFrame
        What to run. A cell without a value (NaN, None) leaves its parameter as configured.
    config : Config
        What all runs share.
    folder : path
        New, or of the same sweep.
    shard : (int, int)
        (2, 16) runs rows 2, 18, 34, ... counted from 0; on the command line that is 3/16.
    jobs : int
        Runs at the same time; 0: as cores and memory allow.
    threads_per_run : int
        0: what the jobs leave.
    retry_failed : bool
        Runs failed rows again.
    series : str or iterable of str
        What is kept of each run: names, or "all" of the nation; none: the headline measures.
    when : str
        "years": at the end of each; "last": of the run; "periods": of each.
    progress : callable, optional
        Called after each run, from another thread.

    Raises
    ------
    ConfigError
        If the configuration is wrong, there is no such shard, or the folder holds another sweep.
    DataError
        If the design is wrong.
    IoError
        If the folder cannot be written to.
    KeyboardInterrupt
        After Ctrl-C, when the runs in flight have ended; at once after a second one.

    Notes
    -----
    A row that fails is recorded with its reason and stops nothing: see `sweep_status`.
    """
    arguments.of_kind(Config, config, "config")
    if progress is not None and not callable(progress):
        raise TypeError(f"progress is {arguments.a(progress)} (it is called after each run) give a function of one argument")
    return _io.run_sweep(_any_design(design, config), config._core, os.fspath(folder), shard=_shard(shard),
                         jobs=arguments.whole_number(jobs, "jobs", 0, 2**31 - 1),
                         threads_per_run=arguments.threads(threads_per_run, "threads_per_run"), retry_failed=retry_failed, series=arguments.names(series, "series"), when=arguments.text(when, "when"), progress=progress)


def _shard(shard: tuple[int, int]) -> tuple[int, int]:
    if not isinstance(shard, (tuple, list)) or len(shard) != 2:
        raise TypeError(f"shard = {shard!r}: this is no part of a whole (which rows to run would be open) give two numbers: (2, 16)")
    index, count = (arguments.whole_number(number, "shard", -2**63) for number in shard)
    return index, count


def _run_shard(csv: str, config: Config, folder: str, shard: tuple[int, int], options: Mapping[str, Any]) -> tuple[int, int]:
    """One shard in a process of an executor; returns how many rows it ran and how many failed."""
    done = run_sweep(_design_of(csv), config, folder, shard=shard, **options)
    return done.done, done.failed


def sweep(design: AnyDesign, config: Config, out: Path, executor: Any = None, shards: Optional[int] = None, **options: Any) -> Result:
    """Runs a whole sweep, here or wherever an executor has its workers, and returns all runs as one result.

    Parameters
    ----------
    design, config, out
        As for `run_sweep`; workers on other machines must see the folder `out` under the same path.
    executor : concurrent.futures.Executor, optional
        Anything with `submit`: `ProcessPoolExecutor` (with the start method "spawn", never "fork"), `client.get_executor()` of
        Dask, `MPIPoolExecutor` of mpi4py. None: this process, on all its cores.
    shards : int, optional
        Parts that the executor gets; left out, four for each of its workers if it tells how many it has, else 16. The numbers do
        not depend on it.
    **options
        jobs, threads_per_run, retry_failed, series and when of `run_sweep`. With an executor, `jobs` is 1 unless given.

    Returns
    -------
    Result
        As `merge_sweep` gives it. Rows that failed are NaN there; `sweep_status(out)` says why.

    Raises
    ------
    ConfigError, DataError, IoError
        As `run_sweep`.
    ValueError
        If the executor forks its processes.
    """
    table = _any_design(design, arguments.of_kind(Config, config, "config"))
    if executor is None:
        run_sweep(table, config, out, **options)
        return merge_sweep(out)
    need(executor, "submit")
    refuse_fork(executor)
    workers = getattr(executor, "_max_workers", None)
    wanted = 4 * workers if isinstance(workers, int) else 16
    count = wanted if shards is None else arguments.whole_number(shards, "shards", -math.inf)
    count = max(1, min(count, len(table)))
    options = {"jobs": 1, **options}
    folder = os.path.abspath(os.fspath(out))
    os.makedirs(folder, exist_ok=True)
    tasks = [executor.submit(_run_shard, design_csv(table), config, folder, (index, count), options) for index in range(count)]
    try:
        for task in tasks:
            task.result()
    except BaseException:
        for task in tasks:
            task.cancel()
        raise
    return merge_sweep(folder)


def sweep_status(folder: Path) -> SweepStatus:
    """What a folder holds: how many runs are done, which are missing, which failed and why."""
    return _io.sweep_status(os.fspath(folder))


def merge_sweep(folder: Path) -> Result:
    """All runs of a folder as one result: every series gets the leading dimension "run".

    Parameters and seeds are coordinates along it, and run_completed says of each run whether it is done (1), missing (0) or failed
    (2), whose values are NaN.

    Raises
    ------
    DataError
        If the folder holds no sweep.
    """
    return Result._of(_io.merge_sweep(os.fspath(folder)))


def summarise_sweep(merged: Result, *, series: Iterable[str] = (), year: Optional[int] = None, confidence: float = 0.95,
                    base_point: Optional[int] = None, precision: float = 0.05) -> SweepSummary:
    """What came out of a sweep, point by point, over replicates; ``.to_pandas()`` makes a table of it.

    Parameters
    ----------
    merged : Result
        Of `sweep` or `merge_sweep`.
    series : iterable of str
        None: all that the sweep kept.
    year : int, optional
        None: the last moment that was kept.
    confidence : float
        Of intervals over replicates.
    base_point : int, optional
        Whose runs the others are paired with, replicate by replicate.
    precision : float
        Half width of an interval over the mean that would be enough.

    Raises
    ------
    DataError
        If it is no merged sweep, or has no such series, year or point.
    """
    names = arguments.names(series, "series")
    core = arguments.of_kind(Result, merged, "merged")._core
    return _io.summarise_sweep(core, series=names, year=year, confidence=confidence, base_point=base_point, precision=precision)


def sweep_outcomes(merged: Result, series: str, year: Optional[int] = None) -> Any:
    """One number for each run, for `elementary_effects` and `sobol_indices`; NaN where the run is not done.

    Parameters
    ----------
    merged : Result
        Of `sweep` or `merge_sweep`.
    series : str
        At the first line or quantile.
    year : int, optional
        None: the last moment that was kept.
    """
    core = arguments.of_kind(Result, merged, "merged")._core
    return _io.sweep_outcomes(core, arguments.text(series, "series"), None if year is None else arguments.whole_number(year, "year", -math.inf))


def ranges_text(numbers: Iterable[int]) -> str:
    """Numbers as ranges, in rising order: "0-6,9,12-20"."""
    return _io.ranges_text(sorted(arguments.whole_number(number, "number") for number in numbers))
