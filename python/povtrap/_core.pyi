"""
What the package povtrap is made of: the C++ library without files.
"""
from __future__ import annotations
import numpy
import os
import pandas
import typing
class Trait:
    """
    A yes-or-no fact about a household.

    Members:

      ill

      female_head

      minority

      on_top_up_list

      had_grant : an asset grant of `grants`, ever

      poor_last_year : income per head of the last whole year below the poverty line

      employed : has a wage job

      sells_services : the own enterprise sells services, else farm goods
    """
    __members__: typing.ClassVar[dict[str, Trait]]
    employed: typing.ClassVar[Trait]
    female_head: typing.ClassVar[Trait]
    had_grant: typing.ClassVar[Trait]
    ill: typing.ClassVar[Trait]
    minority: typing.ClassVar[Trait]
    on_top_up_list: typing.ClassVar[Trait]
    poor_last_year: typing.ClassVar[Trait]
    sells_services: typing.ClassVar[Trait]
    def __eq__(self, other: typing.Any) -> bool: ...
    def __getstate__(self) -> int: ...
    def __hash__(self) -> int: ...
    def __index__(self) -> int: ...
    def __init__(self, value: int) -> None: ...
    def __int__(self) -> int: ...
    def __ne__(self, other: typing.Any) -> bool: ...
    def __repr__(self) -> str: ...
    def __setstate__(self, state: int) -> None: ...
    def __str__(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def value(self) -> int: ...
class PeriodFacts:
    """
    When a rule is asked. Rates are declared per year: multiply them by `length`.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __repr__(self) -> str: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    @property
    def burning_in(self) -> bool:
        """
        before the base year
        """
    @property
    def closes_year(self) -> bool:
        """
        is it the last one of a year?
        """
    @property
    def length(self) -> float:
        """
        [years]
        """
    @property
    def number(self) -> int:
        """
        periods since the run began, burn-in included
        """
    @property
    def opens_year(self) -> bool:
        """
        is it the first one of a year?
        """
    @property
    def poverty_line(self) -> float:
        """
        at prices of the base year [LCU/head/year]
        """
    @property
    def price_index(self) -> float:
        """
        of consumer goods, 1 when the base year opens [1]
        """
    @property
    def year(self) -> int:
        """
        calendar year
        """
    @property
    def year_of_run(self) -> int:
        """
        whole years since the run began, burn-in included
        """
class RegionFacts:
    """
    Where the households of a block live; all of a block live in one region.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __repr__(self) -> str: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    @property
    def bloc(self) -> int:
        """
        position in `regions.blocs`
        """
    @property
    def food_price(self) -> float:
        """
        at the farm gate and in the village shop [LCU/unit]
        """
    @property
    def manufactures_price(self) -> float:
        """
        of capital goods too [LCU/unit]
        """
    @property
    def number(self) -> int:
        """
        position among the regions
        """
    @property
    def persons(self) -> float:
        """
        living there
        """
    @property
    def productivity(self) -> float:
        """
        of own enterprises, before public capital [1]
        """
    @property
    def public_capital(self) -> float:
        """
        relative to the start of the run [1]
        """
    @property
    def services_price(self) -> float:
        """
        [LCU/unit]
        """
    @property
    def town(self) -> bool:
        """
        else a village
        """
    @property
    def unemployment(self) -> float:
        """
        seekers weighted by what a job would add [share 0..1]
        """
class HouseholdBlock:
    """
    Some households of one region, at most 1,024: what a rule may know of them, while it is asked. Every column is a
    read-only array of float or int with one entry for each household, in the same order; money is in LCU.
    """
    def __len__(self) -> int: ...
    def has(self, trait: Trait) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.bool_]]:
        """
        Who of them has a trait.
        """
    @property
    def ability(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]:
        """
        productivity of the own enterprise relative to the region [1]
        """
    @property
    def age(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.int64]]:
        """
        of the head [years], 255 at most
        """
    @property
    def aspiration(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]:
        """
        income goal per head over the own income [1]; ModelError with development.aspiration = false
        """
    @property
    def capital(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]:
        """
        of the own enterprise [real LCU]
        """
    @property
    def debt(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]:
        """
        bank loan [LCU]
        """
    @property
    def deposits(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]:
        """
        at the bank [LCU]
        """
    @property
    def id(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.int64]]:
        """
        number of the household, the same for ever
        """
    @property
    def income_per_head(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]:
        """
        of the last year at prices of the base year, support included, as poverty is measured [LCU/head/year]; zero
        on the first day of a run
        """
    @property
    def nutrition(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]:
        """
        average food intake over the requirement [1]
        """
    @property
    def own_income_last_year(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]:
        """
        of the last whole year and the whole household, without support [LCU/year]
        """
    @property
    def period(self) -> PeriodFacts:
        """
        when they are asked
        """
    @property
    def persons(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]:
        """
        members [persons]
        """
    @property
    def region(self) -> RegionFacts:
        """
        where they live
        """
    @property
    def size(self) -> int:
        """
        households
        """
    @property
    def skill(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]:
        """
        efficiency units of a worker [1]
        """
    @property
    def workers(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.int64]]:
        """
        members who can work [persons]
        """
