"""Checks the architecture that the compiler cannot see: who may include whom, what the library must never do, sizes.

The rules are those of HACKING.md. Usage: house_test.py PATH_OF_POVTRAP SOURCE_DIR
"""

import concurrent.futures
import os
import pathlib
import re
import shlex
import subprocess
import sys
import unittest

SOURCE = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else pathlib.Path(__file__).parents[2]).resolve()

COMPONENTS = ["mechanisms", "markets", "programmes", "shocks", "indicators", "population"]
LAYERS = [["core"], ["economy"], COMPONENTS, ["simulation"], ["config", "io"], ["experiments"], ["sweeps"]]
HEIGHT = {folder: height for height, folders in enumerate(LAYERS) for folder in folders}

# Libraries by how their headers begin, with the only folders that may include them.
HOMES = {
    "hdf5": (r"hdf5|H5\w*\.h", ["lib/io"]),
    "toml++": (r"toml", ["lib/config"]),
    "CLI11": (r"CLI/|CLI11", ["apps"]),
}
PRIVATE = r"boost/|tbb/|oneapi/|hdf5|H5\w*\.h|CLI/|CLI11|toml|nlohmann/|Random123/|xxh|gtest|benchmark/"


def files(*folders, suffixes=(".hpp", ".cpp")):
    """All C++ files below the folders, sorted."""
    return sorted(path for folder in folders for path in (SOURCE / folder).rglob("*") if path.suffix in suffixes)


def name(path):
    return str(path.relative_to(SOURCE))


def code(path):
    """The text of a C++ file with comments and the insides of strings blanked; line numbers stay."""
    tokens = r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![\w])\'(?:\\.|[^\'\\\n])+\''
    blank = lambda match: "\n" * match.group(0).count("\n") if match.group(0)[0] == "/" else '""' + "\n" * match.group(0).count("\n")
    return re.sub(tokens, blank, path.read_text(), flags=re.S)


def includes(path):
    """(line, text between the brackets or quotes) of every include."""
    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
        if match:
            yield number, match.group(1)


def uses(pattern, paths):
    """Where the pattern occurs in code, as file:line: text."""
    for path in paths:
        for number, line in enumerate(code(path).splitlines(), 1):
            if re.search(pattern, line):
                yield f"{name(path)}:{number}: {line.strip()}"


