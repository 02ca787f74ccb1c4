"""What a reform changes, and for whom."""

from __future__ import annotations

from typing import Iterable

from . import _core as native
from . import arguments
from ._core import Comparison, MeanInterval, RatioInterval
from .error import DataError
from .result import Result


def compare(base: Result, reform: Result, *, confidence: float = 0.95, threshold: float = 0.01, groups: int = 10,
            series: Iterable[str] = (), base_name: str = "the base", reform_name: str = "the reform") -> Comparison:
    """Compares two results, each of one run or of several seeds, year by year and seed by seed.

    Household i of a seed is the same household with the same draws in both, so that luck cancels. What only one arm has is left
    out, with a note.

    Parameters
    ----------
    base, reform : Result
        Of `Simulation.run` or `run_seeds`.
    confidence : float
        Of the intervals over seeds, (0, 1).
    threshold : float
        A household gains or loses if its income changes by more than this share of it.
    groups : int
        Income groups of the panel, 10 being deciles.
    series : str or iterable of str
        Further series along time.
    base_name, reform_name : str
        In messages.

    Returns
    -------
    Comparison
        ``.to_pandas()`` makes a table of it.

    Raises
    ------
    DataError
        If they share no seed or no year, or differ in base year, poverty line or population.
    ConfigError
        If an option is out of range or names no series.
    """
    one, other = (arguments.of_kind(Result, given, name)._core for given, name in ((base, "base"), (reform, "reform")))
    return native.compare(one, other, confidence=confidence, threshold=threshold, groups=arguments.whole_number(groups, "groups"),
                         series=arguments.names(series, "series"), base_name=base_name, reform_name=reform_name)


def mean_interval(values: Iterable[float], confidence: float = 0.95) -> MeanInterval:
    """Mean of independent values and Student's interval for it; NaN do not count.

    Raises
    ------
    ConfigError
        If the confidence is not between 0 and 1.

    Notes
    -----
    mean ± t(confidence, n - 1) sd / √n.
    """
    return native.mean_interval([float(value) for value in values], arguments.share(confidence, "confidence"))


def ratio_interval(numerator: Iterable[float], denominator: Iterable[float], confidence: float = 0.95) -> RatioInterval:
    """Ratio of two means of paired values and Fieller's interval for it.

    Raises
    ------
    DataError
        If there are not as many of both.
    ConfigError
        If the confidence is not between 0 and 1.

    References
    ----------
    Fieller (1954), Some problems in interval estimation. JRSS B 16(2).
    """
    above, below = [float(value) for value in numerator], [float(value) for value in denominator]
    if len(above) != len(below):
        raise DataError(f"there are {len(above)} values over {len(below)} (each needs its partner) give as many of both")
    return native.ratio_interval(above, below, arguments.share(confidence, "confidence"))
