"""Rules written in Python: each kind at work, the same numbers as in C++, faults, threads, pickling, lifetimes."""

import os
import pathlib
import pickle
import re
import subprocess
import sys
import threading
import traceback
import unittest

import numpy
from support import SMALL, Case, main, settings, small

import povtrap
from povtrap import Config, ConfigError, DataError, ModelError, Registry, Simulation

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "python" / "examples"))
import own_rules  # noqa: E402

ALL_AT_WORK = {"saving.rule": "life_cycle", "enterprise.technique": "satiated", "nutrition.rule": "proportional", "shocks.flood.probability": 0.5}
AS_IN_CPP = {"saving.rule": "life_cycle", "shocks.flood.probability": 0.5, "run.seed": 7}
CPP = os.environ.get("POVTRAP_OWN_RULES")


def with_rules(changes, rules=own_rules.RULES):
    """A small configuration with rules of one's own."""
    return Config.load(povtrap.shipped("baseline"), {**SMALL, "run.years": 2, **changes}, rules=rules)


class Eater(povtrap.SavingRule):
    """nobody saves"""

    name = "eater"

    def decide(self, q):
        return q.income, 0


class Overdone(Exception):
    pass


class Frugal(povtrap.SavingRule):
    """saves a share, if it is not too much"""

    name = "frugal"
    parameters = {"share": povtrap.Number(0.1, minimum=0, maximum=1)}

    def decide(self, q):
        if self.share > 0.5:
            raise Overdone(self.share)
        return (1 - self.share) * q.income, 0


class Answering(povtrap.SavingRule):
    """answers what it is told to"""

    name = "answering"

    def __init__(self, answer):
        self.answer = answer

    def decide(self, q):
        return self.answer(q)


def answering(answer):
    """A simulation with a saving rule that answers this."""
    return Simulation(with_rules({"saving.rule": "answering"}, Registry().add(Answering, answer)))


