"""Rules written in Python: each kind at work, the same numbers as in C++, what they are told, their parameters."""

import os
import pathlib
import re
import subprocess
import unittest

import numpy
from rules_support import ALL_AT_WORK, answering, own_rules, with_rules
from support import SMALL, Case, main, settings

import povtrap
from povtrap import Config, ConfigError, ModelError, Simulation

AS_IN_CPP = {"saving.rule": "life_cycle", "shocks.flood.probability": 0.5, "run.seed": 7}
CPP = os.environ.get("POVTRAP_OWN_RULES")


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

    def test_masked_households_are_not_answered_for(self):
        simulation = answering(lambda q: (numpy.ma.masked_greater(q.income, 0), 0))
        self.refused(ModelError, "masked.*filled", simulation.step)

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

    def test_declarations_that_cannot_be_meant_are_refused(self):
        self.refused(TypeError, "True or False", povtrap.Flag, "false")
        self.refused(TypeError, "list", povtrap.Choice, "in", "inout")
        self.refused(TypeError, "list", povtrap.Names, "west")
        self.refused(ValueError, "nothing to choose", povtrap.Choice, "in", [])
        self.refused(TypeError, "meaning = None", povtrap.Number, 1, meaning=None)
        self.refused(ConfigError, "out of range", povtrap.Integer, 2**70)
        for name in ("My Row", "a/b", "", "provenance", "1st"):  # else told only when the result is saved
            self.refused(ConfigError, "result files could not hold it", povtrap.ResultRow, name, "1", "x")

        class Listed(povtrap.SavingRule):
            """lists its parameters"""

            name = "listed"
            parameters = [povtrap.Number(1)]

            def decide(self, q):
                return q.income, 0

        self.refused(ConfigError, "each needs a name", povtrap.Registry, Listed)
        Listed.parameters = {5: povtrap.Number(1)}
        self.refused(ConfigError, "called 5", povtrap.Registry, Listed)

    def test_what_nobody_would_read_is_refused(self):
        self.refused(TypeError, "takes nothing", own_rules.LifeCycleSaving, rate=0.3)
        self.refused(TypeError, "takes nothing", povtrap.Registry().add, own_rules.LifeCycleSaving, {"a": "table"})

    def test_a_result_of_own_rules_says_how_its_configuration_is_read(self):
        result = Simulation(with_rules({"saving.rule": "life_cycle"})).run(1)
        self.refused(ConfigError, r"life_cycle.*config_with\(rules\)", lambda: result.config)
        self.assertEqual(result.config_with(own_rules.RULES)["saving.rule"], "life_cycle")


if __name__ == "__main__":
    main()
