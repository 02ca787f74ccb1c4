"""A simulation in Python lives through the same as any other, can be watched, stopped, branched and sent away."""

import pickle
import threading

import numpy
from support import Case, main, small

import povtrap
from povtrap import Config, ConfigError, DataError, Simulation

INTERRUPTED = """
import os, signal, sys, povtrap
config = povtrap.Config.load(povtrap.shipped("baseline"), {"population.households": 2000, "run.years": 4})
whole = povtrap.Simulation(config).run()
simulation = povtrap.Simulation(config)
def interrupt(done, last):
    if done == 7: os.kill(os.getpid(), signal.SIGINT)
try:
    simulation.run(progress=interrupt)
    print("not interrupted")
except KeyboardInterrupt:
    print("interrupted after", simulation.periods_done)
print(simulation.run().digest() == whole.digest())
"""

INTERRUPTED_FROM_OUTSIDE = """
import povtrap
simulation = povtrap.Simulation(povtrap.Config.load(povtrap.shipped("baseline"), {"population.households": 20000, "run.years": 1000}))
print("ready", flush=True)
try:
    simulation.run()
except KeyboardInterrupt:
    done = simulation.periods_done
    print("interrupted", 0 < done < simulation.periods_total, simulation.step() and simulation.periods_done == done + 1)
"""


