"""Adds the rule of docs/howto/add-a-rule.md to the library as that page says, counts what it took, and uses it.

Usage: add_a_rule_test.py PATH_OF_POVTRAP SOURCE_DIR
"""

import concurrent.futures
import difflib
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

BINARY, SOURCE = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
BUILD = BINARY.parent.parent
RULE = "lib/mechanisms/technique_ceiling.cpp"
TEST = "tests/unit/mechanisms/technique_ceiling_test.cpp"
MAKERS = "lib/mechanisms/technique.hpp"
LIST = "lib/simulation/builtin.cpp"
PAGE = "docs/model/techniques.md"


def run(*command, **options):
    """The output of a command; its whole talk and an error if it fails."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"failed ({done.returncode}): {shlex.join(map(str, command))}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def below_its_like(text, line):
    """The text with the line put below the last one that is most like it, indented alike."""
    lines = text.splitlines(keepends=True)
    likeness = [difflib.SequenceMatcher(None, old.strip(), line.strip()).ratio() for old in lines]
    place = max(range(len(lines)), key=lambda i: (round(likeness[i], 1), i))
    indent = re.match(r"\s*", lines[place]).group()
    lines.insert(place + 1, indent + line.strip() + "\n")
    return "".join(lines)


def new_tree(tree):
    """Writes the five files that the how-to touches."""
    page = (SOURCE / "docs/howto/add-a-rule.md").read_text()
    rule, maker, registration, row, test = re.findall(r"```(?:cpp|md)\n(.*?)```", page, re.S)[:5]
    for name in (RULE, TEST):
        if f"`{name}`" not in page:
            sys.exit(f"the how-to does not name {name}")
    files = {RULE: rule, TEST: test}
    for name, line in ((MAKERS, maker), (LIST, registration), (PAGE, row)):
        files[name] = below_its_like((SOURCE / name).read_text(), line)
    for name, text in files.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text)
    return files


def count(files):
    """(new files, new lines elsewhere); nothing may go away."""
    new = [name for name in files if not (SOURCE / name).exists()]
    added = 0
    for name in set(files) - set(new):
        changes = [line for line in difflib.ndiff((SOURCE / name).read_text().splitlines(), files[name].splitlines()) if line[0] in "+-"]
        if any(line[0] == "-" for line in changes):
            sys.exit(f"{name} loses lines")
        added += len(changes)
    return len(new), added


def libraries():
    """What the built libraries need at the end of a link line."""
    needed = re.search(r"^Libs: (.*)$", (BUILD / "povtrap.pc").read_text(), re.M).group(1).split()
    outside = [word for word in needed if not word.startswith("-L$") and not word.startswith("-lpovtrap")]
    return [f"-L{BUILD}", f"-Wl,-rpath,{BUILD}", "-lpovtrap_command", "-lpovtrap_io", "-lpovtrap", *outside, "-ltbb", "-lz"]


def main():
    with tempfile.TemporaryDirectory() as folder:
        tree = pathlib.Path(folder)
        files = new_tree(tree)
        new, lines = count(files)
        if (new, lines) != (2, 3):
            sys.exit(f"adding the rule took {new} new files and {lines} lines elsewhere instead of 2 and 3")

        flags = ["-std=c++20", "-ffp-contract=off", *shlex.split(os.environ.get("CXXFLAGS", ""))]
        compiler = [os.environ.get("CXX", "c++"), *flags]
        paths = ["-I", tree / "lib", "-I", SOURCE / "lib", "-I", SOURCE / "include", "-I", SOURCE / "tests"]
        sources = [tree / RULE, tree / LIST, tree / TEST, SOURCE / "apps/povtrap/povtrap.cpp"]
        objects = [tree / f"{source.stem}.o" for source in sources]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda pair: run(*compiler, *paths, "-c", pair[0], "-o", pair[1]), zip(sources, objects)))
        rule, registration, test, program = objects
        run(*compiler, rule, registration, test, "-o", tree / "test", "-lgtest", "-lgtest_main", *libraries())
        run(*compiler, rule, registration, program, "-o", tree / "povtrap", *libraries())

        run(tree / "test")
        if "enterprise.ceiling.land" not in run(tree / "povtrap", "params", "ceiling"):
            sys.exit("params does not list the parameters of the new rule")
        run(tree / "povtrap", "run", SOURCE / "configs/minimal.toml", "--set", "population.households=1000",
            "--set", "enterprise.technique=ceiling", "-q", "-o", tree / "ceiling.h5")
    print(f"a rule in the library: {new} new files and {lines} lines elsewhere; its test passes and it runs")


if __name__ == "__main__":
    main()
