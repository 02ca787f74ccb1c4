"""Rules that the tests of rules written in Python have in common."""

import pathlib
import sys

from support import SMALL

import povtrap
from povtrap import Config, Registry, Simulation

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "python" / "examples"))
import own_rules  # noqa: E402

ALL_AT_WORK = {"saving.rule": "life_cycle", "enterprise.technique": "satiated", "nutrition.rule": "proportional", "shocks.flood.probability": 0.5}


def with_rules(changes, rules=own_rules.RULES):
    """A small configuration with rules of one's own."""
    return Config.load(povtrap.shipped("baseline"), {**SMALL, "run.years": 2, **changes}, rules=rules)


class Eater(povtrap.SavingRule):
    """nobody saves"""

    name = "eater"

    def decide(self, q):
        return q.income, 0


class Overdone(Exception):
    pass


class Frugal(povtrap.SavingRule):
    """saves a share, if it is not too much"""

    name = "frugal"
    parameters = {"share": povtrap.Number(0.1, minimum=0, maximum=1)}

    def decide(self, q):
        if self.share > 0.5:
            raise Overdone(self.share)
        return (1 - self.share) * q.income, 0


class Answering(povtrap.SavingRule):
    """answers what it is told to"""

    name = "answering"

    def __init__(self, answer):
        self.answer = answer

    def decide(self, q):
        return self.answer(q)


def answering(answer):
    """A simulation with a saving rule that answers this."""
    return Simulation(with_rules({"saving.rule": "answering"}, Registry().add(Answering, answer)))