class SimulationTest(Case):
    def test_steps_and_runs_come_to_the_same(self):
        stepped, ran, in_parts = (Simulation(small(), threads) for threads in (1, 2, 0))
        while stepped.step():
            pass
        whole = ran.run()
        for _ in range(3):
            in_parts.run(4)
        self.assertEqual(in_parts.periods_done, in_parts.periods_total)
        self.assertEqual({s.result().digest() for s in (stepped, ran, in_parts)}, {whole.digest()})
        self.assertFalse(ran.step())

    def test_periods_are_counted_as_on_the_command_line(self):
        from support import SMALL, settings

        self.command("run", povtrap.shipped("baseline"), "-o", "x.h5", "--periods", 5, *settings(SMALL))
        simulation = Simulation(small())
        self.assertEqual(simulation.run(5).digest(), povtrap.read_result(self.folder / "x.h5").digest())
        self.assertEqual((simulation.burn_in_periods, simulation.periods_done), (4, 9))
        self.refused(ValueError, "negative", simulation.run, -1)

    def test_it_tells_how_far_it_is(self):
        simulation = Simulation(small(run__base_year=2012), 1)
        self.assertEqual((simulation.households, simulation.threads, simulation.burning_in, simulation.year), (3000, 1, True, 2011))
        self.assertIn("3000 households", repr(simulation))
        seen = []
        simulation.run(progress=lambda done, last: seen.append((done, last)))
        self.assertEqual(seen, [(n, 16) for n in range(1, 17)])

    def test_a_bar_can_be_shown(self):
        import contextlib
        import io

        told = io.StringIO()
        with contextlib.redirect_stderr(told):
            Simulation(small(run__years=1)).run(progress=True)
        self.assertIn("8/8", told.getvalue())

    def test_a_series_is_a_copy_of_what_was_recorded(self):
        simulation = Simulation(small())
        self.refused(DataError, "headcount", simulation.series, "headcount")
        result = simulation.run(5)
        headcount = simulation.series("headcount")
        self.assertTrue(numpy.array_equal(headcount, result["headcount"]))
        headcount[0] = -1
        self.assertNotEqual(simulation.series("headcount")[0, 0], -1)
        self.assertEqual(simulation.series("gini").shape, (5,))
        self.refused(DataError, "headcont", simulation.series, "headcont")

    def test_a_snapshot_shows_all_households(self):
        simulation = Simulation(small())
        simulation.run()
        people = simulation.snapshot()
        self.assertEqual(people.sizes["household"], 3000)
        capital = people["capital"]
        self.assertFalse(capital.flags.writeable)
        self.assertEqual(capital.__array_interface__["data"][0], people["capital"].__array_interface__["data"][0])
        self.assertAlmostEqual(people["deposits"].sum(), simulation.series("household_deposits")[-1], places=6)
        self.assertEqual((people.units("capital"), people.units("age")), ("LCU", "year"))
        before = capital.copy()
        simulation.restart(5)
        simulation.step()
        self.assertTrue(numpy.array_equal(capital, before))
        self.assertEqual(people.to_xarray()["capital"].dims, ("household",))

    def test_a_branch_goes_on_by_itself_from_the_same_state(self):
        simulation = Simulation(small())
        simulation.run(3)
        branch = simulation.branch(threads=1)
        self.assertEqual(branch.periods_done, simulation.periods_done)
        result = simulation.run()
        self.assertEqual(branch.periods_done, 7)
        self.assertEqual(branch.run().digest(), result.digest())

    def test_a_large_panel_goes_to_disk(self):
        config = small(population__households=60000, run__years=10, output__panel_households=60000, output__panel_every=0)
        simulation, kept = Simulation(config), Simulation(config)
        kept.keep_panel_in(self.folder / "kept.h5")
        whole = simulation.run()
        while kept.step():
            pass
        held = sum(kept._core.result_beside_store().values("panel_income").shape)
        self.assertLess(held, whole["panel_income"].size)
        kept.save(self.folder / "kept.h5")
        whole.save(self.folder / "whole.h5")
        self.assertEqual(povtrap.read_result(self.folder / "kept.h5").digest(), whole.digest())
        self.assertEqual(kept.result().digest(), whole.digest())
        self.refused(povtrap.IoError, "exists", kept.save, self.folder / "kept.h5")
        kept.restart(2)
        kept.step()

    def test_arms_of_an_experiment_share_their_past(self):
        trunk = Simulation(small())
        trunk.run(4)
        base, reform = trunk.branch().run(), trunk.branch({"top_up.active": False, "cash.active": True}).run()
        for name in ("headcount", "top_up_paid"):
            numpy.testing.assert_array_equal(reform[name][:4], base[name][:4])
            self.assertFalse(numpy.array_equal(reform[name][4:], base[name][4:]), name)
        self.assertNotIn("cash_paid", base)
        self.assertTrue(numpy.isnan(reform["cash_paid"][:4]).all() and (reform["cash_paid"][4:] > 0).all())
        table = povtrap.compare(base, reform).to_pandas()
        self.assertTrue(len(table))
        self.refused(ConfigError, "(?s)run.base_year = 1900 comes too late.*population.households = 4000", trunk.branch,
                     {"population.households": 4000, "run.base_year": 1900})

    def test_a_saved_arm_can_be_verified_and_rerun(self):
        simulation = Simulation(small())
        for changes in ({"cash.active": True}, {"cash.active": False, "village_funds.active": True, "village_funds.start": 3}):
            simulation.run(3)
            simulation = simulation.branch(changes)
        result = simulation.run(5)
        result.save(self.folder / "arm.h5")
        self.command("verify", "arm.h5")
        self.command("rerun", "arm.h5", "-o", "again.h5", "-q")
        self.assertEqual(povtrap.read_result(self.folder / "again.h5").digest(), result.digest())

    def test_it_goes_on_from_a_checkpoint_and_travels_by_it(self):
        simulation = Simulation(small())
        simulation.run(2)
        bytes_of_it = simulation.checkpoint("half-way")
        povtrap.write_checkpoint(bytes_of_it, self.folder / "x.checkpoint")
        read = povtrap.read_checkpoint(self.folder / "x.checkpoint")
        self.assertEqual(povtrap.checkpoint_origin(read).note, "half-way")
        whole = simulation.run().digest()
        self.assertEqual(Simulation.resume(read).run().digest(), whole)
        fresh = Simulation(small())
        fresh.run(2)
        self.assertEqual(pickle.loads(pickle.dumps(fresh)).run().digest(), whole)

    def test_it_starts_again_with_other_luck_or_another_configuration(self):
        simulation = Simulation(small())
        first = simulation.run().digest()
        simulation.restart(7)
        self.assertEqual(simulation.config.get("run.seed"), 7)
        self.assertEqual(simulation.run().digest(), Simulation(small(run__seed=7)).run().digest())
        simulation.restart(small())
        self.assertEqual(simulation.run().digest(), first)
        self.refused(ConfigError, "negative", simulation.restart, -1)
        with self.assertRaises(TypeError):
            simulation.restart("7")

    def test_a_profile_adds_up(self):
        simulation = Simulation(small())
        self.assertEqual(simulation.profile(), [])
        simulation.start_profile()
        simulation.run()
        times = simulation.profile()
        self.assertGreater(sum(time.seconds for time in times), 0)
        self.assertIn("name=", repr(times[0]))

    def test_ctrl_c_ends_a_run_between_periods(self):
        self.assertEqual(self.python(INTERRUPTED), "interrupted after 7\nTrue\n")

    def test_ctrl_c_is_heard_while_a_period_lasts(self):
        import signal
        import subprocess
        import sys

        child = subprocess.Popen([sys.executable, "-c", INTERRUPTED_FROM_OUTSIDE], stdout=subprocess.PIPE, text=True)
        self.assertEqual(child.stdout.readline(), "ready\n")
        __import__("time").sleep(0.5)
        child.send_signal(signal.SIGINT)
        said, _ = child.communicate()
        self.assertEqual((said, child.returncode), ("interrupted True True\n", 0))

    def test_other_threads_of_python_go_on_meanwhile(self):
        simulation = Simulation(small(population__households=200000, run__years=1), 1)
        seen, over = [], threading.Event()

        def watch():
            while not over.is_set():
                seen.append(simulation.periods_done)

        watcher = threading.Thread(target=watch)
        watcher.start()
        simulation.step()
        while_it_ran = len(seen)
        over.set()
        watcher.join()
        self.assertGreater(while_it_ran, 100)

    def test_only_one_thread_at_a_time_lives_through_it(self):
        simulation = Simulation(small(population__households=200000, run__years=1), 1)
        both, faults = threading.Barrier(2), []

        def live():
            both.wait()
            try:
                simulation.run()
            except RuntimeError as fault:
                faults.append(str(fault))

        others = [threading.Thread(target=live) for _ in range(2)]
        for other in others:
            other.start()
        for other in others:
            other.join()
        self.assertEqual(len(faults), 1, "each period takes long enough for the other thread to ask for one meanwhile")
        self.assertIn("another thread", faults[0])
        simulation.snapshot()

    def test_the_story_of_a_period_is_told(self):
        self.assertGreater(len(povtrap.describe_period()), 10)
        slots = {slot.parameter: slot for slot in povtrap.describe_slots(Config())}
        self.assertIn("saving.rule", slots)
        self.assertTrue(any(rule.at_work for rule in slots["saving.rule"].rules))
        self.assertTrue(any(switch.is_on for switch in povtrap.describe_switches(Config())))


if __name__ == "__main__":
    main()
