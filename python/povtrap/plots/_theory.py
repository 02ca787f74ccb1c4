"""The textbook's curve of capital for configurations so bare that the engine follows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ._data import Floats

# What has to be off, as in configs/canonical/bare.toml, before a household's capital follows one equation.
BARE: dict[str, Any] = {
    "run.periods_per_year": 1, "population.ability": 0.0, "population.services_rural": 0.0, "enterprise.labour_exponent": 0.0,
    "enterprise.level": 1.0, "enterprise.growth": 0.0, "enterprise.luck": 0.0, "enterprise.incentive": False,
    "saving.rule": "stone_geary", "saving.stone_geary.buffer": 0.0, "saving.stone_geary.spending_of_excess": 0.0, "nutrition.rule": "off",
    "consumption.distress": 0.0, "consumption.asset_smoothing": False, "development.public_elasticity": 0.0,
    "development.neighbourhood_elasticity": 0.0, "development.aspiration": False, "ngos.donations": 0.0, "firms.households_per_firm": 0, "goods.food_band": 0.0,
    "credit.households": False, "credit.deposit_rate": 0.0, "government.vat": 0.0, "government.income_tax": 0.0, "government.east_west": 0.0, "government.initial_debt": 0.0,
    "regions.productivity_spread": 0.0,
}


def value_of(configuration: dict[str, Any], path: str) -> Any:
    """A parameter by its path, or None."""
    place: Any = configuration
    for key in path.split("."):
        place = place.get(key) if isinstance(place, dict) else None
    return place


def _anything_active(table: dict[str, Any]) -> bool:
    """Whether a programme, shock or market that has a switch is on."""
    return any(_anything_active(value) if isinstance(value, dict) else key == "active" and bool(value) for key, value in table.items())


def technique(configuration: dict[str, Any]) -> Callable[[Floats], Floats] | None:
    """Output f(x) of capital x in units of the poverty line [1/year]; docs/model/techniques.md."""
    name = value_of(configuration, "enterprise.technique")
    p = value_of(configuration, f"enterprise.{name}") or {}
    if name == "solow":
        return lambda x: np.asarray(p["scale"] * x ** p["exponent"])
    if name == "step":
        return lambda x: np.asarray(np.where(x < p["threshold"], p["low"], p["high"]) * x ** p["exponent"])
    if name == "logistic":
        return lambda x: np.asarray((p["low"] + (p["high"] - p["low"]) / (1 + np.exp(-p["steepness"] * (x - p["centre"])))) * x ** p["exponent"])
    return None


def next_year(configuration: dict[str, Any] | None) -> Callable[[Floats], Floats] | None:
    """Capital a year later as a function of capital now, both in units of the poverty line; None if the economy is not bare enough.

    Equation: k' = (1 - d) k + s max(0, f(k) - c), with depreciation d, saving rate s and subsistence c.
    Source: configs/canonical/solow.toml, savings_trap.toml, step_technology.toml, logistic.toml.
    """
    if configuration is None:
        return None
    if any(value_of(configuration, path) != wanted for path, wanted in BARE.items()) or _anything_active(configuration):
        return None
    for path, wanted in (("regions.productivity", 1.0), ("regions.trade_cost", 0.0), ("regions.towns", 0), ("regions.saving_factor", 1.0)):
        values = value_of(configuration, path)
        if any(value != wanted for value in (values if isinstance(values, list) else [])):
            return None
    output = technique(configuration)
    if output is None:
        return None
    wear, rate = value_of(configuration, "enterprise.depreciation"), value_of(configuration, "saving.stone_geary.rate")
    needs = value_of(configuration, "saving.stone_geary.intercept")
    if wear is None or rate is None or needs is None:
        return None
    return lambda x: np.asarray((1 - wear) * x + rate * np.maximum(0, output(x) - needs))