class Kinds(Case):
    def test_all_kinds_are_at_work(self):
        config = with_rules(ALL_AT_WORK)
        own = [rule.name for slot in povtrap.describe_slots(config) for rule in slot.rules if rule.own and rule.at_work]
        self.assertCountEqual(own, ["life_cycle", "satiated", "proportional", "flood", "old_age_pension", "old_age_poverty"])
        result = Simulation(config).run()
        self.assertTrue((result["old_age_pension_paid"] > 0).all())
        self.assertTrue((result["headcount_old"] >= 0).all() and (result["share_old"] > 0).all())
        whole = result.digest()
        for off in ({"saving.rule": "buffer"}, {"enterprise.technique": "step"}, {"nutrition.rule": "off"}, {"shocks.flood.active": False},
                    {"instruments.old_age_pension.active": False}, {"indicators.old_age_poverty.active": False}):
            with self.subTest(off=off):
                self.assertNotEqual(Simulation(with_rules({**ALL_AT_WORK, **off})).run().digest(), whole)

    @unittest.skipIf(CPP is None, "POVTRAP_OWN_RULES does not name the program of tests/consumer/own_rules.cpp")
    def test_the_numbers_are_those_of_the_same_rules_in_cpp(self):
        done = subprocess.run([CPP, "run", povtrap.shipped("baseline"), "-o", "cpp.h5", *settings({**SMALL, "run.years": 2, **AS_IN_CPP})],
                              cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        cpp, python = povtrap.read_result(self.folder / "cpp.h5"), Simulation(with_rules(AS_IN_CPP)).run()
        self.assertEqual(set(cpp.variables), set(python.variables))
        for name in cpp.variables:
            self.assertTrue(numpy.array_equal(cpp[name], python[name], equal_nan=cpp[name].dtype.kind == "f"), name)

    def test_any_number_of_threads_gives_the_same_bytes(self):
        digests = {Simulation(with_rules(ALL_AT_WORK), threads).run().digest() for threads in (1, 2, 4)}
        self.assertEqual(len(digests), 1)

    def test_a_whole_command_knows_them(self):
        program = pathlib.Path(own_rules.__file__)
        words = ["run", povtrap.shipped("baseline"), "-o", "x.h5", "--quiet", *settings({**SMALL, "run.years": 2, **ALL_AT_WORK})]
        self.python("import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')", program, *words)
        self.assertEqual(povtrap.read_result(self.folder / "x.h5").digest(), Simulation(with_rules(ALL_AT_WORK)).run().digest())


class Page(Case):
    def test_the_how_to_is_the_program_that_was_tested(self):
        program = pathlib.Path(own_rules.__file__)
        text = (program.parents[2] / "docs" / "howto" / "python-rules.md").read_text(encoding="utf-8")
        blocks = re.findall(r"```python\n(.*?)```", text, re.S)
        self.assertTrue(program.read_text(encoding="utf-8").endswith("\n\n\n".join(block.strip() for block in blocks) + "\n"))


class Questions(Case):
    """What a rule is told."""

    def seen(self, look):
        """What a look at the first questions of each block finds."""
        found = []

        def answer(q):
            found.append(look(q))
            return q.income, 0

        answering(answer).step()
        return found

    def test_columns_are_wide_and_read_only(self):
        def look(q):
            for array in (q.income, q.deposits, q.line, q.debt, q.households.age, q.households.persons, q.households.income_per_head):
                self.assertEqual(array.shape, (q.n,))
                self.assertIn(array.dtype, (numpy.float64, numpy.int64))
                self.refused(ValueError, "read-only", array.__setitem__, 0, 1)
            self.assertEqual(len(q), len(q.households))
            self.assertTrue((q.households.has(povtrap.Trait.employed) | True).all())
            self.assertGreater(q.households.period.poverty_line, 0)
            self.assertIn(q.households.region.town, (True, False))
            return q.period_length

        self.assertEqual(set(self.seen(look)), {0.25})

    def test_what_is_kept_is_safe(self):
        kept = self.seen(lambda q: (q, q.households, q.income, q.income.copy()))
        for question, households, income, copy in kept:
            self.assertTrue(numpy.array_equal(income, copy))
            self.refused(ModelError, "after its answer", lambda: question.income)
            self.refused(ModelError, "after its answer", lambda: households.age)

    def test_a_rule_made_by_hand_has_its_defaults(self):
        rule = own_rules.LifeCycleSaving()
        self.assertEqual((rule.rate, rule.retirement), (0.15, 60))
        self.refused(AttributeError, "memory", setattr, rule, "rate", 0.3)


class Parameters(Case):
    def test_they_are_read_checked_and_echoed(self):
        config = with_rules({"saving.life_cycle.rate": 0.2})
        self.assertEqual(config["saving.life_cycle.rate"], 0.2)
        self.assertIn("rate = 0.2", config.to_toml(only_changed=True))
        (told,) = config.parameters("life_cycle.horizon")
        self.assertEqual((told["unit"], told["default"], told["minimum"], told["meaning"]), ("year", 15, 1, "time for which deposits are to last"))
        self.refused(ConfigError, "0 to 1", with_rules, {"saving.life_cycle.rate": 2})
        self.refused(ConfigError, "life_cycle.rate", with_rules, {"saving.life_cycle.rte": 0.2})
        self.refused(ConfigError, "saving.life_cycle", Config, {"saving.life_cycle.rate": 0.2})

    def test_all_kinds_become_attributes(self):
        seen = {}

        class Many(povtrap.SavingRule):
            """has a parameter of each kind"""

            name = "many"
            parameters = {"flag": povtrap.Flag(True), "count": povtrap.Integer(3, minimum=0), "share": povtrap.Number(0.5), "word": povtrap.Text("a"),
                          "way": povtrap.Choice("in", ["in", "out"]), "weights": povtrap.Numbers([1, 2]), "blocs": povtrap.Names(["x"])}

            def decide(self, q):
                seen.update({name: getattr(self, name) for name in self.parameters})
                return q.income, 0

            def contradictions(self):
                return ["saving.many.count exceeds 5"] if self.count > 5 else []

        config = with_rules({"saving.rule": "many"}, Many)
        simulation = Simulation(config)
        simulation.step()
        self.assertEqual({**seen, "weights": seen["weights"].tolist()}, {"flag": True, "count": 3, "share": 0.5, "word": "a", "way": "in",
                                                                         "weights": [1.0, 2.0], "blocs": ("x",)})
        other = config.with_({"saving.many": {"flag": False, "count": 4, "share": 0.25, "word": "b", "way": "out", "weights": [3], "blocs": ["y", "z"]}})
        simulation.restart(other)
        simulation.step()
        self.assertEqual({**seen, "weights": seen["weights"].tolist()}, {"flag": False, "count": 4, "share": 0.25, "word": "b", "way": "out",
                                                                         "weights": [3.0], "blocs": ("y", "z")})
        self.refused(ConfigError, "exceeds 5", config.with_, {"saving.many.count": 6})
        self.refused(ConfigError, "way", config.with_, {"saving.many.way": "up"})


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
    simulation = povtrap.Simulation(config, 2)
    simulation.run()
for _ in range(200): cycle()
before = resident()
for _ in range(1000): cycle()
print(resident() - before)
"""


class Interrupts(Case):
    def test_a_rule_is_not_interrupted_in_the_middle_of_a_period(self):
        said = self.python(INTERRUPTED)
        self.assertEqual(said.splitlines(), ["KeyboardInterrupt after 3 periods", "True", "KeyboardInterrupt again", "broke off"])


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

if __name__ == "__main__":
    main()
