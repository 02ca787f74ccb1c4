"""Every loop marked POVTRAP_IVDEP in a POVTRAP_KERNEL is vectorised in each of the kernel's clones, as GCC's own report says. A loop that
is not is as slow as the economy was before, and nothing else would tell.

Usage: vectoriser_test.py PATH_OF_POVTRAP SOURCE_DIR
"""

import concurrent.futures
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import unittest

SOURCE = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else pathlib.Path(__file__).parents[2]).resolve()
COMPILER = os.environ.get("CXX", "g++")

# As CMakeLists.txt has it for Release. Remainders of loops are left scalar, so that a width stands for a clone.
FLAGS = ["-std=c++20", "-O3", "-DNDEBUG", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math", "-Wno-psabi",
         "-fopt-info-vec-optimized", "--param=vect-epilogues-nomask=0"]
WIDTHS = [64, 32, 16]  # of the clones for x86-64-v4, x86-64-v3 and default [bytes]

MIXED = "SSE2 cannot turn comparisons of doubles into bytes, or bytes into masks for doubles"
WIDER = "32-bit bins beside 64-bit sums: the compiler finds no SSE2 form that pays"
# Kernels whose default clone may stay scalar, by file and function, with the reason. The other clones have no exceptions.
SCALAR_BY_DEFAULT = {
    ("lib/indicators/income_bins.cpp", "place_incomes"): WIDER,
    ("lib/simulation/phases/job_search.cpp", "ask_wages"): MIXED,
    ("lib/simulation/phases/match_jobs.cpp", "end_or_go_on"): MIXED,
    ("lib/simulation/phases/review_registry.cpp", "see_who_earns"): MIXED,
    ("lib/simulation/phases/plan_spending.cpp", "meet_needs"): MIXED,
    ("lib/shocks/illness.cpp", "fall_ill"): MIXED,
    ("lib/simulation/phases/consume_and_invest.cpp", "select_class"): MIXED,
    ("lib/simulation/phases/measure.cpp", "note_poverty"): MIXED,
    ("lib/simulation/phases/measure.cpp", "turn_the_year"): MIXED,
    ("lib/simulation/phases/pay_cash.cpp", "give_cash"): MIXED,
    ("lib/simulation/phases/fund_loans.cpp", "wish_for_loans"): MIXED,
    ("lib/simulation/phases/insurance.cpp", "choose_insurance"): MIXED,
    ("lib/simulation/phases/insurance.cpp", "note_willing"): MIXED,
    ("lib/programmes/village_fund.cpp", "pay"): MIXED,
    ("lib/mechanisms/schooling.cpp", "find_multiples"): MIXED,
}


def marked_loops(text):
    """(line of the loop, name of the function) of every POVTRAP_IVDEP inside a function that is a POVTRAP_KERNEL."""
    depth, kernel_depth, pending, function = 0, None, False, ""
    for number, line in enumerate(text.splitlines(), 1):
        code = line.split("//")[0]
        if code.startswith("POVTRAP_KERNEL"):
            pending, function = True, (re.findall(r"(\w+)\(", code) or ["?"])[0]
        if kernel_depth is not None and code.strip() == "POVTRAP_IVDEP":
            yield number + 1, function
        for mark in re.findall(r"[{};]", code):
            if mark == "{":
                if pending:
                    kernel_depth, pending = depth, False
                depth += 1
            elif mark == "}":
                depth -= 1
                if depth == kernel_depth:
                    kernel_depth = None
            elif pending:  # a declaration
                pending = False


def vector_widths(path):
    """Bytes of the vectors of each vectorised loop, by line."""
    launcher = [found] if (found := shutil.which("ccache")) else []
    done = subprocess.run([*launcher, *shlex.split(COMPILER), *FLAGS, "-I", str(SOURCE / "lib"), "-I", str(SOURCE / "include"), "-c",
                           "-o", os.devnull, str(path)], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    widths = {}
    for file, line, width in re.findall(r"^(.+?):(\d+):\d+: optimized: loop vectorized using (\d+) byte", done.stderr, re.M):
        if pathlib.Path(file).name == path.name:
            widths.setdefault(int(line), set()).add(int(width))
    return widths


def scalar_loops(path):
    """The marked loops of a file that some clone does not vectorise."""
    widths = vector_widths(path)
    name = str(path.relative_to(SOURCE))
    excused = {function for file, function in SCALAR_BY_DEFAULT if file == name}
    for line, function in marked_loops(path.read_text()):
        missing = [width for width in WIDTHS if width not in widths.get(line, ())]
        if missing == [WIDTHS[-1]] and function in excused:
            continue
        if missing:
            yield f"{name}:{line}: the loop in {function} has no vectors of {missing} bytes"


class Vectoriser(unittest.TestCase):
    def test_marked_loops_are_found(self):
        text = ("POVTRAP_KERNEL void f(double* x,\n  int n) {\n  if (n) {\n  }\n  POVTRAP_IVDEP\n  for (a) x;\n}\n"
                "void g() {\n  POVTRAP_IVDEP\n  for (b) x;\n}\n")
        self.assertEqual(list(marked_loops(text)), [(6, "f")])

    def test_exceptions_are_about_kernels_that_exist(self):
        for file, function in SCALAR_BY_DEFAULT:
            with self.subTest(file=file, function=function):
                self.assertIn(function, [found for _, found in marked_loops((SOURCE / file).read_text())])

    def test_every_kernel_is_vectorised_in_every_clone(self):
        version = subprocess.run([*shlex.split(COMPILER), "--version"], capture_output=True, text=True).stdout
        predefined = subprocess.run([*shlex.split(COMPILER), "-dM", "-E", "-x", "c++", os.devnull], capture_output=True, text=True).stdout
        if "Free Software Foundation" not in version or "__x86_64__" not in predefined:
            self.skipTest("clones of kernels are made by GCC for x86-64 only")
        files = [path for path in sorted((SOURCE / "lib").rglob("*.cpp")) if any(marked_loops(path.read_text()))]
        self.assertGreater(len(files), 10)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            offences = [offence for found in pool.map(lambda path: list(scalar_loops(path)), files) for offence in found]
        self.assertEqual(offences, [], "\n" + "\n".join(offences))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
