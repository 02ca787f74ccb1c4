"""Small statistics behind the plots: Student's intervals, weighted ranks, curves of a distribution."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def student_inside(t: float, degrees: int) -> float:
    """Probability that Student's t lies between -t and t.

    Source: Abramowitz and Stegun (1964), 26.7.3 and 26.7.4.
    """
    angle = math.atan(t / math.sqrt(degrees))
    square = math.cos(angle) ** 2
    first = 1 if degrees % 2 == 0 else 2
    term, total = (1.0 if first == 1 else math.cos(angle)), 0.0
    for k in range(first, degrees, 2):
        total += term
        term *= k / (k + 1) * square
    total *= math.sin(angle)
    return total if first == 1 else 2 / math.pi * (angle + total)


def student_quantile(confidence: float, degrees: int) -> float:
    """t such that Student's t lies in [-t, t] with probability `confidence`; by bisection."""
    low, high = 0.0, 1.0
    while student_inside(high, degrees) < confidence:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if student_inside(middle, degrees) < confidence else (low, middle)
    return (low + high) / 2


def check_confidence(confidence: float) -> None:
    """Refuses what is no level of confidence."""
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence}; it lies between 0 and 1, such as 0.95")


def mean_interval(values: Floats, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Mean over the first axis (runs) and half of Student's interval; NaN values are left out, the half width is NaN for fewer than two.

    Equation: t((1 + confidence) / 2, n - 1) s / sqrt(n), s the standard deviation over the runs.
    """
    check_confidence(confidence)
    known = np.isfinite(values)
    count = known.sum(axis=0)
    filled = np.where(known, values, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = filled.sum(axis=0) / count
        spread = np.sqrt((np.where(known, values - mean, 0.0) ** 2).sum(axis=0) / (count - 1))
    quantiles = {int(n): student_quantile(confidence, int(n) - 1) for n in np.unique(count) if n > 1}
    t = np.vectorize(lambda n: quantiles.get(int(n), np.nan), otypes=[float])(count)
    with np.errstate(invalid="ignore", divide="ignore"):
        half = np.where(count > 1, t * spread / np.sqrt(count), np.nan)
    return np.asarray(mean), np.asarray(half)


def rank_groups(value: Floats, weight: Floats, groups: int) -> npt.NDArray[np.int64]:
    """Group of each entry, 0 the smallest values, with equal weight: by the middle of its stretch of cumulated weight."""
    order = np.argsort(value, kind="stable")
    middle = (np.cumsum(weight[order]) - weight[order] / 2) / weight.sum() * groups
    group = np.empty(len(value), dtype=np.int64)
    group[order] = np.minimum(groups - 1, middle.astype(np.int64))
    return group


def group_means(value: Floats, weight: Floats, group: npt.NDArray[np.int64], groups: int) -> Floats:
    """Weighted mean of each group; NaN where nobody is."""
    mass = np.bincount(group, weight, groups)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.bincount(group, weight * value, groups) / mass)


def lorenz_points(income: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Shares of persons, poorest first, and of income, from (0, 0) to (1, 1)."""
    order = np.argsort(income, kind="stable")
    people = np.concatenate([[0.0], np.cumsum(weight[order])])
    money = np.concatenate([[0.0], np.cumsum((weight * income)[order])])
    return people / people[-1], money / money[-1]


def gini_of(people: Floats, money: Floats) -> float:
    """Gini index of a Lorenz curve: 1 - sum (F_i - F_{i-1}) (L_i + L_{i-1})."""
    return float(1 - np.sum(np.diff(people) * (money[1:] + money[:-1])))


def tip_points(income: Floats, weight: Floats, line: float) -> tuple[Floats, Floats]:
    """Shares of persons, poorest first, and their cumulated gaps (line - income)+ / line, per person of everybody."""
    order = np.argsort(income, kind="stable")
    gaps = np.clip(line - np.maximum(income[order], 0), 0, None) / line
    people = np.concatenate([[0.0], np.cumsum(weight[order])])
    return people / people[-1], np.concatenate([[0.0], np.cumsum(weight[order] * gaps)]) / people[-1]


def log_density(income: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Incomes and the density of their natural logarithm: a weighted histogram smoothed by a Gaussian kernel.

    Source: Silverman (1986), Density estimation, eq. 3.31 for the width, without the quartiles.
    """
    logs = np.log(income)
    mean = np.average(logs, weights=weight)
    spread = np.sqrt(np.average((logs - mean) ** 2, weights=weight))
    width = max(0.9 * spread * len(logs) ** -0.2, 0.02)
    edges = np.linspace(logs.min() - 4 * width, logs.max() + 4 * width, 513)
    counts, _ = np.histogram(logs, edges, weights=weight, density=True)
    middles = (edges[1:] + edges[:-1]) / 2
    kernel = np.exp(-(((middles[:, None] - middles[None, :]) / width) ** 2) / 2)
    return np.exp(middles), np.asarray(kernel / kernel.sum(axis=1, keepdims=True) @ counts)
