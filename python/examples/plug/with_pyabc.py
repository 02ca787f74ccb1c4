"""Approximate Bayesian computation by pyABC: how sure is the saving rate, given the poverty of a known run?"""

import pyabc
from model import poverty

prior = pyabc.Distribution(rate=pyabc.RV("uniform", 0.05, 0.25), luck=pyabc.RV("uniform", 0.0, 0.6))
inference = pyabc.ABCSMC(poverty.dict, prior, lambda a, b: abs(a["headcount"] - b["headcount"]), 50, sampler=pyabc.SingleCoreSampler())
inference.new("sqlite://", poverty(rate=0.20, luck=0.30))
history = inference.run(max_nr_populations=2)
print(history.get_distribution()[0].describe())
