"""A small economy as a function of two of its parameters: what the other examples of this folder plug into."""

import povtrap

config = povtrap.Config.load(povtrap.shipped("minimal"), {"population.households": 1000, "run.years": 5, "run.burn_in_years": 0,
                                                          "run.growth_burn_in_years": 0, "output.panel_households": 0})
poverty = povtrap.Function(config, {"rate": ("saving.stone_geary.rate", 0.05, 0.30), "luck": ("enterprise.luck", 0.0, 0.6)}, ["headcount"])
