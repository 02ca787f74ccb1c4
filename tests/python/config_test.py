"""A configuration in Python is checked as on the command line, and speaks Python's types."""

import copy
import pickle

import numpy
from support import Case, main, small

import povtrap
from povtrap import Config, ConfigError


class ConfigTest(Case):
    def test_values_come_as_a_dictionary_by_section_or_as_keywords(self):
        by_path = Config({"population.households": 20000, "run.years": 5})
        self.assertEqual(by_path, Config({"population": {"households": 20000}, "run": {"years": 5}}))
        self.assertEqual(by_path, Config(population={"households": 20000}, run={"years": 5}))
        self.assertEqual(by_path, Config(**{"population.households": 20000, "run.years": 5}))
        self.assertEqual(by_path, Config.from_dict({"population.households": numpy.int64(20000), "run.years": numpy.int32(5)}))
        self.assertEqual(by_path, Config.from_text("[population]\nhouseholds = 20000\n[run]\nyears = 5\n"))

    def test_values_come_back_as_they_were_given(self):
        given = {"population.households": 1234, "saving.stone_geary.rate": 0.125, "top_up.active": False, "saving.rule": "buffer",
                 "regions.rural": [4.0, 5.0], "run.title": 'a "title"\nof two lines', "regions.blocs": ["north", "south"]}
        config = Config(given)
        for path, value in given.items():
            with self.subTest(path):
                self.assertEqual(config.get(path), value)
                self.assertIs(type(config.get(path)), type(value))
                self.assertEqual(config[path], value)
        self.assertEqual(config.number("population.households"), 1234.0)

    def test_texts_are_taken_as_on_the_command_line(self):
        config = Config()
        config.set("population.households", "20000")
        config["run.title"] = "2012"
        self.assertEqual((config.get("population.households"), config.get("run.title")), (20000, "2012"))

    def test_every_value_of_every_parameter_can_be_set_again(self):
        config = small()
        again = config.with_({field["path"]: field["value"] for field in config.parameters()})
        self.assertEqual(again, config)

    def test_all_faults_are_told_together(self):
        told = self.refused(ConfigError, r"\(.+\)", Config, {"population.houshold": 1, "run.years": -3, "saving.rule": "bufer"})
        for words in ("3 faults", "population.households", "-3", "bufer"):
            self.assertIn(words, told)

    def test_what_is_no_value_is_refused(self):
        for value in (None, object(), {1, 2}, b"x", 1j, float("nan"), [None], [[1.0]], "\x00", 10**30):
            with self.subTest(value=value):
                self.refused(ConfigError, ".", Config, {"population.households": value})
        self.refused(ConfigError, "run.years", Config().set, "run.yers", 3)
        self.refused(ConfigError, "quotes", Config, {3: 4})
        self.refused(ConfigError, "run.years", Config().get, "run.yeers")
        self.refused(ConfigError, "not a number", Config().number, "saving.rule")
        self.refused(ConfigError, "section", Config, {"run": 3})

    def test_a_fault_changes_nothing(self):
        config = small()
        before = config.to_toml()
        self.refused(ConfigError, ".", config.set, "run.years", "long")
        self.assertEqual(config.to_toml(), before)

    def test_files_are_read_with_overrides(self):
        config = Config.load(povtrap.shipped("baseline"), {"population.households": 777})
        self.assertEqual(config.get("population.households"), 777)
        file = self.folder / "x.toml"
        file.write_text(config.to_toml())
        self.assertEqual(Config.load(file), config)
        file.write_text("[run]\nyears = 3\nyeers = 4\n")
        self.assertIn("x.toml:3", self.refused(ConfigError, "run.years", Config.load, file))

    def test_copies_are_independent_and_equal(self):
        config = small()
        for other in (copy.copy(config), copy.deepcopy(config), config.copy(), pickle.loads(pickle.dumps(config))):
            self.assertEqual(other, config)
            other.set("run.seed", 99)
            self.assertNotEqual(other, config)
        self.assertNotEqual(config, "a text")
        with self.assertRaises(TypeError):
            hash(config)

    def test_a_changed_copy_leaves_the_first_one(self):
        config = small()
        self.assertEqual(config.with_({"run.seed": 5}).get("run.seed"), 5)
        self.assertEqual(config.get("run.seed"), small().get("run.seed"))

    def test_every_parameter_says_what_it_means(self):
        fields = Config().parameters()
        self.assertGreater(len(fields), 100)
        for field in fields:
            self.assertTrue(field["meaning"] or field["source"], field["path"])
        self.assertEqual([field["path"] for field in Config().parameters("saving.rule")], ["saving.rule"])
        self.refused(ConfigError, "saving", Config().parameters, "savng.rule")
        self.assertIn("households", Config().json_schema())

    def test_it_shows_itself_short_and_without_scripts(self):
        config = small(run__title="<script>alert(1)</script>")
        self.assertLess(len(repr(config)), 200)
        self.assertIn("population.households", config._repr_html_())
        self.assertNotIn("<script", config._repr_html_())


class Shipped(Case):
    def test_every_configuration_comes_along(self):
        self.assertIn("baseline", povtrap.shipped_names())
        for name in ("baseline", "canonical/solow", "solow", "china-rural-2012", "configs/minimal.toml"):
            self.assertTrue(povtrap.shipped(name).is_file(), name)

    def test_an_unknown_one_is_refused_with_the_nearest(self):
        told = self.refused(ConfigError, "there are", povtrap.shipped, "baselin")
        self.assertIn('did you mean "baseline"', told)


if __name__ == "__main__":
    main()
