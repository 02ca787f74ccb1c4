"""A sweep gives the same bytes however it is cut, killed and resumed, and tells what became of every run.

Usage: sweep_test.py POVTRAP_BINARY SOURCE_DIR [KILLS]
"""

import json
import pathlib
import random
import signal
import subprocess
import sys
import time
import unittest

from cli_test import CommandLine
from resume_test import undisturbed

DESIGN = """method = "lhs"
points = 12
replicates = 5
[parameters.saving.stone_geary]
rate = { low = 0.05, high = 0.3 }
"""
ECONOMY = ["--set", "population.households=1500", "--set", "run.years=10", "--set", "run.burn_in_years=0", "--set",
           "run.growth_burn_in_years=0", "--set", "output.panel_households=0"]
RUNS = 60


class Sweeps(CommandLine):
    kills = 4

    def setUp(self):
        super().setUp()
        (self.folder / "sweep.toml").write_text(DESIGN)
        self.call("design", "sweep.toml", "-o", "design.csv")

    def arguments(self, out, *more):
        return ["sweep", "run", "--design", "design.csv", "--config", str(self.source / "configs/minimal.toml"), *ECONOMY,
                "--out", out, *more]

    def start(self, out, *more):
        return subprocess.Popen([self.binary, *self.arguments(out, *more)], cwd=self.folder, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, preexec_fn=undisturbed)

    def digest(self, out):
        return self.call("sweep", "merge", out).stdout.split()[0]

    def status(self, out):
        return json.loads(self.call("sweep", "status", out, "--json").stdout)

    def whole(self):
        self.call(*self.arguments("whole", "--quiet"))
        return self.digest("whole")

    def test_shards_give_the_same_bytes_as_the_whole(self):
        for shard in range(1, 4):
            self.call(*self.arguments("thirds", "--shard", f"{shard}/3", "--quiet"))
        self.assertEqual(self.digest("thirds"), self.whole())

    def test_processes_may_start_at_the_same_moment(self):
        for attempt in range(5):
            command = [self.binary, *self.arguments(f"at_once{attempt}", "--quiet", "--set", "population.households=100")]
            sweeps = [subprocess.Popen(["sh", "-c", 'read go; exec "$@"', "sh", *command, "--shard", f"{shard}/6"], cwd=self.folder,
                                       stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for shard in range(1, 7)]
            for sweep in sweeps:
                sweep.stdin.write("go\n")
                sweep.stdin.flush()
            for sweep in sweeps:
                _, said = sweep.communicate()
                self.assertEqual(sweep.returncode, 0, said)
            self.assertEqual(self.status(f"at_once{attempt}")["done"], RUNS)

    def test_slurm_and_mpi_give_shards(self):
        for task in range(3):
            self.call(*self.arguments("slurm", "--quiet"), env={"SLURM_ARRAY_TASK_ID": str(10 + 2 * task), "SLURM_ARRAY_TASK_MIN": "10",
                                                               "SLURM_ARRAY_TASK_STEP": "2", "SLURM_ARRAY_TASK_COUNT": "3"})
            self.assertEqual(self.status("slurm")["done"], 20 * (task + 1))
        for rank in range(2):
            self.call(*self.arguments("both", "--quiet"), env={"SLURM_ARRAY_TASK_ID": "1", "SLURM_ARRAY_TASK_MIN": "0",
                                                              "SLURM_ARRAY_TASK_COUNT": "3", "SLURM_PROCID": str(rank),
                                                              "SLURM_STEP_NUM_TASKS": "2"})
            self.assertEqual(self.status("both")["done"], 10 * (rank + 1))
        self.call(*self.arguments("mpi", "--quiet"), env={"OMPI_COMM_WORLD_RANK": "1", "OMPI_COMM_WORLD_SIZE": "6"})
        self.assertEqual(self.status("mpi")["done"], 10)

    def test_an_array_with_gaps_is_refused_as_rows_could_be_left_out(self):
        gaps = {"SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_MIN": "3", "SLURM_ARRAY_TASK_COUNT": "2", "SLURM_ARRAY_TASK_STEP": "1"}
        self.refused(*self.arguments("gaps"), code=2, saying=["task 7", "has gaps", "--shard"], env=gaps)
        self.call(*self.arguments("gaps", "--quiet", "--rows", "7,9-11"), env=gaps)
        self.assertEqual(self.status("gaps")["missing_ranges"], "0-6,8,12-59")
        self.refused(*self.arguments("gaps", "--rows", "7-"), code=2, saying=["\"7-\"", "0-6,9"])

    def test_killed_at_random_moments_it_loses_only_runs_in_flight(self):
        luck = random.Random(7)
        for _ in range(self.kills):
            sweep = self.start("killed", "--jobs", "2", "--quiet")
            time.sleep(luck.uniform(0.02, 0.15))
            sweep.send_signal(signal.SIGKILL)
            sweep.communicate()
        before = self.status("killed")["done"]
        said = self.call(*self.arguments("killed")).stderr
        self.assertEqual(self.status("killed"), {"rows": RUNS, "done": RUNS, "missing": [], "missing_ranges": "", "failures": []})
        self.assertEqual(self.digest("killed"), self.whole(), f"{before} runs were done before the last start\n{said}")
        self.assertLess(len(list((self.folder / "killed").iterdir())), 50)

    def test_a_signal_lets_runs_in_flight_end(self):
        for number in (signal.SIGTERM, signal.SIGUSR1, signal.SIGINT):
            out = f"signal{number}"
            sweep = self.start(out, "--jobs", "1", "--set", "population.households=20000")
            sweep.stderr.readline()
            sweep.send_signal(number)
            _, said = sweep.communicate()
            self.assertEqual(sweep.returncode, 75, said)
            self.assertIn("go on with the same command", said)
            status = self.status(out)
            self.assertGreater(status["done"], 0)
            self.assertLess(status["done"], RUNS)
            self.assertEqual(status["failures"], [])

    def test_without_grace_runs_in_flight_are_given_up(self):
        sweep = self.start("given_up", "--jobs", "1", "--grace", "0", "--set", "population.households=300000")
        time.sleep(0.3)
        sweep.send_signal(signal.SIGTERM)
        _, said = sweep.communicate(timeout=60)
        self.assertEqual(sweep.returncode, 75, said)
        self.assertEqual(self.status("given_up")["failures"], [])

    def test_impossible_rows_are_recorded_and_stop_nothing(self):
        lines = (self.folder / "design.csv").read_text().splitlines()
        for row in (3, 7, 20, 33, 60):
            cells = lines[row].split(",")
            cells[1], cells[4] = str(100 + row), "7"
            lines[row] = ",".join(cells)
        (self.folder / "design.csv").write_text("\n".join(lines) + "\n")
        said = self.call(*self.arguments("failing", "--quiet")).stderr
        self.assertIn("5 of 60 runs failed", said)
        status = self.status("failing")
        self.assertEqual([failure["run"] for failure in status["failures"]], [2, 6, 19, 32, 59])
        self.assertIn("saving.stone_geary.rate = 7", status["failures"][0]["reason"])
        self.assertEqual(status["done"], 55)
        self.digest("failing")
        import xarray

        with xarray.open_dataset(self.folder / "failing" / "sweep.nc", engine="h5netcdf", decode_times=False) as data:
            self.assertEqual(data["run_completed"].values.tolist().count(2), 5)
            self.assertTrue(bool(data["mean_income"][2].isnull().all()))
            self.assertFalse(bool(data["mean_income"][0].isnull().any()))

    def test_a_sweep_of_which_no_run_is_possible_is_an_error(self):
        (self.folder / "design.csv").write_text("saving.stone_geary.rate\n7\n8\n")
        said = self.call(*self.arguments("none", "--quiet"), code=3).stderr
        self.assertIn("none of the 2 runs was possible", said)
        self.assertIn("saving.stone_geary.rate = 7", said)

    def test_a_shard_whose_rows_all_fail_stops_no_cluster(self):
        (self.folder / "design.csv").write_text("saving.stone_geary.rate\n7\n0.1\n")
        said = self.call(*self.arguments("shards", "--quiet", "--shard", "1/2")).stderr
        self.assertIn("1 of 1 runs failed", said)
        self.call(*self.arguments("shards", "--quiet", "--shard", "2/2"))
        self.assertEqual(self.status("shards")["done"], 1)

    def test_summary_has_intervals_over_replicates(self):
        import pandas

        self.call(*self.arguments("summed", "--quiet"))
        (self.folder / "summary.csv").write_text(self.call("sweep", "summary", "summed", "--series", "gini", "--base", "0", "--csv").stdout)
        table = pandas.read_csv(self.folder / "summary.csv")
        self.assertEqual(len(table), 12)
        self.assertTrue((table["replicates"] == 5).all())
        self.assertTrue((table["low"] < table["mean"]).all() and (table["mean"] < table["high"]).all())
        self.assertEqual(table["difference"][0], 0)
        self.digest("summed")
        import xarray

        with xarray.open_dataset(self.folder / "summed" / "sweep.nc", engine="h5netcdf", decode_times=False) as data:
            last = data["gini"][:, -1].to_series()
            mean = last.groupby(data["point"].values).mean()
        for point, value in zip(table["point"], table["mean"]):
            self.assertAlmostEqual(mean[point], value, places=14)

    def test_ranks_that_do_not_exist_are_refused(self):
        for rank, size in ((5, 4), (-1, 4), (0, 0)):
            self.refused(*self.arguments("ranks"), code=2, saying=["there is no such rank"],
                         env={"OMPI_COMM_WORLD_RANK": str(rank), "OMPI_COMM_WORLD_SIZE": str(size)})

    def test_summary_is_readable_whatever_its_parameters_are(self):
        design = 'poverty.lines,saving.stone_geary.rate,run.title\n"[1, 2]",0.1,plain\n"[1, 2]",,caf\xe9\n'
        for coding in ("utf-8", "latin-1"):
            (self.folder / "design.csv").write_bytes(design.encode(coding))
            self.call(*self.arguments(coding, "--quiet"))
            json.loads(self.call("sweep", "summary", coding, "--series", "gini", "--json").stdout)
        _, first, second = self.call("sweep", "summary", "utf-8", "--series", "gini", "--csv").stdout.splitlines()
        self.assertTrue(first.startswith('0,"[1, 2]",0.1,plain,'), first)
        self.assertRegex(second, r'^1,"\[1, 2\]",0\.\d+,caf\xe9,')  # what is left empty is as configured

    def test_another_sweep_is_refused(self):
        self.call(*self.arguments("out", "--quiet"))
        self.refused(*self.arguments("out", "--set", "run.years=11"), code=2, saying=["belongs to another sweep", "years = 10"])
        self.refused(*self.arguments("out", "--shard", "4/3"), code=2, saying=["--shard"])
        self.refused(*self.arguments("new", "--when", "yearly"), code=2, saying=["--when", "years, last or periods"])
        self.refused(*self.arguments("new", "--series", "ginni", "--dry-run"), code=3, saying=["ginni", "did you mean gini?"])
        self.refused(*self.arguments("new", "--series", "ginni"), code=3, saying=["ginni", "did you mean gini?"])
        self.refused("sweep", "status", "nowhere", code=3, saying=["holds no sweep"])

    def test_dry_run_says_what_is_to_come(self):
        said = self.call(*self.arguments("dry", "--dry-run")).stdout
        self.assertIn("60", said)
        self.assertIn("household-periods", said)
        self.assertIn("GB", said)
        self.assertFalse((self.folder / "dry").exists())


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    CommandLine.binary = str(pathlib.Path(sys.argv[1]).resolve())
    CommandLine.source = pathlib.Path(sys.argv[2]).resolve()
    Sweeps.kills = int(sys.argv[3]) if len(sys.argv) == 4 else Sweeps.kills
    unittest.main(argv=sys.argv[:1], verbosity=2)
