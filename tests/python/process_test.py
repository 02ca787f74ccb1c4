"""What a whole process does: imports in any order, memory that does not grow, the command line, no fork."""

import itertools

from support import Case, main

MODULES = ("povtrap", "h5py", "netCDF4")

WRITE_WITH_EACH = """
import importlib, sys
import numpy
for name in sys.argv[1:]:
    importlib.import_module(name)
import h5py, netCDF4, povtrap
result = povtrap.Simulation(povtrap.Config({"population.households": 500, "run.years": 1}), 1).run()
result.save("x.nc", force=True)
with h5py.File("x.nc") as file:
    first = file["headcount"][:]
with netCDF4.Dataset("x.nc") as file:
    second = file["headcount"][:]
assert numpy.array_equal(first, result["headcount"]) and numpy.array_equal(second, result["headcount"])
with h5py.File("y.h5", "w") as file:
    file["x"] = numpy.arange(1000)
assert povtrap.read_result("x.nc").digest() == result.digest()
print("fine")
"""

GROWTH = """
import gc, povtrap
config = povtrap.Config({"population.households": 500, "run.years": 1, "run.burn_in_years": 0, "run.growth_burn_in_years": 0,
                         "regions.rural": [1, 1], "regions.towns": [0, 0]})
def resident():
    gc.collect()
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmRSS"))
def cycle():
    simulation = povtrap.Simulation(config)
    result = simulation.run()
    result["headcount"], simulation.snapshot()["capital"], result.digest()
for _ in range(200): cycle()
before = resident()
for _ in range(1000): cycle()
print(resident() - before)
"""

ENDS_WHILE_A_THREAD_RUNS = """
import sys, threading, povtrap
class Eater(povtrap.SavingRule):
    "nobody saves"
    name = "eater"
    def decide(self, q):
        return q.income, 0
config = povtrap.Config.load(povtrap.shipped("baseline"), {"population.households": 500, "run.years": 100000, "saving.rule": sys.argv[1]}, rules=Eater)
simulation, under_way = povtrap.Simulation(config), threading.Event()
threading.Thread(target=simulation.run, kwargs={"progress": lambda done, last: under_way.set()}, daemon=True).start()
under_way.wait()
"""


class Process(Case):
    def test_the_order_of_imports_does_not_matter(self):
        for order in itertools.permutations(MODULES):
            with self.subTest(order=order):
                self.assertEqual(self.python(WRITE_WITH_EACH, *order), "fine\n")

    def test_a_thousand_runs_leave_no_memory_behind(self):
        grown = int(self.python(GROWTH))
        print(f"1,000 cycles: {grown} KiB more")
        self.assertLess(grown, 5 * 1024)

    def test_a_program_may_end_while_a_thread_lives_through_periods(self):
        for rule in ("stone_geary", "stone_geary", "stone_geary", "eater"):
            self.python(ENDS_WHILE_A_THREAD_RUNS, rule)  # else the process is aborted: exit code -6

    def test_the_package_is_the_whole_command_line(self):
        said = self.python("import povtrap; print(povtrap.command_main(['params', 'run.years']))")
        self.assertIn("run.years", said)
        self.assertTrue(said.endswith("\n0\n"))
        self.assertEqual(self.python("import runpy, sys; sys.argv[1:] = ['digest', 'none.h5']; runpy.run_module('povtrap', run_name='__main__')", code=5), "")
        self.assertEqual(self.python("import povtrap.command; print(povtrap.command_main(['run', '--stpes']))"), "2\n")

    def test_names_that_come_later_are_there(self):
        self.python("import povtrap; [getattr(povtrap, name) for name in povtrap.__all__]; assert set(povtrap.__all__) <= set(dir(povtrap))")
        self.python("import povtrap\ntry: povtrap.swep\nexcept AttributeError: pass")


if __name__ == "__main__":
    main()
