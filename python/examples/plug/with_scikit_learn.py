"""A Gaussian process of scikit-learn that stands for the model where many thousand values are needed."""

import numpy
from model import poverty
from sklearn.gaussian_process import GaussianProcessRegressor, kernels

points = numpy.random.default_rng(1).uniform([0.05, 0.0], [0.30, 0.6], size=(60, 2))
kernel = kernels.ConstantKernel() * kernels.RBF([0.1, 0.3]) + kernels.WhiteKernel(1e-4)
emulator = GaussianProcessRegressor(kernel, normalize_y=True).fit(points[:40], poverty.matrix(points[:40]))
print("R2 on points that it has not seen:", round(emulator.score(points[40:], poverty.matrix(points[40:])), 3))
