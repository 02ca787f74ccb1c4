"""A posterior by emcee, with a headcount that was observed with a standard error."""

import emcee
import numpy
from model import poverty

observed, error, low, high = poverty.vector([0.20, 0.30])[0], 0.01, numpy.array([0.05, 0.0]), numpy.array([0.30, 0.6])


def likelihood(theta: list[float]) -> float:
    inside = numpy.all((theta >= low) & (theta <= high))
    return float(-0.5 * ((poverty.vector(theta)[0] - observed) / error) ** 2) if inside else -numpy.inf


sampler = emcee.EnsembleSampler(8, 2, likelihood)
sampler.run_mcmc(numpy.random.default_rng(1).uniform(low, high, size=(8, 2)), 20)
print("posterior means of rate and luck:", sampler.get_chain(flat=True, discard=10).mean(axis=0).round(3))