class Draws:
    """
    Luck for one rule and one block. A draw is a function of the run's seed, the rule's name, the purpose, the household
    and the time, and of nothing else: all policies of one seed share it.
    """
    class Keep:
        """
        How long a household keeps its draw of one purpose.

        Members:

          period

          year

          forever
        """
        __members__: typing.ClassVar[dict[str, Draws.Keep]]
        forever: typing.ClassVar[Draws.Keep]
        period: typing.ClassVar[Draws.Keep]
        year: typing.ClassVar[Draws.Keep]
        def __eq__(self, other: typing.Any) -> bool: ...
        def __getstate__(self) -> int: ...
        def __hash__(self) -> int: ...
        def __index__(self) -> int: ...
        def __init__(self, value: int) -> None: ...
        def __int__(self) -> int: ...
        def __ne__(self, other: typing.Any) -> bool: ...
        def __repr__(self) -> str: ...
        def __setstate__(self, state: int) -> None: ...
        def __str__(self) -> str: ...
        @property
        def name(self) -> str: ...
        @property
        def value(self) -> int: ...
    def normal(self, purpose: str, keep: Draws.Keep = ...) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]:
        """
        One standard normal number for each household.
        """
    def region_uniform(self, purpose: str, keep: Draws.Keep = ...) -> float:
        """
        One number in (0, 1), the same for everybody in the region.
        """
    def uniform(self, purpose: str, keep: Draws.Keep = ...) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]:
        """
        One number in (0, 1) for each household.
        """
class CapitalGrowth:
    """
    Households that think about more capital. In units U, the yearly poverty line of the household.
    """
    def __len__(self) -> int: ...
    @property
    def f(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]:
        """
        what it yields [U/year]
        """
    @property
    def more(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]:
        """
        capital that they would have [U]
        """
    @property
    def n(self) -> int:
        """
        households
        """
    @property
    def ratio(self) -> float:
        """
        more / x where that is the same for all of them whose answer counts, else 0
        """
    @property
    def x(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]:
        """
        capital now [U]
        """
class SavingQuestion:
    """
    What households know when they decide how much of their income to keep. Arrays have one entry for each.
    """
    def __len__(self) -> int: ...
    @property
    def debt(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]:
        """
        what it owes [LCU]
        """
    @property
    def deposits(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]:
        """
        and bonds when the period began [LCU]
        """
    @property
    def households(self) -> HouseholdBlock:
        """
        the same households with all that is known of them
        """
    @property
    def income(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]:
        """
        disposable income, own services at expected sales included [LCU/period]
        """
    @property
    def line(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]:
        """
        poverty line of the whole household [LCU/year]
        """
    @property
    def n(self) -> int:
        """
        households
        """
    @property
    def period_length(self) -> float:
        """
        [years]
        """
class ShockEffects:
    """
    What a shock does to the households of a block. All entries hold "nothing happens" when it is asked; write
    into some of them, `effects.capital_left[hit] = 0.6`, or into all, `effects.output = 0.5`.
    """
    @property
    def capital_left(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]:
        """
        part of the productive capital that is left, 1 before [share 0..1]
        """
    @capital_left.setter
    def capital_left(self, arg1: typing.Any) -> None: ...
    @property
    def falls_ill(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.bool_]]:
        """
        somebody falls ill and works less until recovery (`shocks.illness.duration`), False before
        """
    @falls_ill.setter
    def falls_ill(self, arg1: typing.Any) -> None: ...
    @property
    def loses_job(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.bool_]]:
        """
        the wage job ends, False before
        """
    @loses_job.setter
    def loses_job(self, arg1: typing.Any) -> None: ...
    @property
    def output(self) -> numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]:
        """
        multiplier of own output in this period, 1 before [>= 0]
        """
    @output.setter
    def output(self, arg1: typing.Any) -> None: ...
