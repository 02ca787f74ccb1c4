"""The same sweep under Slurm, OpenMPI, Dask, GNU parallel and Snakemake gives the same bytes as in one process. Run by `scripts/test --engines`.

Usage: engines_test.py POVTRAP_BINARY SOURCE_DIR
"""

import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
import sweep_test
from cli_test import CommandLine
from slurm import Slurm
from sweep_test import RUNS


class Engines(CommandLine):
    arguments, digest, status, whole = (getattr(sweep_test.Sweeps, name) for name in ("arguments", "digest", "status", "whole"))

    def setUp(self):
        super().setUp()
        (self.folder / "sweep.toml").write_text(sweep_test.DESIGN)
        self.call("design", "sweep.toml", "-o", "design.csv")

    def command(self, out, *more):
        return [self.binary, *self.arguments(out, "--jobs", "1", "--quiet", *more)]

    def ended(self, command, **options):
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, timeout=600, **options)
        self.assertEqual(done.returncode, 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}")
        return done

    def same_as_whole(self, out, processes):
        """`processes` worked on the folder, and it holds what one process finds."""
        self.assertEqual(self.status(out)["done"], RUNS)
        self.assertGreaterEqual(self.journals(out), 1)
        self.assertLessEqual(self.journals(out), processes)
        self.assertEqual(self.digest(out), self.whole())

    def journals(self, out):
        return len(list((self.folder / out).glob("journal-*")))


class MessagePassing(Engines):
    def test_four_ranks_of_openmpi_share_a_sweep(self):
        as_root = ["--allow-run-as-root"] if os.geteuid() == 0 else []
        self.ended(["mpirun", *as_root, "--oversubscribe", "-n", "4", *self.command("mpi")])
        self.same_as_whole("mpi", 4)


class Dask(Engines):
    def test_two_workers_of_dask_share_a_sweep(self):
        program = self.folder / "dask_sweep.py"
        program.write_text(f"""import subprocess
from dask.distributed import Client, LocalCluster

def shard(number):
    command = {self.command("dask")!r} + ["--shard", f"{{number}}/4"]
    return subprocess.run(command, cwd={str(self.folder)!r}, check=True).returncode

if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        assert client.gather(client.map(shard, range(1, 5))) == [0, 0, 0, 0]
""")
        self.ended([sys.executable, str(program)])
        self.same_as_whole("dask", 4)


class OtherRecipes(Engines):
    def test_gnu_parallel_shares_a_sweep(self):
        self.ended(["parallel", "-j", "2", shlex.join(self.command("parallel")) + " --shard {}/3", ":::", "1", "2", "3"])
        self.same_as_whole("parallel", 3)

    def test_snakemake_shares_a_sweep(self):
        (self.folder / "Snakefile").write_text(f"""rule all:
    input: expand("done/{{i}}", i=range(1, 4))

rule shard:
    output: touch("done/{{i}}")
    shell: "{shlex.join(self.command("snakemake"))} --shard {{wildcards.i}}/3"
""")
        self.ended(["snakemake", "--cores", "2", "--quiet"])
        self.same_as_whole("snakemake", 3)


class SlurmArray(Engines):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.mkdtemp(prefix="slurm-", dir="/tmp")  # the path of a socket must be short
        cls.addClassCleanup(shutil.rmtree, folder, ignore_errors=True)
        cls.slurm = cls.enterClassContext(Slurm(folder))

    def submit(self, command, *options):
        job = self.folder / "job.sh"
        job.write_text("#!/bin/sh\nexec " + shlex.join(command) + "\n")
        return self.slurm.call("sbatch", "--parsable", f"--output={self.folder}/said.%a", *options, str(job), cwd=self.folder).strip()

    def test_four_tasks_of_an_array_share_a_sweep(self):
        self.submit(self.command("slurm"), "--array=0-3", "--wait")
        self.same_as_whole("slurm", 4)

    def test_what_slurm_signals_ends_with_75_and_goes_on(self):
        command = [*self.command("signalled"), "--set", "population.households=20000"]
        job = self.submit(command, "--array=0-3")
        self.wait_until(lambda: self.states(job) == ["RUNNING"] * 4 and self.journals("signalled") == 4)
        self.slurm.call("scancel", "--signal=USR1", "--full", job)
        self.wait_until(lambda: self.states(job) == ["FAILED"] * 4)
        self.assertEqual(self.slurm.call("scontrol", "show", "job", job).count("ExitCode=75:0"), 4)
        self.assertLess(self.status("signalled")["done"], RUNS)
        self.submit(command, "--array=0-3", "--wait")
        self.assertEqual(self.status("signalled")["done"], RUNS)

    def states(self, job):
        return self.slurm.call("squeue", "-h", "-r", "-t", "all", "-j", job, "-o", "%T").split()

    def wait_until(self, happened):
        end = time.monotonic() + 120
        while not happened():
            self.assertLess(time.monotonic(), end, self.slurm.logs())
            time.sleep(0.05)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    CommandLine.binary = str(pathlib.Path(sys.argv[1]).resolve())
    CommandLine.source = pathlib.Path(sys.argv[2]).resolve()
    unittest.main(argv=sys.argv[:1], verbosity=2)
