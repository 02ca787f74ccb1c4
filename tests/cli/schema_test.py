"""The JSON Schema that editors use accepts every shipped configuration and refuses nonsense.

Usage: schema_test.py POVTRAP_BINARY SOURCE_DIR
"""

import json
import pathlib
import subprocess
import sys
import tomllib
import unittest

import jsonschema

from cli_test import DESIGN


def parameters(schema, path=()):
    """Every parameter of a schema: its path and its own schema."""
    for name, inner in schema["properties"].items():
        if inner["type"] == "object":
            yield from parameters(inner, (*path, name))
        elif (*path, name) != ("include",):
            yield (*path, name), inner


def document(path, value):
    """A configuration that sets one parameter."""
    for name in reversed(path):
        value = {name: value}
    return value


class SchemaTest(unittest.TestCase):
    binary = source = schema = None

    @classmethod
    def setUpClass(cls):
        shown = subprocess.run([cls.binary, "params", "--json-schema"], capture_output=True, text=True, check=True)
        cls.schema = json.loads(shown.stdout)
        cls.validator = jsonschema.Draft4Validator(cls.schema)

    def test_is_a_valid_draft_4_schema(self):
        self.assertEqual(self.schema["$schema"], "http://json-schema.org/draft-04/schema#")
        jsonschema.Draft4Validator.check_schema(self.schema)

    def test_describes_every_listed_parameter(self):
        table = subprocess.run([self.binary, "params"], capture_output=True, text=True, check=True).stdout
        listed = {line.split()[0] for line in table.splitlines()[1:]}
        self.assertEqual(listed, {".".join(path) for path, _ in parameters(self.schema)})

    def test_accepts_every_shipped_configuration(self):
        files = [file for file in sorted(pathlib.Path(self.source, "configs").rglob("*.toml")) if not file.stem.endswith(DESIGN)]
        self.assertTrue(files, "no configuration found")
        for file in files:
            with self.subTest(file=str(file)), file.open("rb") as stream:
                found = list(self.validator.iter_errors(tomllib.load(stream)))
                self.assertEqual([f"{'.'.join(map(str, error.path))}: {error.message}" for error in found], [])

    def test_accepts_every_default(self):
        for path, inner in parameters(self.schema):
            with self.subTest(path=".".join(path)):
                self.validator.validate(document(path, inner["default"]))

    def test_refuses_what_lies_outside_a_range_or_a_choice(self):
        refused = 0
        for path, inner in parameters(self.schema):
            bad = []
            if "minimum" in inner:
                bad.append(inner["minimum"] - max(1, abs(inner["minimum"])))
            if "maximum" in inner:
                bad.append(inner["maximum"] + max(1, abs(inner["maximum"])))
            if "enum" in inner:
                bad.append("no such choice")
            for value in bad:
                with self.subTest(path=".".join(path), value=value):
                    self.assertFalse(self.validator.is_valid(document(path, value)))
                refused += 1
        self.assertGreater(refused, 0)

    def test_refuses_unknown_names_and_wrong_kinds(self):
        path, _ = next((path, inner) for path, inner in parameters(self.schema) if inner["type"] == "number")
        self.assertFalse(self.validator.is_valid(document((*path[:-1], "no_such_parameter"), 1)))
        self.assertFalse(self.validator.is_valid(document(path, "text")))
        self.assertFalse(self.validator.is_valid({"no_such_section": {}}))

    def test_takes_whole_numbers_in_any_notation_for_integers(self):
        path, inner = next((path, inner) for path, inner in parameters(self.schema) if "multipleOf" in inner)
        self.assertTrue(self.validator.is_valid(document(path, float(inner["default"]))))
        self.assertFalse(self.validator.is_valid(document(path, inner["default"] + 0.5)))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    SchemaTest.binary, SchemaTest.source = sys.argv[1:]
    unittest.main(argv=sys.argv[:1])
