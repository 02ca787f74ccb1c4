"""Rules written in Python: faults, pickling, threads, lifetimes, Ctrl-C."""

import pathlib
import pickle
import threading
import traceback

import numpy
from rules_support import ALL_AT_WORK, Eater, Frugal, answering, own_rules, with_rules
from support import Case, main

import povtrap
from povtrap import Config, ConfigError, DataError, ModelError, Registry, Simulation

GROWTH = """
import gc, sys
sys.path.insert(0, sys.argv[1])
import povtrap, own_rules
def resident():
    gc.collect()
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmRSS"))
def cycle():
    config = povtrap.Config({"population.households": 300, "run.years": 1, "run.burn_in_years": 0, "run.growth_burn_in_years": 0,
                             "regions.rural": [1, 1], "regions.towns": [0, 0], "saving.rule": "life_cycle"}, rules=own_rules.RULES)
    simulation = povtrap.Simulation(config)
    simulation.run()
for _ in range(200): cycle()
before = resident()
for _ in range(1000): cycle()
print(resident() - before)
"""

INTERRUPTED = """
import os, signal, povtrap
class Interrupting(povtrap.SavingRule):
    "sends signals to itself"
    name = "interrupting"
    signals = 0
    def decide(self, q):
        if q.households.period.number == 2 and Interrupting.signals == 1:
            Interrupting.signals = 0
            os.kill(os.getpid(), signal.SIGINT)
        while Interrupting.signals == 2:
            os.kill(os.getpid(), signal.SIGINT)
        return q.income, 0
config = povtrap.Config({"population.households": 2000, "run.years": 2, "saving.rule": "interrupting"}, rules=Interrupting)
whole = povtrap.Simulation(config, 1).run().digest()
simulation = povtrap.Simulation(config, 1)
Interrupting.signals = 1
try:
    simulation.run()
except KeyboardInterrupt:
    print("KeyboardInterrupt after", simulation.periods_done, "periods")
print(simulation.run().digest() == whole)
Interrupting.signals = 2
simulation.restart(1)
try:
    simulation.run()
except KeyboardInterrupt:
    print("KeyboardInterrupt again")
try:
    simulation.run()
except povtrap.ModelError as error:
    print("broke off" if "broke off" in str(error) else error)
"""


class Faults(Case):
    def test_an_exception_ends_the_run_as_it_is(self):
        class Own(Exception):
            pass

        def fail(q):
            raise Own("in the rule")

        for threads in (1, 4):
            simulation = answering(fail)
            simulation.use_threads(threads)
            try:
                simulation.step()
                self.fail("no exception")
            except Own as error:
                self.assertEqual(str(error), "in the rule")
                self.assertEqual([frame.name for frame in traceback.extract_tb(error.__traceback__)][-1], "fail")
            self.refused(ModelError, "broke off", simulation.step)
            self.refused(ModelError, "broke off", simulation.result)

    def test_a_broken_simulation_can_be_restarted(self):
        state = {"fails": True}

        def answer(q):
            if state["fails"]:
                raise RuntimeError("once")
            return q.income, 0

        simulation = answering(answer)
        self.refused(RuntimeError, "once", simulation.run)
        state["fails"] = False
        simulation.restart(simulation.config)
        self.assertEqual(simulation.run().digest(), Simulation(with_rules({"saving.rule": "eater"}, Eater)).run().digest())

    def test_wrong_answers_are_told_apart(self):
        def blank(q):
            return numpy.full(q.n, numpy.nan)

        for answer, pattern in (
                (lambda q: (q.income[:3], 0), r"'answering' answered consumption = an array of shape \(3,\).* asked for \d+"),
                (lambda q: (q.income.reshape(1, -1), 0), r"of shape \(1, \d+\)"),
                (lambda q: (q.income, blank(q)), r"investing = nan of household \d+"),
                (lambda q: (q.income, -1), "investing = -1"),
                (lambda q: (0.9 * q.income, 0.2 * q.income), "investing = .* but income - consumption = "),
                (lambda q: (q.income.astype(complex), 0), "complex128.*no numbers"),
                (lambda q: ("all of it", 0), "no numbers"),
                (lambda q: (q.income, None), "investing None"),
                (lambda q: q.income, r"\d+ things .2 are asked for.*return consumption, investing"),
                (lambda q: None, "one NoneType"),
                (lambda q: (q.income, 0, 0), "3 things")):
            self.refused(ModelError, pattern, answering(answer).step)

    def test_other_kinds_are_checked_too(self):
        def broken(kind, **members):
            members = {"name": "broken", "__doc__": "answers wrong", **members}
            slot = {"Technique": {"enterprise.technique": "broken"}, "WorkCapacity": {"nutrition.rule": "broken"}}
            return Simulation(with_rules(slot.get(kind.__name__, {}), type("Broken", (kind,), members)))

        def shock(row, value):
            return lambda self, households, draws, effects: setattr(effects, row, value)

        rows = [povtrap.ResultRow("x", "1", "x")]
        for kind, pattern, members in (
                (povtrap.Technique, "f = -1", {"output": lambda self, x: 0 * x - 1}),
                (povtrap.Technique, "shape", {"output": lambda self, x: x[1:]}),
                (povtrap.WorkCapacity, "phi = 2", {"capacity": lambda self, nutrition: 2}),
                (povtrap.HouseholdShock, "capital_left = 2", {"strike": shock("capital_left", 2.0)}),
                (povtrap.HouseholdShock, "output = nan", {"strike": shock("output", numpy.nan)}),
                (povtrap.HouseholdShock, "return nothing", {"strike": lambda self, households, draws, effects: effects.output}),
                (povtrap.Instrument, "amounts = -1", {"promise": lambda self, households, draws: -1}),
                (povtrap.Instrument, "budget", {"promise": lambda self, households, draws: 1, "budget": lambda self, now: None}),
                (povtrap.Indicator, "2 are asked for", {"rows": rows, "sums": 2, "add": lambda self, h: (1, 2, 3), "conclude": lambda self, s: s}),
                (povtrap.Indicator, "values", {"rows": rows, "sums": 1, "add": lambda self, h: 1, "conclude": lambda self, s: "one"}),
                (povtrap.Indicator, "ResultRow", {"rows": ["x"], "sums": 1, "add": lambda self, h: 1, "conclude": lambda self, s: 1})):
            with self.subTest(kind=kind.__name__, pattern=pattern):
                self.refused(ModelError, "'broken'.*" + pattern, lambda: broken(kind, **members).run(1))

    def test_classes_that_are_no_rules_are_refused(self):
        def made(base=povtrap.SavingRule, **members):
            members = {"name": "own", "__doc__": "does something", "decide": lambda self, q: (0, 0), **members}
            return type("Made", (base,), members)

        for rule, pattern in ((int, "no rule"), (povtrap.SavingRule, "no rule"), (made(name=None), "no name"), (made(name="Own"), "lower-case"),
                              (made(__doc__=None), "docstring"), (made(decide=povtrap.SavingRule.decide), "does not say decide"),
                              (made(parameters={"rate": 0.2}), "declare it as"), (made(parameters={"decide": povtrap.Number(1)}), "another name"),
                              (made(parameters={"yield": povtrap.Number(1)}), "another name"),
                              (made(parameters={"rate": povtrap.Number(3, maximum=1)}), "default of rate")):
            self.refused(ConfigError, pattern, Registry().add, rule)
        self.refused(ConfigError, "one of this name", Registry, Eater, Eater)
        self.refused(ConfigError, "stone_geary", Config, rules=made(name="stone_geary"))