class House(unittest.TestCase):
    def none(self, offences, rule):
        offences = list(offences)
        if offences:
            self.fail(f"{rule}:\n  " + "\n  ".join(offences))

    def test_there_is_something_to_check(self):
        self.assertGreater(len(files("lib")), 10)
        self.assertGreater(len(files("include")), 2)

    def test_every_folder_of_lib_has_a_place_in_the_layers(self):
        folders = {path.relative_to(SOURCE / "lib").parts[0] for path in files("lib")}
        self.none(sorted(folders - set(HEIGHT)), "folders of lib without a layer")

    def test_includes_go_downward_only(self):
        def offences():
            for path in files("lib"):
                own = path.relative_to(SOURCE / "lib").parts[0]
                for number, included in includes(path):
                    other = included.split("/")[0]
                    if other not in HEIGHT or other == own or HEIGHT.get(own, 99) > HEIGHT[other]:
                        continue
                    yield f"{name(path)}:{number}: {own} includes {included}"

        self.none(offences(), "core < economy < components < simulation < config, io < experiments; components never include each other")

    def test_public_headers_include_no_other_library(self):
        self.none((f"{name(path)}:{number}: {included}" for path in files("include") for number, included in includes(path)
                   if re.match(PRIVATE, included) or included.split("/")[0] in HEIGHT), "installed headers show only the standard library and povtrap")

    def test_public_headers_are_at_most_25_and_each_compiles_alone(self):
        headers = files("include")
        self.assertLessEqual(len(headers), 25)
        command = [os.environ.get("CXX", "c++"), "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Werror",
                   *shlex.split(os.environ.get("CXXFLAGS", "")), "-I", str(SOURCE / "include"), "-x", "c++", "-"]

        def compile_alone(path):
            text = f"#include <{path.relative_to(SOURCE / 'include')}>\n"
            done = subprocess.run(command, input=text, capture_output=True, text=True)
            return "" if done.returncode == 0 else f"{name(path)}:\n{done.stderr}"

        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            self.none(filter(None, pool.map(compile_alone, headers)), "a public header needs another one included before it")

    def test_every_header_is_included_once(self):
        self.none((name(path) for path in files("lib", "include", "apps") if path.suffix == ".hpp" and "#pragma once" not in path.read_text()),
                  "headers without #pragma once")

    def test_libraries_stay_in_their_folders(self):
        for library, (pattern, homes) in HOMES.items():
            with self.subTest(library):
                self.none((f"{name(path)}:{number}: {included}" for path in files("lib", "include", "apps")
                           for number, included in includes(path)
                           if re.match(pattern, included) and not name(path).startswith(tuple(home + "/" for home in homes))),
                          f"{library} may be included in {homes} only")

    def test_the_slow_toml_header_is_compiled_once(self):
        users = [name(path) for path in files("lib") if any(included.startswith("toml") for _, included in includes(path))]
        self.assertLessEqual(len(users), 1, users)

    def test_no_file_is_too_long(self):
        for folders, limit in ((("lib", "apps", "tests", "bench"), 400), (("include",), 300)):
            self.none((f"{name(path)}: {lines} lines" for path in files(*folders)
                       if (lines := len(path.read_text().splitlines())) > limit), f"at most {limit} lines")

    def test_the_story_of_the_period_is_short(self):
        period = SOURCE / "lib/simulation/period.cpp"
        self.assertTrue(period.exists(), "the story of the period is missing")
        self.assertLess(len(period.read_text().splitlines()), 60)

    def test_the_library_never_prints(self):
        self.none(uses(r"\bstd::(cout|cerr|clog|puts)\b|(?<!\w)(v?f?printf|puts|putchar|perror)\s*\(", files("lib")), "lib prints")

    def test_the_library_never_ends_the_program(self):
        self.none(uses(r"(?<![\w.>])(std::|::)?(_?[eE]xit|quick_exit|abort|terminate)\s*\(", files("lib")), "lib ends the program")

    def test_luck_comes_from_the_keyed_generator_only(self):
        self.none(uses(r"\bstd::\w+_distribution\b|\bstd::(rand|random_device|mt19937(_64)?|default_random_engine)\b|(?<![\w:.>])s?rand\s*\(",
                       files("lib", "include", "apps", "tests", "bench")), "other sources of random numbers")
        self.none(uses(r"\bboost::random\b(?!::sobol)", files("lib")),
                  "Boost.Random draws differ between its versions (but Sobol's sequence, whose points a test knows)")

    def test_arithmetic_is_never_relaxed(self):
        pattern = r"-ffast-math|-Ofast|-funsafe-math|-fassociative-math|-ffp-contract=(fast|on)|\bfast-math\b|fp_contract\s+on"
        sources = files("lib", "include", "apps", "tests", "bench")
        builds = [path for path in [*SOURCE.rglob("CMakeLists.txt"), SOURCE / "CMakePresets.json"]
                  if "build" not in path.relative_to(SOURCE).parts]
        offences = [f"{name(path)}:{number}: {line.strip()}" for path in sources + builds
                    for number, line in enumerate(path.read_text().splitlines(), 1)
                    if re.search(pattern, re.sub(r"#(?!\s*pragma).*|//.*", "", line))]
        self.none(offences, "relaxed floating-point arithmetic")

    def test_nothing_is_left_for_later(self):
        self.none((f"{name(path)}:{number}" for path in files("lib", "include", "apps", "tests", "bench")
                   for number, line in enumerate(path.read_text().splitlines(), 1) if re.search(r"\b(TODO|FIXME|XXX)\b", line)),
                  "notes for later belong in an issue")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