class Payer:
    """
    Who pays an instrument.

    Members:

      central_government : by bonds if taxes do not suffice

      ngos : the NGO of the households' bloc, out of its funds
    """
    __members__: typing.ClassVar[dict[str, Payer]]
    central_government: typing.ClassVar[Payer]
    ngos: typing.ClassVar[Payer]
    def __eq__(self, other: typing.Any) -> bool: ...
    def __getstate__(self) -> int: ...
    def __hash__(self) -> int: ...
    def __index__(self) -> int: ...
    def __init__(self, value: int) -> None: ...
    def __int__(self) -> int: ...
    def __ne__(self, other: typing.Any) -> bool: ...
    def __repr__(self) -> str: ...
    def __setstate__(self, state: int) -> None: ...
    def __str__(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def value(self) -> int: ...
class Transfer:
    """
    What a household gets.

    Members:

      cash : money to live on

      asset : money that it must put into the capital of its own enterprise
    """
    __members__: typing.ClassVar[dict[str, Transfer]]
    asset: typing.ClassVar[Transfer]
    cash: typing.ClassVar[Transfer]
    def __eq__(self, other: typing.Any) -> bool: ...
    def __getstate__(self) -> int: ...
    def __hash__(self) -> int: ...
    def __index__(self) -> int: ...
    def __init__(self, value: int) -> None: ...
    def __int__(self) -> int: ...
    def __ne__(self, other: typing.Any) -> bool: ...
    def __repr__(self) -> str: ...
    def __setstate__(self, state: int) -> None: ...
    def __str__(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def value(self) -> int: ...
class ResultRow:
    """
    One series of the result, by period, for the whole nation.
    """
    __hash__: typing.ClassVar[None] = None  # type: ignore[assignment]
    def __eq__(self, arg0: object) -> bool: ...
    def __init__(self, name: str, units: str, long_name: str) -> None: ...
    def __repr__(self) -> str: ...
    def _asdict(self) -> dict[str, typing.Any]: ...
    @property
    def long_name(self) -> str:
        """
        what a plot writes at its axis
        """
    @property
    def name(self) -> str:
        """
        variable of the result file: lower-case letters, digits and _
        """
    @property
    def units(self) -> str:
        """
        UDUNITS text, "1" for shares and counts
        """
class Registry:
    """
    Rules written in Python.
    """
    @typing.overload
    def __init__(self) -> None: ...
    @typing.overload
    def __init__(self, other: Registry) -> None: ...
    def add(self, kind: str, type: typing.Any, given: tuple[typing.Any, ...], named: dict[str, typing.Any], name: str, summary: str, parameters: list[dict[str, typing.Any]]) -> None: ...
    def added(self) -> list[tuple[typing.Any, tuple[typing.Any, ...], dict[str, typing.Any]]]: ...
    def is_empty(self) -> bool: ...
class Config:
    """
    A configuration; values are texts as `povtrap run --set` takes them.
    """
    @staticmethod
    def from_text(toml: str, name: str, own: Registry) -> Config: ...
    @staticmethod
    def load(file: str | os.PathLike[str], own: Registry, overrides: list[tuple[str, str]] = []) -> Config: ...
    @typing.overload
    def __init__(self) -> None: ...
    @typing.overload
    def __init__(self, own: Registry) -> None: ...
    @typing.overload
    def __init__(self, other: Config) -> None: ...
    def check(self) -> None: ...
    def fields(self) -> list[dict[str, typing.Any]]: ...
    def get(self, path: str) -> str: ...
    def json_schema(self) -> str: ...
    def kind(self, path: str) -> str: ...
    def number(self, path: str) -> float: ...
    def own_rules(self) -> Registry: ...
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
class PanelStore:
    """
    Where a running simulation puts its panel, so that memory does not grow with its waves.
    """
class Simulation:
    """
    A simulated nation.
    """
    @staticmethod
    def resume(checkpoint: bytes, threads: int, own: Registry) -> Simulation: ...
    def __init__(self, config: Config, threads: int = 0) -> None: ...
    def branch(self, config: Config, threads: int = 0) -> Simulation: ...
    def checkpoint(self, note: str = '') -> bytes: ...
    def keep_panel_in(self, store: PanelStore) -> None: ...
    def measures(self) -> Dataset: ...
    def profile(self) -> list[PhaseTime]: ...
    @typing.overload
    def restart(self, seed: int) -> None: ...
    @typing.overload
    def restart(self, config: Config) -> None: ...
    def result(self) -> Dataset: ...
    def result_beside_store(self) -> Dataset: ...
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
    def has_own_rules(self) -> bool: ...
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
