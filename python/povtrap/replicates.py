"""Runs of one configuration under several seeds."""

from __future__ import annotations

from typing import Callable, Iterable, Optional, Union

from . import _core as native
from . import arguments
from .config import Config
from .error import ConfigError
from .result import Result
from .simulation import Simulation


class Replicates:
    """Runs of one configuration under several seeds, put into one result: every series gets the leading dimension "seed"."""

    __slots__ = ("_core",)

    def __init__(self) -> None:
        self._core = native.Replicates()

    def add(self, seed: int, result: Result) -> None:
        """Adds the result of the run with this seed.

        Raises
        ------
        DataError
            If the seed is there already or the result does not fit those before; then nothing has changed.
        """
        self._core.add(arguments.whole_number(seed, "seed"), arguments.of_kind(Result, result, "result")._core)

    def __len__(self) -> int:
        return len(self._core)

    def take(self) -> Result:
        """All runs in the order in which they were added; afterwards this object is empty.

        Raises
        ------
        DataError
            If there is none.
        """
        return Result._of(self._core.take())


def run_seeds(config: Config, seeds: Union[str, Iterable[int]], threads: int = 0, periods: Optional[int] = None,
              progress: Optional[Callable[[int, int], object]] = None) -> Result:
    """One run for each seed, in one result, as `povtrap run --seeds` does.

    Parameters
    ----------
    config : Config
        What to simulate.
    seeds : str or iterable of int
        "1..10", "1,4,7", or numbers.
    threads : int
        For each run; they follow one another. 0 for all that are available.
    periods : int, optional
        As for `Simulation.run`.
    progress : callable, optional
        Called after each run with the runs done and the runs to do.

    Returns
    -------
    Result
        Its series lead with the dimension "seed"; `compare` takes two of them.

    Raises
    ------
    ConfigError
        If a seed is none or is there twice, or there are none; then nothing is run.
    """
    arguments.of_kind(Config, config, "config")
    numbers = _numbers(seeds)
    runs = Replicates()
    simulation: Optional[Simulation] = None
    for seed in numbers:
        if simulation is None:
            simulation = Simulation(config.with_({"run.seed": seed}), threads)
        else:
            simulation.restart(seed)
        runs.add(seed, simulation.run(periods))
        if progress is not None:
            progress(len(runs), len(numbers))
    return runs.take()


def _numbers(seeds: Union[str, Iterable[int]]) -> list[int]:
    if isinstance(seeds, str):
        return parse_seeds(seeds)
    try:
        numbers = [arguments.whole_number(seed, "seed") for seed in seeds]
    except TypeError as fault:
        if isinstance(seeds, Iterable):
            raise
        raise TypeError(f"seeds = {seeds!r}: this is {arguments.a(seeds)} (there is a run for each seed) write \"1..10\", range(1, 11) "
                        "or [1]") from fault
    for position, number in enumerate(numbers):
        if number in numbers[:position]:
            raise ConfigError(f"seed {number} is there twice (nothing was run) give each of them once")
    if not numbers:
        raise ConfigError("there are no seeds (nothing was run) write \"1..10\", range(1, 11) or [1]")
    return numbers


def is_replicated(result: Result) -> bool:
    """Does this result hold several runs?"""
    return native.is_replicated(arguments.of_kind(Result, result, "result")._core)


def seeds_of(result: Result) -> list[int]:
    """Seeds of the runs that a result holds. Raises DataError if it does not say."""
    return native.seeds_of(arguments.of_kind(Result, result, "result")._core)


def replicate_of(result: Result, position: int) -> Result:
    """One run of a result, as if it had been made alone: same digest. Positions count from 0, in the order of `seeds_of`.

    Raises
    ------
    DataError, ConfigError
        If there is no such position.
    """
    core = arguments.of_kind(Result, result, "result")._core
    return Result._of(native.replicate_of(core, arguments.whole_number(position, "position")))


def parse_seeds(text: str) -> list[int]:
    """Seeds as people write them: "1..10", "1,4,7" or "1..3,9", in rising order. Raises ConfigError if the text is none."""
    return native.parse_seeds(arguments.text(text, "seeds"))


def seeds_text(seeds: Iterable[int]) -> str:
    """The shortest text that `parse_seeds` reads as these seeds."""
    return native.seeds_text([arguments.whole_number(seed, "seed") for seed in seeds])