class Lives(Case):
    def test_configurations_and_simulations_can_be_pickled(self):
        config = with_rules({"saving.rule": "eater"}, Eater)
        again = pickle.loads(pickle.dumps(config))
        self.assertEqual(again, config)
        self.assertEqual(repr(again.own_rules()), "<povtrap.Registry of eater>")
        simulation = Simulation(config)
        simulation.run(2)
        copy = pickle.loads(pickle.dumps(simulation))
        branch = simulation.branch()
        resumed = Simulation.resume(simulation.checkpoint(), rules=[Eater])
        self.refused(DataError, "eater", Simulation.resume, simulation.checkpoint())
        self.assertEqual({s.run().digest() for s in (simulation, copy, branch, resumed)}, {Simulation(config).run().digest()})

    def test_a_process_of_its_own_can_be_given_a_configuration(self):
        sent = pickle.dumps(with_rules(ALL_AT_WORK))
        (self.folder / "sent").write_bytes(sent)
        text = "import pickle, sys; sys.path.insert(0, sys.argv[1]); import povtrap; print(povtrap.Simulation(pickle.load(open('sent', 'rb'))).run().digest())"
        self.assertEqual(self.python(text, pathlib.Path(own_rules.__file__).parent).strip(), Simulation(with_rules(ALL_AT_WORK)).run().digest())

    def test_simulations_may_run_and_end_in_other_threads(self):
        digests = []

        def work():
            digests.append(Simulation(with_rules(ALL_AT_WORK), 2).run().digest())

        workers = [threading.Thread(target=work) for _ in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        self.assertEqual(set(digests), {Simulation(with_rules(ALL_AT_WORK)).run().digest()})
        self.assertEqual(len(digests), 3)

    def test_seeds_and_sweeps_ask_them(self):
        config = with_rules({"saving.rule": "life_cycle", "run.years": 1})
        self.assertEqual(povtrap.seeds_of(povtrap.run_seeds(config, "1..2")), [1, 2])
        file = self.folder / "sweep.toml"
        file.write_text('method = "grid"\n[parameters]\nsaving.life_cycle.rate = [0.1, 0.2]\n')
        merged = povtrap.sweep(file, config, self.folder / "sweep", series="headcount", jobs=2)
        self.assertFalse(numpy.array_equal(*merged["headcount"]))
        failing = with_rules({"saving.rule": "frugal", "run.years": 1}, Frugal)
        file.write_text('method = "grid"\n[parameters]\nsaving.frugal.share = [0.1, 0.7]\n')
        povtrap.run_sweep(povtrap.make_design(file, rules=Frugal), failing, self.folder / "failing")
        status = povtrap.sweep_status(self.folder / "failing")
        self.assertEqual(status.done, 1)
        self.assertIn("Own rule 'frugal' raised Overdone: 0.7", status.failures[0][1])

    def test_results_tell_their_rules(self):
        config = with_rules({"saving.rule": "eater"}, Eater)
        result = Simulation(config).run(1)
        self.assertIn("saving: eater", result.groups["provenance"]["own_rules"].tolist())
        self.assertEqual(result.config_with(Eater), config)
        self.refused(ConfigError, "eater", lambda: result.config)

    def test_a_thousand_runs_leave_no_memory_behind(self):
        grown = int(self.python(GROWTH, pathlib.Path(own_rules.__file__).parent))
        print(f"1,000 cycles: {grown} KiB more")
        self.assertLess(grown, 5 * 1024)


class Interrupts(Case):
    def test_a_rule_is_not_interrupted_in_the_middle_of_a_period(self):
        said = self.python(INTERRUPTED)
        self.assertEqual(said.splitlines(), ["KeyboardInterrupt after 3 periods", "True", "KeyboardInterrupt again", "broke off"])


if __name__ == "__main__":
    main()
