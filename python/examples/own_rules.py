"""Rules of one's own, one of each kind: docs/howto/python-rules.md explains them. Four are those of tests/consumer/own_rules.cpp.

    python own_rules.py run CONFIG -o with.h5 --set saving.rule=life_cycle      # a whole povtrap command that knows them
"""

import sys
from typing import Sequence

import numpy as np

import povtrap


class LifeCycleSaving(povtrap.SavingRule):
    """a household saves until its head retires and then lives on its deposits

    Source: Modigliani and Brumberg (1954), without their foresight.
    """

    name = "life_cycle"
    parameters = {
        "rate": povtrap.Number(0.15, minimum=0, maximum=1, meaning="share of income saved before retirement"),
        "into_capital": povtrap.Number(0.6, minimum=0, maximum=1, meaning="part of it meant for the enterprise"),
        "retirement": povtrap.Number(60, unit="year", minimum=16, maximum=120, meaning="age of the head at which it ends"),
        "horizon": povtrap.Number(15, unit="year", minimum=1, maximum=100, meaning="time for which deposits are to last"),
    }

    def decide(self, q: povtrap.SavingQuestion) -> tuple[povtrap.Row, povtrap.Row]:
        retired = q.households.age >= self.retirement
        saved = np.where(retired, -q.deposits * q.period_length / self.horizon, self.rate * np.maximum(0.0, q.income))
        consumption = q.income - saved
        investing = np.where(retired, 0.0, self.into_capital * saved)
        return consumption, investing


class SatiatedTechnique(povtrap.Technique):
    """output rises with capital until there is enough for all hands"""

    name = "satiated"
    parameters = {
        "gain": povtrap.Number(0.6, unit="1/year", minimum=0, maximum=100, meaning="output of a unit of capital"),
        "enough": povtrap.Number(4, unit="poverty lines/year", minimum=0, maximum=1000, meaning="capital beyond which more is idle"),
    }

    def output(self, x: povtrap.Column) -> povtrap.Row:
        return self.gain * np.minimum(x, self.enough)


class HungryWork(povtrap.WorkCapacity):
    """who eats less than makes strong works less in proportion"""

    name = "proportional"
    parameters = {
        "strong": povtrap.Number(1.5, minimum=0.1, maximum=10, meaning="food over the requirement that full work takes"),
        "least": povtrap.Number(0.2, minimum=0, maximum=1, meaning="work capacity of the starving"),
    }

    def capacity(self, nutrition: povtrap.Column) -> povtrap.Row:
        return np.clip(nutrition / self.strong, self.least, 1.0)


class Flood(povtrap.HouseholdShock):
    """households beside the river lose capital and part of a harvest"""

    name = "flood"
    parameters = {
        "probability": povtrap.Number(0.05, unit="1/year", minimum=0, maximum=1, meaning="regions flooded in a year"),
        "beside_river": povtrap.Number(0.3, minimum=0, maximum=1, meaning="share of a region's households"),
        "capital_lost": povtrap.Number(0.4, minimum=0, maximum=1, meaning="share of their capital"),
        "output_lost": povtrap.Number(0.5, minimum=0, maximum=1, meaning="share of their output in the period"),
    }

    def strike(self, households: povtrap.HouseholdBlock, draws: povtrap.Draws, effects: povtrap.ShockEffects) -> None:
        if draws.region_uniform("water") >= self.probability * households.period.length:
            return
        hit = draws.uniform("place", draws.Keep.forever) < self.beside_river
        effects.capital_left[hit] = 1 - self.capital_lost
        effects.output[hit] = 1 - self.output_lost


class OldAgePension(povtrap.Instrument):
    """the central government pays households with an old head"""

    name = "old_age_pension"
    parameters = {
        "age": povtrap.Number(65, unit="year", minimum=16, maximum=120, meaning="age of the head from which it is paid"),
        "amount": povtrap.Number(0.3, unit="poverty lines/year", minimum=0, maximum=100, meaning="paid to a household"),
        "limit": povtrap.Number(1e9, unit="poverty lines/year", minimum=0, maximum=1e9, meaning="most that the nation pays"),
    }

    def promise(self, households: povtrap.HouseholdBlock, draws: povtrap.Draws) -> povtrap.Row:
        return np.where(households.age >= self.age, self.amount * self.unit(households.period), 0.0)

    def budget(self, now: povtrap.PeriodFacts) -> float:
        return float(self.limit * self.unit(now))

    def unit(self, now: povtrap.PeriodFacts) -> float:
        return now.poverty_line * now.price_index * now.length


class OldAgePoverty(povtrap.Indicator):
    """poverty of persons in households with an old head"""

    name = "old_age_poverty"
    parameters = {"age": povtrap.Number(65, unit="year", minimum=0, maximum=120, meaning="age from which a head is old")}
    rows = [povtrap.ResultRow("headcount_old", "1", "share of poor persons among those with an old head"),
            povtrap.ResultRow("share_old", "1", "share of persons with an old head")]
    sums = 3

    def add(self, households: povtrap.HouseholdBlock) -> Sequence[float]:
        persons = households.persons
        old = households.age >= self.age
        poor = households.income_per_head < households.period.poverty_line
        return persons.sum(), persons[old].sum(), persons[old & poor].sum()

    def conclude(self, sums: povtrap.Column) -> Sequence[float]:
        everybody, old, old_and_poor = sums
        return (old_and_poor / old if old > 0 else np.nan), old / everybody


RULES = povtrap.Registry(LifeCycleSaving, SatiatedTechnique, HungryWork, Flood, OldAgePension, OldAgePoverty)

if __name__ == "__main__":
    sys.exit(povtrap.command_main(rules=RULES))
