"""What a user gets from pip: a wheel, built once from these sources and repaired, works in empty virtual environments.

Usage: package_test.py POVTRAP_BINARY SOURCE_DIR WORK_DIR. Needs the network: pip takes what python/constraints.txt names from PyPI.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import unittest

BINARY, SOURCE, WORK = (pathlib.Path(word).resolve() for word in sys.argv[1:4])
CONSTRAINTS = SOURCE / "python/constraints.txt"
TESTED = ("arguments", "config", "error", "experiments", "function", "plots", "plots_more", "plug", "process", "result", "rules", "rules_life", "simulation")
# Not as users compile it: ccache has the library of the developer build already, which saves the optimising of it all a second time.
LIKE_THE_DEVELOPER_BUILD = (("cmake.build-type", "RelWithDebInfo"), ("cmake.define.POVTRAP_CONTRACTS", "ON"), ("cmake.define.POVTRAP_WERROR", "ON"),
                            ("install.strip", "true"), ("cmake.define.CMAKE_CXX_COMPILER_LAUNCHER", shutil.which("ccache") or ""))
PLATFORM = "manylinux_2_36_x86_64"


def clean_environment(**more):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
    return {**kept, "PIP_CONSTRAINT": str(CONSTRAINTS), "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_RETRIES": "2", **more}


def call(*words, where=WORK, **environment):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, cwd=where, env=clean_environment(**environment))
    if done.returncode != 0:
        told = (done.stdout + done.stderr)[-6000:]
        offline = "No matching distribution" in told or "Temporary failure in name resolution" in told or "NewConnectionError" in told
        why = "PyPI cannot be reached, or lacks a version of python/constraints.txt (without it no wheel can be tested): " if offline else ""
        raise AssertionError(f"{why}{' '.join(map(str, words))} ended with {done.returncode}:\n{told}")
    return done.stdout


def environment(name, *packages):
    """A new virtual environment with these packages; returns its Python."""
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    call(sys.executable, "-m", "venv", folder)
    if packages:
        call(folder / "bin/python", "-m", "pip", "install", "-q", *packages)
    return folder / "bin/python"


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        for made in ("built", "repaired", "empty"):  # the objects in cmake/ stay, so that only what has changed is compiled again
            shutil.rmtree(WORK / made, ignore_errors=True)
        WORK.mkdir(parents=True, exist_ok=True)
        builder = environment("builder", "build", "auditwheel", "patchelf", "scikit-build-core", "pybind11")
        jobs = os.environ.get("CMAKE_BUILD_PARALLEL_LEVEL", str(os.cpu_count() or 1))
        settings = [f"-C{name}={value}" for name, value in (*LIKE_THE_DEVELOPER_BUILD, ("build-dir", WORK / "cmake"))]
        call(builder, "-m", "build", "--wheel", "--no-isolation", "-o", WORK / "built", *settings, SOURCE, where=SOURCE,
             CMAKE_BUILD_PARALLEL_LEVEL=jobs, CCACHE_NOHASHDIR="1")
        (cls.built,) = (WORK / "built").glob("*.whl")
        call(builder, "-m", "auditwheel", "repair", "--plat", PLATFORM, "-w", WORK / "repaired", cls.built,
             PATH=f"{builder.parent}:{os.environ['PATH']}")  # Debian's patchelf is too old for auditwheel
        (cls.repaired,) = (WORK / "repaired").glob("*.whl")
        (WORK / "empty").mkdir()

    def test_the_repaired_wheel_works_in_an_empty_environment(self):
        python = environment("empty-venv", self.repaired)
        said = call(python, SOURCE / "python/examples/first_program.py", where=WORK / "empty")
        self.assertRegex(said, r"10: \d+\.\d % poor")
        installed = call(python, "-m", "pip", "list", "--format=freeze")
        self.assertEqual({line.partition("==")[0] for line in installed.split()} - {"pip", "setuptools"}, {"povtrap", "numpy"})
        self.assertIn("Simulates", call(python.parent / "povtrap", "run", "--help", where=WORK / "empty"))
        told = call(python, "-c", "import povtrap\ntry: povtrap.Config().parameters(), povtrap.Simulation(povtrap.Config({'run.years': 1}))"
                    ".run(1).to_xarray()\nexcept ImportError as fault: print(fault)", where=WORK / "empty")
        self.assertIn("pip install 'povtrap[xarray]'", told)

    def test_all_tests_pass_with_the_newest_of_the_constraints(self):
        python = environment("full-venv", f"{self.repaired}[all]", "netCDF4", "mypy", "pandas-stubs")
        for name in TESTED:
            with self.subTest(name):
                call(python, SOURCE / f"tests/python/{name}_test.py", BINARY, SOURCE, where=WORK / "empty")
        with self.subTest("examples are typed"):
            call(python, "-m", "mypy", "--strict", "--config-file", SOURCE / "pyproject.toml", SOURCE / "python/examples",
                 SOURCE / "tests/python/typed.py", where=WORK / "empty")
        with self.subTest("stubs tell the truth"):
            call(python, "-m", "mypy.stubtest", "povtrap", "--allowlist", SOURCE / "python/stubtest.allow",
                 "--mypy-config-file", SOURCE / "pyproject.toml", where=WORK / "empty")

    def test_the_wheel_has_all_its_parts(self):
        said = call(sys.executable, "-m", "zipfile", "-l", self.built)
        for part in ("povtrap/_core", "povtrap/_io", "povtrap/py.typed", "povtrap/configs/baseline.toml", "povtrap/__init__.py"):
            self.assertIn(part, said)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
