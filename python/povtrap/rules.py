"""Rules of one's own: classes that answer for whole columns of households.

Derive from one of the kinds, give it a docstring (its first line is what `povtrap describe` prints), a `name`, `parameters` and an
answer. docs/howto/python-rules.md has one of each kind.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, ClassVar, Mapping, Sequence, TypeVar

import numpy

from ._core import (CapitalGrowth, Draws, HouseholdBlock, Payer, PeriodFacts, ResultRow, SavingQuestion, ShockEffects, Transfer)
from .parameters import Parameter

if TYPE_CHECKING:
    Column = numpy.ndarray[Any, Any]
else:
    Column = numpy.ndarray
"""A read-only array with one number for each household."""

Row = Any
"""An answer: one number for each household, or one for all. Whatever becomes a NumPy array of numbers will do."""

_Own = TypeVar("_Own", bound="Rule")


class Rule:
    """A switchable rule of behaviour: its name in configurations, one sentence on what it says, and its own parameters.

    Attributes
    ----------
    name : str
        In configurations and results: lower-case letters, digits and _.
    parameters : mapping of str to Parameter
        Each becomes an attribute of the rule that holds its value: ``parameters = {"rate": povtrap.Number(0.15)}`` gives
        ``self.rate``. An own rule made by hand has the defaults.

    Notes
    -----
    A rule keeps no memory between calls: blocks of households are asked on several threads and in any order. Attributes cannot be
    set outside of `__init__`.
    """

    name: ClassVar[str]
    summary: ClassVar[str] = ""
    parameters: ClassVar[Mapping[str, Parameter]] = {}

    def __new__(cls: type[_Own], *given: Any, **named: Any) -> _Own:
        if (given or named) and cls.__init__ is object.__init__:
            raise TypeError(f"{cls.__name__} takes nothing (it has no __init__; its parameters come from a configuration, by hand it has their "
                            "defaults) give nothing, or write an __init__ for fixed data")
        rule = super().__new__(cls)
        for name, parameter in cls.parameters.items():
            value = parameter.default
            if parameter.kind == "numbers":
                value = numpy.array(value, dtype=float)
                value.flags.writeable = False
            object.__setattr__(rule, name, tuple(value) if parameter.kind == "names" else value)
        return rule

    def contradictions(self) -> list[str]:
        """What the rule's own parameters say that makes no sense together, in words naming the keys."""
        return []

    def __getattr__(self, parameter: str) -> Any:
        raise AttributeError(f"{type(self).__name__} has no {parameter!r} (its parameters are {', '.join(self.parameters) or 'none'}) declare it in "
                             "`parameters`, or correct the name")

    def _seal(self) -> None:
        object.__setattr__(self, "_sealed", True)

    def __setattr__(self, attribute: str, value: Any) -> None:
        if getattr(self, "_sealed", False) or attribute in type(self).parameters:
            raise AttributeError(f"{type(self).__name__}.{attribute} was set (a rule keeps no memory between calls, or results would depend on "
                                 "the number of threads; a configuration sets its parameters) use a local variable, or set it in __init__")
        object.__setattr__(self, attribute, value)


class SavingRule(Rule):
    """How income is divided between eating today, a reserve, and capital. Chosen by `saving.rule`, asked in phase 8."""

    def decide(self, q: SavingQuestion) -> tuple[Row, Row]:
        """What households wish to do with their income.

        Parameters
        ----------
        q : SavingQuestion
            income, deposits, line and debt as arrays, period_length, and all that is known of the households.

        Returns
        -------
        consumption, investing : array or number
            Wished spending on goods, and saving meant for the own enterprise [LCU/period]. 0 <= investing <= income - consumption where
            the latter is positive.
        """
        raise NotImplementedError


class Technique(Rule):
    """How capital becomes output in a household's own enterprise: y = U f(k / U) times ability, luck, labour and place, with U the
    yearly poverty line of the household. Chosen by `enterprise.technique`, asked in phases 6 and 8."""

    def output(self, x: Column) -> Row:
        """f(x) for capital x in units U.

        Returns
        -------
        array or number
            f >= 0 [U/year].
        """
        raise NotImplementedError

    def output_of_more(self, growth: CapitalGrowth) -> Row:
        """f(growth.more), for rules that can save work if they know f(x)."""
        return self.output(growth.more)


class WorkCapacity(Rule):
    """How well a household can work, given what it has eaten. Chosen by `nutrition.rule`, asked in phase 6.

    Attributes
    ----------
    never_limits : bool
        Is phi always 1?
    """

    never_limits: bool = False

    def capacity(self, nutrition: Column) -> Row:
        """phi for the nutrition stock (average food intake over the requirement).

        Returns
        -------
        array or number
            0 <= phi <= 1.
        """
        raise NotImplementedError


class HouseholdShock(Rule):
    """Bad luck of one's own, in phase 1, after the built-in shocks. Its parameters are `shocks.NAME.*`; `shocks.NAME.active` and
    `shocks.active` switch it."""

    def strike(self, households: HouseholdBlock, draws: Draws, effects: ShockEffects) -> None:
        """Declares losses; the engine applies them.

        Parameters
        ----------
        households : HouseholdBlock
            What is known of them.
        draws : Draws
            Luck: ``draws.uniform("place", draws.Keep.forever)``.
        effects : ShockEffects
            capital_left, output, falls_ill and loses_job, to be written into. They hold "nothing happens" before.
        """
        raise NotImplementedError


class Instrument(Rule):
    """A policy that promises amounts to households. Promises are made in phase 2, cut to the budgets in phase 3 (everybody in a block by
    the same fraction), and paid through the ledger in phase 7, exactly. Its parameters are `instruments.NAME.*`;
    `instruments.NAME.active` switches it. A result has `NAME_paid` and `NAME_reached`.

    Attributes
    ----------
    payer : Payer
        The central government, or the NGO of the households' bloc.
    transfer : Transfer
        Cash, or an asset: money that must become capital of the own enterprise.
    """

    payer: Payer = Payer.central_government
    transfer: Transfer = Transfer.cash

    def promise(self, households: HouseholdBlock, draws: Draws) -> Row:
        """What each household is to get in this period, zero if it is not eligible.

        Returns
        -------
        array or number
            Finite and >= 0 [LCU/period], rounded down to 1/1024 of an LCU.
        """
        raise NotImplementedError

    def budget(self, now: PeriodFacts) -> float:
        """The most that may be spent in this period in the whole nation [LCU/period]; no limit unless a rule says so."""
        return math.inf


class Indicator(Rule):
    """A measure of one's own, taken when a period is over. It adds up sums over all households, block by block in a fixed order, and
    makes series of the result out of them. It changes nothing and draws nothing. Its parameters are `indicators.NAME.*`;
    `indicators.NAME.active` switches it.

    Attributes
    ----------
    rows : sequence of ResultRow
        The series.
    sums : int
        How many sums it needs. Like `rows`, a property where it depends on parameters.
    """

    if TYPE_CHECKING:  # attributes or properties, as one likes

        @property
        def rows(self) -> Sequence[ResultRow]: ...

        @property
        def sums(self) -> int: ...

    def add(self, households: HouseholdBlock) -> Sequence[Any]:
        """What a block adds to the sums.

        Returns
        -------
        sequence of numbers
            As many as `sums`: ``return persons.sum(), persons[old].sum()``.
        """
        raise NotImplementedError

    def conclude(self, sums: Column) -> Sequence[Any]:
        """What the sums of the nation say.

        Returns
        -------
        sequence of numbers
            One for each of `rows`; NaN where there is nothing to say.
        """
        raise NotImplementedError
