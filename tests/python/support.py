"""What the tests of this folder share.

Usage of each: NAME_test.py POVTRAP_BINARY SOURCE_DIR, with PYTHONPATH naming the package unless it is installed.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import povtrap

BINARY = sys.argv[1] if len(sys.argv) > 1 else "povtrap"
SMALL = {"population.households": 3000, "run.years": 3, "run.burn_in_years": 1, "run.growth_burn_in_years": 1, "regions.rural": [3, 3],
         "regions.towns": [1, 1], "output.panel_households": 100}


def small(**more):
    """A configuration that runs in a moment; double underscores stand for dots."""
    changes = {path.replace("__", "."): value for path, value in more.items()}
    return povtrap.Config.load(povtrap.shipped("baseline"), {**SMALL, **changes})


def settings(values):
    """The same as words of the command line."""
    text = lambda value: str(value).lower() if isinstance(value, bool) else str(value)
    return [word for path, value in values.items() for word in ("--set", f"{path}={text(value)}")]


class Case(unittest.TestCase):
    """A test with an empty folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def python(self, text, *words, code=0, **options):
        """Runs a program in a fresh process; returns what it printed."""
        done = subprocess.run([sys.executable, "-c", text, *map(str, words)], capture_output=True, text=True, cwd=self.folder,
                              env={**os.environ, **options})
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout

    def command(self, *words):
        """What the command line prints."""
        done = subprocess.run([BINARY, *map(str, words)], capture_output=True, text=True, cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def refused(self, kind, pattern, call, *given, **named):
        """The call raises this kind of error, whose message says why it matters and what to try."""
        with self.assertRaisesRegex(kind, pattern) as caught:
            call(*given, **named)
        return str(caught.exception)


def main():
    unittest.main(argv=sys.argv[:1], verbosity=2)
