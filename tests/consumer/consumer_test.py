"""Installs the build tree and builds users' programs from it, with find_package and with pkg-config: the README's first program,
and the povtrap command with four rules of its own of docs/howto/own-rule.md.

Usage: consumer_test.py PATH_OF_POVTRAP SOURCE_DIR
"""

import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile


def run(*command, **options):
    """The output of a command; its whole talk and an error if it fails."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"failed ({done.returncode}): {shlex.join(map(str, command))}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def readme_program(source):
    """The first C++ block of the README."""
    return re.search(r"```cpp\n(.*?)```", (source / "README.md").read_text(), re.S).group(1)


LONGEST_RULE = 40  # lines


def check_own_rules_text(source):
    """The blocks of the how-to, one below the other, are the program; no rule is long."""
    blocks = re.findall(r"```cpp\n(.*?)```", (source / "docs/howto/own-rule.md").read_text(), re.S)
    program = source / "tests/consumer/own_rules.cpp"
    if "\n".join(blocks) != program.read_text():
        sys.exit(f"the blocks of docs/howto/own-rule.md, joined by blank lines, differ from {program}")
    rules = re.findall(r"^class (\w+) : public povtrap::(\w+) \{\n(.*?)^\};", program.read_text(), re.S | re.M)
    kinds = {kind for _, kind, _ in rules}
    if kinds != {"SavingRule", "HouseholdShock", "Instrument", "Indicator"}:
        sys.exit(f"one rule of each kind is wanted, found {kinds}")
    for name, _, body in rules:
        if len(body.splitlines()) + 2 > LONGEST_RULE:
            sys.exit(f"{name} is longer than {LONGEST_RULE} lines")


def check_own_rules(program, source, folder, **options):
    """A povtrap command with rules of its own knows, describes, checks and runs them. Returns the digest of a small run."""
    described = json.loads(run(program, "describe", "--json", **options))
    own = {(slot["parameter"], rule["name"]) for slot in described["slots"] for rule in slot["rules"] if rule["own"]}
    wanted = {("saving.rule", "life_cycle"), ("shocks.active", "flood"), ("instruments.*.active", "old_age_pension"),
              ("indicators.*.active", "old_age_poverty")}
    if own != wanted:
        sys.exit(f"describe shows the own rules {own} instead of {wanted}")
    if "shocks.flood.probability" not in run(program, "params", "flood", **options):
        sys.exit("params does not list the parameters of the own shock")
    refused = subprocess.run([program, "check", source / "configs/minimal.toml", "--set", "instruments.old_age_pension.age=1000"],
                             capture_output=True, text=True, **options)
    if refused.returncode != 2 or "too large" not in refused.stderr:
        sys.exit(f"check takes a pension at the age of 1000: {refused}")
    result = pathlib.Path(folder) / f"{program.name}.h5"
    run(program, "run", source / "configs/minimal.toml", "--set", "population.households=2000", "--set", "saving.rule=life_cycle", "-q",
        "-o", result, **options)
    return run(program, "digest", result, **options).split()[0]


def main():
    binary, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    build = binary.parent.parent
    here = source / "tests" / "consumer"
    program = here / "main.cpp"
    if program.read_text() != readme_program(source):
        sys.exit(f"{program} differs from the first program in README.md; they must be the same text")
    if len(program.read_text().splitlines()) > 12:
        sys.exit("the first program in README.md is longer than 12 lines")

    check_own_rules_text(source)

    with tempfile.TemporaryDirectory() as folder:
        tree, work = pathlib.Path(folder) / "tree", pathlib.Path(folder) / "work"
        run("cmake", "--install", build, "--prefix", tree)
        installed = run(tree / "bin" / "povtrap", "--version").strip()
        if installed != run(binary, "--version").strip():
            sys.exit(f"the installed program answers {installed!r} to --version")

        run("cmake", "-S", here, "-B", work, "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={tree}", "-DCMAKE_BUILD_TYPE=Release")
        run("cmake", "--build", work)
        by_cmake = run(work / "consumer", cwd=source)
        own_by_cmake = check_own_rules(work / "own_rules", source, folder)

        description = next(tree.rglob("povtrap.pc"))
        environment = {**os.environ, "PKG_CONFIG_PATH": str(description.parent), "LD_LIBRARY_PATH": str(description.parent.parent)}
        flags = shlex.split(run("pkg-config", "--cflags", "--libs", "povtrap", env=environment))
        compiler = [os.environ.get("CXX", "c++"), "-std=c++20", *shlex.split(os.environ.get("CXXFLAGS", ""))]
        run(*compiler, program, "-o", work / "by_pkg_config", *flags)
        by_pkg_config = run(work / "by_pkg_config", cwd=source, env=environment)
        run(*compiler, here / "own_rules.cpp", "-o", work / "own_by_pkg_config", *flags)
        own_by_pkg_config = check_own_rules(work / "own_by_pkg_config", source, folder, env=environment)

    shares = [float(line.split()[0]) for line in by_cmake.splitlines()]
    if not shares or not all(0 <= share <= 100 for share in shares):
        sys.exit(f"the first program printed no shares of poor people:\n{by_cmake}")
    if by_cmake != by_pkg_config:
        sys.exit("the same program gave other figures when built with pkg-config than with CMake:\n" + by_cmake + by_pkg_config)
    if own_by_cmake != own_by_pkg_config:
        sys.exit("the program with own rules gave another result when built with pkg-config than with CMake")
    print(f"find_package and pkg-config: {len(shares)} years, equal figures; four own rules, digest {own_by_cmake}")


if __name__ == "__main__":
    main()
