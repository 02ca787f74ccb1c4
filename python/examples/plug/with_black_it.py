"""Calibration by black-it: which saving rate and luck give the poverty of a known run?"""

from black_it.calibrator import Calibrator
from black_it.loss_functions.minkowski import MinkowskiLoss
from black_it.samplers.halton import HaltonSampler
from model import poverty

known = poverty.series([0.20, 0.30], 5, seed=100)
calibrator = Calibrator(MinkowskiLoss(), known, poverty.series, [[0.05, 0.0], [0.30, 0.6]], [0.001, 0.001], 1,
                        samplers=[HaltonSampler(8)], n_jobs=1)
parameters, losses = calibrator.calibrate(4)
print("nearest:", parameters[0], "distance", losses[0])
