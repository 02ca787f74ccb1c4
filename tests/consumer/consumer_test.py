"""Installs the build tree and builds the README's first program from it: with find_package and with pkg-config.

Usage: consumer_test.py PATH_OF_POVTRAP SOURCE_DIR
"""

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


def main():
    binary, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    build = binary.parent.parent
    here = source / "tests" / "consumer"
    program = here / "main.cpp"
    if program.read_text() != readme_program(source):
        sys.exit(f"{program} differs from the first program in README.md; they must be the same text")
    if len(program.read_text().splitlines()) > 12:
        sys.exit("the first program in README.md is longer than 12 lines")

    with tempfile.TemporaryDirectory() as folder:
        tree, work = pathlib.Path(folder) / "tree", pathlib.Path(folder) / "work"
        run("cmake", "--install", build, "--prefix", tree)
        installed = run(tree / "bin" / "povtrap", "--version").strip()
        if installed != run(binary, "--version").strip():
            sys.exit(f"the installed program answers {installed!r} to --version")

        run("cmake", "-S", here, "-B", work, "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={tree}", "-DCMAKE_BUILD_TYPE=Release")
        run("cmake", "--build", work)
        by_cmake = run(work / "consumer", cwd=source)

        description = next(tree.rglob("povtrap.pc"))
        environment = {**os.environ, "PKG_CONFIG_PATH": str(description.parent), "LD_LIBRARY_PATH": str(description.parent.parent)}
        flags = shlex.split(run("pkg-config", "--cflags", "--libs", "povtrap", env=environment))
        compiler = [os.environ.get("CXX", "c++"), "-std=c++20", *shlex.split(os.environ.get("CXXFLAGS", ""))]
        run(*compiler, program, "-o", work / "by_pkg_config", *flags)
        by_pkg_config = run(work / "by_pkg_config", cwd=source, env=environment)

    shares = [float(line.split()[0]) for line in by_cmake.splitlines()]
    if not shares or not all(0 <= share <= 100 for share in shares):
        sys.exit(f"the first program printed no shares of poor people:\n{by_cmake}")
    if by_cmake != by_pkg_config:
        sys.exit("the same program gave other figures when built with pkg-config than with CMake:\n" + by_cmake + by_pkg_config)
    print(f"find_package and pkg-config: {len(shares)} years, equal figures")


if __name__ == "__main__":
    main()
