"""Each example of python/examples/plug runs with its tool, in at most ten lines."""

import ast
import importlib.util
import os
import pathlib
import re
import subprocess
import sys

from support import Case, main

FOLDER = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else ".").resolve() / "python" / "examples" / "plug"
TOOLS = {"with_salib": ("SALib", r"rate +0\.\d+"), "with_scikit_learn": ("sklearn", r"R2 .*: 0\.[89]"),
         "with_ema_workbench": ("ema_workbench", r"count +20"), "with_black_it": ("black_it", r"nearest: \[0\.\d+"),
         "with_pyabc": ("pyabc", r"mean +0\.\d+"), "with_emcee": ("emcee", r"posterior means")}


class PlugTest(Case):
    def test_examples_are_short(self):
        for example in FOLDER.glob("*.py"):
            statements = [node for node in ast.parse(example.read_text()).body if not isinstance(node, ast.Expr) or example.stem == "model"]
            self.assertLessEqual(len(statements), 10, example.name)

    def test_there_is_a_test_of_each(self):
        self.assertEqual({example.stem for example in FOLDER.glob("with_*.py")}, set(TOOLS))


def add(name, tool, expected):
    def test(self):
        if importlib.util.find_spec(tool) is None:
            self.skipTest(f"{tool} is not installed")
        done = subprocess.run([sys.executable, FOLDER / f"{name}.py"], capture_output=True, text=True, cwd=self.folder, timeout=600,
                              env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertRegex(done.stdout, re.compile(expected))

    setattr(PlugTest, f"test_{name}", test)


for name, (tool, expected) in TOOLS.items():
    add(name, tool, expected)

if __name__ == "__main__":
    main()
