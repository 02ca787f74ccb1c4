"""Experiments of the EMA workbench over both parameters."""

from ema_workbench import Model, RealParameter, ScalarOutcome, perform_experiments
from model import poverty

model = Model("poverty", function=poverty)
model.uncertainties = [RealParameter(name, one.low, one.high) for name, one in poverty.inputs.items()]
model.outcomes = [ScalarOutcome(name) for name in poverty.outputs]
experiments, outcomes = perform_experiments(model, scenarios=20)
print(experiments.assign(headcount=outcomes["headcount"])[["rate", "luck", "headcount"]].describe())
