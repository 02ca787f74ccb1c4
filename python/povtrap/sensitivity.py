"""What the outcome of a sweep depends on."""

from __future__ import annotations

from typing import Iterable

from . import _io, arguments
from ._io import Design, ElementaryEffects, SobolIndices


def elementary_effects(design: Design, outcomes: Iterable[float], *, resamples: int = 1000, confidence: float = 0.95,
                       seed: int = 1) -> list[ElementaryEffects]:
    """What each parameter does in a Morris sample, for a move through its whole range.

    Parameters
    ----------
    design : Design
        Of method "morris".
    outcomes : iterable of float
        One for each row, as `sweep_outcomes` gives them; NaN where a run is missing.
    resamples, confidence, seed
        Of the bootstrap over trajectories.

    Raises
    ------
    DataError
        If the design is no Morris sample or no trajectory is complete.

    Notes
    -----
    EE_j = (y(x + d e_j) - y(x)) / d with d in shares of the range; mu, mu* and sigma are mean, mean size and standard deviation.

    References
    ----------
    Morris (1991), Technometrics 33(2); Campolongo, Cariboni, Saltelli (2007), Environmental Modelling and Software 22.
    """
    arguments.of_kind(Design, design, "design")
    return _io.elementary_effects(design, [float(y) for y in outcomes], resamples=resamples, confidence=confidence, seed=seed)


def sobol_indices(design: Design, outcomes: Iterable[float], *, resamples: int = 1000, confidence: float = 0.95,
                  seed: int = 1) -> list[SobolIndices]:
    """Shares of the outcome's variance that are due to each parameter, alone and with its interactions.

    Parameters
    ----------
    design : Design
        Of method "saltelli".
    outcomes, resamples, confidence, seed
        As for `elementary_effects`.

    Raises
    ------
    DataError
        If the design is no Saltelli sample, or fewer than two base points are complete.

    Notes
    -----
    S_j = mean(B (AB_j - A)) / V, T_j = mean((A - AB_j)²) / (2 V), V the variance of A and B together.

    References
    ----------
    Saltelli et al. (2010), Computer Physics Communications 181; Jansen (1999), the same 117.
    """
    arguments.of_kind(Design, design, "design")
    return _io.sobol_indices(design, [float(y) for y in outcomes], resamples=resamples, confidence=confidence, seed=seed)


def is_saltelli_sample(design: Design) -> bool:
    """Is this a sample of Saltelli's kind (else, if it has roles, of Morris')?"""
    return _io.is_saltelli_sample(arguments.of_kind(Design, design, "design"))
