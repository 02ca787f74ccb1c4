"""A program as users write it, which mypy --strict accepts: types that are wrong or too narrow show here. It is not run."""

from typing import Sequence

import numpy as np

import povtrap

config = povtrap.Config.load(povtrap.shipped("baseline"), {"population.households": np.int64(2000)})
config.set("run.years", np.int64(3))
config.set("poverty.lines", np.array([1.5, 2.0]))
config.set("survey.file", povtrap.shipped("baseline"))
config["run.title"] = "typed"
result = povtrap.Simulation(config, threads=2).run(periods=4, progress=lambda done, to_do: print(done, to_do))
share: float = float(result.yearly("headcount")[-1])
print("run.years" in config, list(config), result.panel.to_pandas()["income"].mean(), result.to_xarray()["gini"].values)
runs = povtrap.run_seeds(config, np.arange(3), progress=print)
print([value.difference + value.low for value in povtrap.compare(runs, runs, series="gini").values])
function = povtrap.Function(config, {"rate": ("saving.stone_geary.rate", 0.1, 0.2)}, ["gini"])
print(function.matrix(np.zeros((3, 1))) + function.vector(np.array([0.1])) + function.vector([0.1]), function.failures[0].reason)


class Ill(povtrap.Indicator):
    """share of persons in households with somebody ill"""

    name = "ill_share"
    parameters = {"detail": povtrap.Flag(False)}

    @property
    def rows(self) -> Sequence[povtrap.ResultRow]:
        return [povtrap.ResultRow("ill_share", "1", "persons")]

    @property
    def sums(self) -> int:
        return 2 + int(self.detail)

    def add(self, households: povtrap.HouseholdBlock) -> Sequence[float]:
        return [float(households.persons.sum()), float(households.persons[households.has(povtrap.Trait.ill)].sum())]

    def conclude(self, sums: povtrap.Column) -> Sequence[float]:
        return [sums[1] / sums[0]]


class Simple(Ill):
    """the same with attributes"""

    name = "simple"
    rows = [povtrap.ResultRow("simple", "1", "persons")]
    sums = 2


own = povtrap.Config(rules=[Ill, Simple])
