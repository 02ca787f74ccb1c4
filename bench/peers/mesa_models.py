"""The two models of bench/peers in Mesa, agent by agent in random order, as its tutorials do it."""

import math
import random
import time

import mesa


class Household(mesa.Agent):
    """A household of household_update.inc."""

    def __init__(self, model):
        super().__init__(model)
        self.capital, self.thrift, self.ability = 0.5 + 2 * random.random(), 0.1 + 0.3 * random.random(), 0.5 + random.random()
        self.cash, self.luck, self.skill, self.nutrition, self.spell = 0.0, 0.0, 1.0, 1.0, 0

    def step(self):
        draws = self.random
        self.luck = 0.9 * self.luck + 0.1 * draws.gauss(0.0, 1.0)
        power = self.capital**2.2
        income = 1.5 * self.ability * math.exp(self.luck) * self.skill * self.nutrition * (power / (power + 1.0))
        money = self.cash + income - 0.1 * max(income - 0.5, 0.0)
        eaten = min(money, 0.3 + (1.0 - self.thrift) * max(money - 0.3, 0.0))
        bought = 0.5 * (money - eaten)
        lost = 0.3 if draws.random() < 0.02 else 0.0
        health = 0.9 if draws.random() < 0.05 else 1.0
        self.capital = self.capital * 0.95 * (1.0 - lost) + bought
        self.cash = money - eaten - bought
        self.nutrition = health * (0.8 * self.nutrition + 0.2 * (1.0 + math.log(0.5 + eaten)))
        self.skill += 0.01 * (min(eaten, 1.0) - 0.5 * self.skill)
        if income < 0.6:
            self.spell += 1
            self.model.poor += 1
        else:
            self.spell = 0


class Giver(mesa.Agent):
    """Gives one unit to somebody, if it owns one."""

    def __init__(self, model):
        super().__init__(model)
        self.wealth = 1

    def step(self):
        if self.wealth > 0:
            self.wealth -= 1
            everybody = self.model.everybody
            everybody[int(self.random.random() * len(everybody))].wealth += 1


class Nation(mesa.Model):
    """Agents of one kind."""

    def __init__(self, agents, kind):
        super().__init__(seed=1)
        self.poor = 0
        self.everybody = [kind(self) for _ in range(agents)]

    def step(self):
        self.poor = 0
        self.agents.shuffle_do("step")


def timed(nation, periods, warm_up=2):
    for _ in range(warm_up):
        nation.step()
    start = time.perf_counter()
    for _ in range(periods):
        nation.step()
    return time.perf_counter() - start


def update(agents, periods):
    nation = Nation(agents, Household)
    seconds = timed(nation, periods)
    return seconds, nation.poor / agents


def exchange(agents, periods):
    nation = Nation(agents, Giver)
    seconds = timed(nation, periods)
    return seconds, sum(agent.wealth == 0 for agent in nation.everybody) / agents
