import povtrap

config = povtrap.Config.load(povtrap.shipped("baseline"), {"population.households": 20000})
result = povtrap.Simulation(config).run()
for year, share in zip(result.years, result.yearly("headcount")):
    print(f"{year}: {100 * share:.1f} % poor")
