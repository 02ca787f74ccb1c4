"""The two models of bench/peers in NumPy, in whole arrays."""

import time

import numpy as np


def update(agents, periods, warm_up=2):
    """The poverty household update of household_update.inc. Returns seconds and the share of poor in the end."""
    rng = np.random.default_rng(1)
    capital, thrift, ability = 0.5 + 2 * rng.random(agents), 0.1 + 0.3 * rng.random(agents), 0.5 + rng.random(agents)
    cash, luck, skill, nutrition = np.zeros(agents), np.zeros(agents), np.ones(agents), np.ones(agents)
    spell = np.zeros(agents, np.int32)
    start = time.perf_counter()
    for period in range(warm_up + periods):
        if period == warm_up:
            start = time.perf_counter()
        luck = 0.9 * luck + 0.1 * rng.standard_normal(agents)
        power = capital**2.2
        income = 1.5 * ability * np.exp(luck) * skill * nutrition * (power / (power + 1.0))
        money = cash + income - 0.1 * np.maximum(income - 0.5, 0.0)
        eaten = np.minimum(money, 0.3 + (1.0 - thrift) * np.maximum(money - 0.3, 0.0))
        bought = 0.5 * (money - eaten)
        lost = np.where(rng.random(agents) < 0.02, 0.3, 0.0)
        health = np.where(rng.random(agents) < 0.05, 0.9, 1.0)
        capital = capital * 0.95 * (1.0 - lost) + bought
        cash = money - eaten - bought
        nutrition = health * (0.8 * nutrition + 0.2 * (1.0 + np.log(0.5 + eaten)))
        skill = skill + 0.01 * (np.minimum(eaten, 1.0) - 0.5 * skill)
        poor = income < 0.6
        spell = np.where(poor, spell + 1, 0)
        share = poor.mean()
    return time.perf_counter() - start, float(share)


def exchange(agents, periods, warm_up=2):
    """Who owns something gives one unit to somebody. Returns seconds and the share of those who own nothing in the end."""
    rng = np.random.default_rng(1)
    wealth = np.ones(agents, np.int32)
    start = time.perf_counter()
    for period in range(warm_up + periods):
        if period == warm_up:
            start = time.perf_counter()
        gives = wealth > 0
        received = np.bincount(rng.integers(0, agents, np.count_nonzero(gives)), minlength=agents)
        wealth = wealth - gives + received.astype(np.int32)
    return time.perf_counter() - start, float((wealth == 0).mean())
