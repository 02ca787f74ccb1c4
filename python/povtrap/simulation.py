"""A simulated nation, period by period."""

from __future__ import annotations

import math
import os
from typing import TYPE_CHECKING, Any, Callable, Mapping, Optional, Union

import numpy

from . import _core as native
from . import arguments
from .config import Config
from .interrupts import InterruptsWait
from .optional import need
from .registry import Rules, native_registry
from .result import Result

if TYPE_CHECKING:
    from ._io import PanelFile

Progress = Union[None, bool, Callable[[int, int], object]]
"""True for a bar, or a function of the periods done and the periods to do."""


class Simulation:
    """A simulated nation: households, firms, NGOs, governments, bank and world in closed accounts, period by period.

    The same configuration gives the same values for any number of threads, and the same as on the command line.

    Parameters
    ----------
    config : Config
        What to simulate.
    threads : int
        To use, 1,024 at most; 0 for all that are available.

    Raises
    ------
    ConfigError
        If parameters contradict each other.
    DataError, IoError
        If the survey it starts from cannot be used, or read.

    Notes
    -----
    Other threads of Python go on while it lives through a period. Only one at a time may do something with it (RuntimeError
    otherwise), but any may ask how far it is.
    """

    __slots__ = ("_core", "_panel")
    _core: native.Simulation
    _panel: Optional["PanelFile"]

    def __init__(self, config: Config, threads: int = 0) -> None:
        self._core = native.Simulation(arguments.of_kind(Config, config, "config")._core, arguments.threads(threads))
        self._panel = None

    @classmethod
    def _of(cls, core: native.Simulation) -> "Simulation":
        simulation = cls.__new__(cls)
        simulation._core = core
        simulation._panel = None
        return simulation

    def step(self) -> bool:
        """Lives through one period.

        Returns
        -------
        bool
            False when the configured time is over.

        Raises
        ------
        ModelError
            If the books do not balance. An exception of a rule of one's own is raised as it is. Then the period broke off half way, and
            only `restart` helps.
        """
        if not self._core.has_own_rules:
            return self._core.step()
        with InterruptsWait():
            return self._core.step()

    def run(self, periods: Optional[int] = None, progress: Progress = None) -> Result:
        """Lives through the remaining periods, or so many of them.

        Parameters
        ----------
        periods : int, optional
            How many more, besides those of the burn-in. All that are configured if it is left out, or is more than those.
        progress : bool or callable, optional
            True shows a bar (extra "notebook"); a function is called after each period with the periods done and to do.

        Returns
        -------
        Result
            Everything measured so far.

        Raises
        ------
        ModelError
            If the books do not balance.
        KeyboardInterrupt
            After Ctrl-C, between two periods: the simulation can go on from there.
        """
        last = self._last_period(periods)
        show, bar = self._shown(progress, last)
        try:
            while self._core.periods_done < last:
                self.step()
                if show is not None:
                    show(self._core.periods_done, last)
        finally:
            if bar is not None:
                bar.close()
        return self.result()

    def _last_period(self, periods: Optional[int]) -> int:
        total = self._core.periods_total
        if periods is None:
            return total
        periods = arguments.whole_number(periods, "periods", -math.inf, math.inf)
        if periods < 0:
            raise ValueError(f"periods = {periods} is negative (a run cannot go back) choose 0 or more")
        return min(total, max(self._core.periods_done, self.burn_in_periods) + periods)

    def _shown(self, progress: Progress, last: int) -> tuple[Optional[Callable[[int, int], object]], Any]:
        if progress is None or progress is False:
            return None, None
        if callable(progress):
            return progress, None
        bar = need("tqdm.auto", "progress=True").tqdm(total=last, initial=self._core.periods_done, unit="period")
        return lambda done, last: bar.update(done - bar.n), bar

    def result(self) -> Result:
        """Everything measured so far, as the result file holds it."""
        return Result._of(self._core.result())

    def measures(self) -> Result:
        """The same without what tells where it comes from: quicker, for many short runs."""
        return Result._of(self._core.measures())

    def keep_panel_in(self, path: Union[str, "os.PathLike[str]"], compression: int = 1) -> None:
        """From now on the panel goes piece by piece to disk, packed, so that memory does not grow with its waves. Numbers stay the same.

        Parameters
        ----------
        path : path
            Of the result to be, for `save`: the panel lies beside it, in a file without a name that vanishes with the process.
        compression : int
            Level of deflate: 1 to 9.

        Raises
        ------
        IoError
            Later, from the calls that put something there.

        Notes
        -----
        A panel of less than 1 MB a variable stays in memory. `result` brings all of it back; `save` does not. `restart` ends it.
        """
        from . import _io  # loads HDF5

        panel = _io.PanelFile(os.fspath(path), arguments.whole_number(compression, "compression", 1, 9))
        self._core.keep_panel_in(panel)
        self._panel = panel

    def save(self, path: Union[str, "os.PathLike[str]"], force: bool = False, *, compression: int = 1) -> None:
        """Stores everything measured so far, as ``result().save(path)`` does; a panel that is on disk does not go through memory.

        Raises
        ------
        IoError
            If the file exists and `force` is not given, or it cannot be written.
        ConfigError
            If there is no such level of compression.
        """
        from . import _io  # loads HDF5

        level = arguments.whole_number(compression, "compression", -math.inf)
        _io.write_result(self._core.result_beside_store(), os.fspath(path), overwrite=force, compression=level,
                         threads=self._core.threads, panel=self._panel)

    def series(self, name: str) -> "numpy.ndarray[Any, Any]":
        """One series so far: a copy, along time and then its other dimensions taken together.

        Raises
        ------
        DataError
            If nothing of this name has been recorded; nothing is before the end of the burn-in.
        """
        values = self._core.series(arguments.text(name, "name"))
        recorded = max(1, self._core.periods_done - self.burn_in_periods)
        return values if values.size <= recorded else values.reshape(recorded, -1)

    def snapshot(self) -> Result:
        """All households as they are now, read-only, with units.

        Along the dimension "household": region, persons, workers, age, ability, deposits, debt, capital, nutrition, skill, incomes
        of the last year, and yes-or-no facts such as employed. Position i is household i, wherever it has moved.
        """
        return Result._of(self._core.snapshot())

    def branch(self, changes: Union[None, Config, Mapping[str, Any]] = None, threads: int = 0) -> "Simulation":
        """An independent simulation that goes on from here, as an arm of an experiment that begins today.

        Parameters
        ----------
        changes : mapping or Config, optional
            Parameters that are different from now on, as for `Config`: ``{"cash.active": True}``. Without any, both live through the
            same, bit for bit. Another ``run.seed`` gives other luck from here on.
        threads : int
            Of the new one; 0 for as many as this one has.

        Raises
        ------
        ConfigError
            Lists all changes that come too late: of the opening day, the calendar, the unit of money and the panel.

        Notes
        -----
        What has been measured so far is in both results, so that `compare` takes them. A series that only one of the configurations has
        is NaN in the other's time. Memory: that of another simulation.
        """
        config = changes if isinstance(changes, Config) else self.config.with_(changes)
        return Simulation._of(self._core.branch(config._core, arguments.threads(threads)))

    def checkpoint(self, note: str = "") -> bytes:
        """The whole state, the configuration included, for `resume`, `write_checkpoint` or another machine."""
        return self._core.checkpoint(arguments.text(note, "note"))

    @classmethod
    def resume(cls, checkpoint: bytes, threads: int = 0, rules: Rules = None) -> "Simulation":
        """The simulation that a checkpoint was made of: all that follows is the same, bit for bit.

        Parameters
        ----------
        checkpoint : bytes
            From `checkpoint` or `read_checkpoint`.
        threads : int
            To use; 0 for all that are available.
        rules : Registry or classes, optional
            The user's rules, if the run had any.

        Raises
        ------
        DataError
            If the bytes are damaged, no checkpoint, or come from a povtrap with another model.
        """
        if not isinstance(checkpoint, (bytes, bytearray, memoryview)):
            raise TypeError(f"checkpoint is {arguments.a(checkpoint)} (a state is bytes) give those of checkpoint() or read_checkpoint(path)")
        return cls._of(native.Simulation.resume(bytes(checkpoint), arguments.threads(threads), native_registry(rules)))

    def restart(self, to: Union[int, Config]) -> None:
        """Goes back to the opening day, with another seed or of another configuration, quicker than a new simulation.

        Raises
        ------
        ConfigError
            If it is no seed or a wrong configuration; then nothing has changed.
        """
        self._core.restart(to._core if isinstance(to, Config) else arguments.whole_number(to, "seed"))
        self._panel = None

    def use_threads(self, threads: int) -> None:
        """Goes on with another number of threads, 0 for all that are available: only the time changes."""
        self._core.use_threads(arguments.threads(threads))

    def start_profile(self) -> None:
        """From now on the time of every phase is measured, anew. It costs a few percent."""
        self._core.start_profile()

    def profile(self) -> list[native.PhaseTime]:
        """Where the time since `start_profile` went; nothing if that was not called."""
        return self._core.profile()

    @property
    def config(self) -> Config:
        """What is simulated; with the seed of `restart`."""
        return Config._of(self._core.config)

    @property
    def periods_done(self) -> int:
        """Periods lived through, burn-in included."""
        return self._core.periods_done

    @property
    def periods_total(self) -> int:
        """Periods that are configured, burn-in included."""
        return self._core.periods_total

    @property
    def burn_in_periods(self) -> int:
        """Periods before the base year, of which nothing is recorded."""
        return self._core.burn_in_periods

    @property
    def households(self) -> int:
        """How many there are."""
        return self._core.households

    @property
    def year(self) -> int:
        """Calendar year of the running period."""
        return self._core.year

    @property
    def burning_in(self) -> bool:
        """Is the base year yet to come?"""
        return self._core.burning_in

    @property
    def threads(self) -> int:
        """Threads that are used."""
        return self._core.threads

    @property
    def bytes_per_household(self) -> int:
        """Memory of the state [bytes], without scratch."""
        return self._core.bytes_per_household

    def __reduce__(self) -> tuple[Any, ...]:
        return Simulation.resume, (self.checkpoint(), 0, self.config.own_rules())

    def __repr__(self) -> str:
        return (f"<povtrap.Simulation of {self.households} households, {self.periods_done} of {self.periods_total} periods done, "
                f"year {self.year}>")
