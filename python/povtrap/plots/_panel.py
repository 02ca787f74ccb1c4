"""The households that a result follows one by one: incomes in money of the base year, weights, who is poor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ._data import Floats, by_run, data_error, line_value, line_words, require, villages_only

if TYPE_CHECKING:
    import xarray as xr

ADVICE = "run with output.panel_households above 0"


@dataclass(frozen=True)
class Panel:
    """Followed households of all runs.

    Attributes
    ----------
    years : calendar year of each wave.
    income : (run, wave, household), per head, at prices of the base year [LCU/year].
    capital : (run, wave, household), real [LCU].
    persons : (run, household).
    chosen : (run, household), whether it counts in the picture.
    line : poverty line [LCU/year].
    per_year : waves in a year, 1 if they are further apart.
    people : whom the picture shows, for its title.
    line_words : the line with its unit, for its title.
    """

    years: npt.NDArray[np.int64]
    income: Floats
    capital: Floats
    persons: Floats
    chosen: npt.NDArray[np.bool_]
    line: float
    per_year: int
    people: str
    line_words: str

    def wave(self, year: int | None) -> int:
        """Position of the last wave in a calendar year; the last wave of all if `year` is None."""
        if year is None:
            return len(self.years) - 1
        if year not in self.years:
            raise data_error(f"the panel has no wave in {year}: it has {sorted(set(self.years.tolist()))}")
        return int(np.flatnonzero(self.years == year)[-1])

    def yearly(self) -> list[int]:
        """Positions of waves at the same time of the year as the last one."""
        return list(range(len(self.years) - 1, -1, -self.per_year))[::-1]

    def gap(self) -> int:
        """Years between two of these waves."""
        waves = self.yearly()
        return int(self.years[waves[1]] - self.years[waves[0]]) if len(waves) > 1 else 0

    def incomes(self, run: int, wave: int) -> tuple[Floats, Floats]:
        """Known incomes of a wave and their persons."""
        income, persons = self.income[run, wave], self.persons[run]
        usable = self.chosen[run] & np.isfinite(income) & (persons > 0)
        if not usable.any():
            raise data_error(f"the panel knows no income of {self.people} in {self.years[wave]} (all are missing); take another year or kind")
        return income[usable], persons[usable]


def panel_of(data: xr.Dataset, line: int = 0, kind: str | None = None) -> Panel:
    """The panel of a result.

    `line` is the position of the poverty line; `kind` says which households count: "rural", "urban", "all", or those that count in the
    national series (None).
    """
    income = by_run(data, "panel_income", "panel_time", "panel_household", advice=ADVICE)
    if income.size == 0:
        raise data_error(f"the panel is empty (nothing to draw); {ADVICE}")
    chosen, people = _who(data, kind, income.shape[0], income.shape[2])
    years = np.asarray(require(data, "panel_year").values, dtype=np.int64)
    persons = np.broadcast_to(by_run(data, "panel_persons", "panel_household"), chosen.shape)
    capital = by_run(data, "panel_capital", "panel_time", "panel_household", advice=ADVICE)
    per_year = int(np.unique(years, return_counts=True)[1].max())
    return Panel(years, income / _prices(data)[..., None], capital, persons, chosen, line_value(data, line), per_year, people, line_words(data, line))


def _prices(data: xr.Dataset) -> Floats:
    """Price index at each wave, by run: incomes of the panel are money of the day."""
    at = {moment: position for position, moment in enumerate(data["time"].values.tolist())}
    waves = data["panel_time"].values.tolist()
    if any(moment not in at for moment in waves):
        raise data_error("a wave of the panel lies at no period of the result (its incomes cannot be deflated); give the whole result")
    return by_run(data, "price_index", "time")[:, [at[moment] for moment in waves]]


def _who(data: xr.Dataset, kind: str | None, runs: int, households: int) -> tuple[npt.NDArray[np.bool_], str]:
    if kind is None:
        kind = "rural" if villages_only(data) else "all"
    everybody = np.ones((runs, households), dtype=bool)
    if kind == "all":
        return everybody, "households"
    if kind not in ("rural", "urban"):
        raise data_error(f'kind is "{kind}"; it is one of "rural", "urban", "all" or None')
    region = np.nan_to_num(by_run(data, "panel_region", "panel_household")).astype(int)
    wanted = by_run(data, "region_kind", "region")[0] == (0 if kind == "rural" else 1)
    if region.min() < 0 or region.max() >= len(wanted):
        raise data_error(f"households of the panel live in region {region.max()}, but the result has {len(wanted)} regions "
                         "(villages and towns cannot be told apart); give the whole result")
    chosen = np.broadcast_to(wanted[region], everybody.shape)
    if not chosen.any():
        raise data_error(f'the panel has no household in {"villages" if kind == "rural" else "towns"} (nothing to draw); use kind="all"')
    return chosen, "village households" if kind == "rural" else "town households"
