"""A result file that says of itself how it was made can be repeated and checked, and a changed one is found out.

Usage: verify_test.py POVTRAP_BINARY SOURCE_DIR [FLIPS]
"""

import json
import pathlib
import random
import sys
import unittest

from cli_test import SHORT, CommandLine


class Repeating(CommandLine):
    flips = 25

    def setUp(self):
        super().setUp()
        self.call("run", self.baseline, *SHORT, "-o", "x.h5")

    def changed(self, group, name, change):
        """x.h5 with one variable changed, as anybody with h5py can."""
        import h5py

        with h5py.File(self.folder / "x.h5", "r+") as file:
            change((file[group] if group else file)[name])

    def differs(self, *saying):
        done = self.call("verify", "x.h5", code=3)
        self.assertIn("x.h5 is different:", done.stdout)
        for words in saying:
            self.assertIn(words, done.stdout)
        self.assertIn("differs from what its own configuration gives", done.stderr)
        return json.loads(self.call("verify", "x.h5", "--json", code=3).stdout)["differences"]


class Verify(Repeating):
    def test_an_untouched_file_is_equal(self):
        self.assertRegex(self.call("verify", "x.h5", "--threads", "3").stdout, r"^x\.h5 is equal: \d+ variables\n$")
        told = json.loads(self.call("verify", "x.h5", "--json").stdout)
        self.assertEqual((told["equal"], told["differences"], told["note"]), (True, [], ""))
        done = self.call("verify", "x.h5", "-q")
        self.assertEqual((done.stdout, done.stderr), ("", ""))

    def test_a_run_that_ended_early_is_repeated_as_far_as_it_went(self):
        self.call("run", self.baseline, *SHORT, "--periods", "3", "-o", "short.h5")
        self.call("verify", "short.h5")

    def test_a_changed_value_is_named_with_its_year(self):
        def change(headcount):
            headcount[5, 0] = headcount[5, 0] + 1e-15

        self.changed(None, "headcount", change)
        differences = self.differs("headcount: 1 values differ in 2", "instead of")
        self.assertEqual([item["variable"] for item in differences], ["headcount"])
        self.assertEqual((differences[0]["values"], len(differences[0]["years"])), (1, 1))

    def test_a_changed_configuration_shows_in_the_results(self):
        def change(text):
            text[()] = text[()].decode().replace("seed = 1\n", "seed = 2\n")

        self.changed("provenance", "config_toml", change)
        differences = self.differs("headcount", "id is", "seed 2")
        self.assertGreater(len(differences), 10)
        self.assertTrue({"headcount", "gini", "ledger", "panel_income"} <= {item["variable"] for item in differences})

    def test_a_changed_manifest_is_found(self):
        def change(text):
            text[()] = text[()].decode().replace('"households":2000', '"households":2001')

        self.changed("provenance", "manifest_json", change)
        self.differs("provenance/manifest_json: it is not as it was written")
        self.call("verify", "x.h5", "--values")

    def test_bytes_that_hold_no_value_are_compared_too(self):
        with open(self.folder / "x.h5", "ab") as file:
            file.write(b"x")
        self.differs("not all bytes")
        self.call("verify", "x.h5", "--values")

    def test_changed_attributes_are_found(self):
        def change(variable):
            variable.attrs["units"] = "people"

        self.changed(None, "gini", change)
        self.differs("gini: units is \"people\" instead of \"1\"")

    def test_any_flipped_bit_is_found_or_makes_the_file_unreadable(self):
        good = (self.folder / "x.h5").read_bytes()
        luck = random.Random(11)
        for _ in range(self.flips):
            place, bit = luck.randrange(len(good)), luck.randrange(8)
            bad = bytearray(good)
            bad[place] ^= 1 << bit
            (self.folder / "x.h5").write_bytes(bad)
            with self.subTest(place=place, bit=bit):
                done = self.call("verify", "x.h5", "-q", code=3)
                self.assertTrue(done.stderr.startswith("povtrap: error: "), done.stderr)

    def test_what_cannot_be_repeated_is_refused(self):
        (self.folder / "text.h5").write_text("no result")
        for command in ("verify", "rerun"):
            self.refused(command, "none.h5", code=5, saying=["none.h5"])
            self.refused(command, "text.h5", code=3, saying=["text.h5", "no result"])

        def change(text):
            text[()] = text[()].decode().replace("seed = 1\n", "sede = 1\n")

        self.changed("provenance", "config_toml", change)
        for command in ("verify", "rerun"):
            self.refused(command, "x.h5", code=3, saying=["x.h5", "cannot be repeated", "run.sede"])


class Rerun(Repeating):
    def test_gives_the_same_result(self):
        done = self.call("rerun", "x.h5", "--threads", "2")
        self.assertEqual(done.stdout, self.call("summary", "x.h5").stdout)
        self.assertEqual(done.stderr.splitlines()[-2:], ["x-rerun.h5", "the same result as x.h5"])
        self.assertEqual(*[line.split()[0] for line in self.call("digest", "x.h5", "x-rerun.h5").stdout.splitlines()])
        self.call("verify", "x-rerun.h5")

    def test_never_loses_a_file(self):
        self.refused("rerun", "x.h5", "-o", "x.h5", "--force", code=2, saying=["the result itself"])
        (self.folder / "kept.h5").write_text("precious")
        self.refused("rerun", "x.h5", "-o", "kept.h5", code=5, saying=["kept.h5", "--force"])
        self.assertEqual(self.call("rerun", "x.h5", "-o", "kept.h5", "--force", "-q").stderr, "")

    def test_says_if_the_result_is_another_one(self):
        def change(headcount):
            headcount[5, 0] = 0.5

        self.changed(None, "headcount", change)
        self.assertIn("not the same result as x.h5", self.call("rerun", "x.h5").stderr)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    CommandLine.binary = str(pathlib.Path(sys.argv[1]).resolve())
    CommandLine.source = pathlib.Path(sys.argv[2]).resolve()
    Repeating.flips = int(sys.argv[3]) if len(sys.argv) == 4 else Repeating.flips
    unittest.main(argv=sys.argv[:1], verbosity=2)
