"""Sobol indices by SALib: which parameter poverty depends on, alone (S1) and with the others (ST)."""

from model import poverty
from SALib.analyze import sobol as analysis
from SALib.sample import sobol as sample

problem = poverty.salib_problem()
points = sample.sample(problem, 64, calc_second_order=False)
print(analysis.analyze(problem, poverty.matrix(points), calc_second_order=False, print_to_console=False).to_df())
