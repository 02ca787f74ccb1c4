"""A run that was stopped, killed or cut off goes on from its checkpoint as if nothing had happened, and from nothing else.

Usage: resume_test.py POVTRAP_BINARY SOURCE_DIR [KILLS]
"""

import json
import pathlib
import random
import signal
import subprocess
import sys
import time
import unittest

from cli_test import SHORT, CommandLine

LONG = ["--set", "population.households=4000", "--set", "run.years=10", "--set", "run.burn_in_years=1", "--set",
        "run.growth_burn_in_years=1", "--set", "run.periods_per_year=4"]
PERIODS = 44


def undisturbed():
    """Signals as a shell in the foreground gives them to its commands."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


class Resuming(CommandLine):
    kills = 4

    def digest(self, file):
        return self.call("digest", file).stdout.split()[0]

    def start(self, *arguments):
        return subprocess.Popen([self.binary, "run", *arguments], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                preexec_fn=undisturbed)

    def stopped(self, *arguments, after=1, number=signal.SIGTERM):
        """A run that was asked to stop after some periods."""
        run = self.start(*arguments, "--progress", "json")
        for _ in range(after):
            run.stderr.readline()
        run.send_signal(number)
        out, said = run.communicate()
        return run.returncode, out, said

    def checkpoint(self):
        """A run that has left x.h5.checkpoint."""
        code, out, said = self.stopped(self.baseline, *LONG, "-o", "x.h5", "--checkpoint-every", "10", after=5)
        self.assertEqual((code, out), (75, ""), said)
        return self.folder / "x.h5.checkpoint"

    def manifest(self, file):
        import xarray

        with xarray.open_dataset(self.folder / file, group="provenance", engine="h5netcdf") as data:
            return json.loads(data["manifest_json"].item())


class Killed(Resuming):
    def test_at_random_moments_and_resumed_with_other_threads_gives_one_digest(self):
        large = [self.baseline, *LONG, "--set", "population.households=20000", "--set", f"run.years={3 * self.kills}"]
        began = time.monotonic()
        self.call("run", *large, "-o", "straight.h5", "--checkpoint-every", "1", "--threads", "2")
        lasts = time.monotonic() - began
        luck = random.Random(20)
        kills, starts = 0, 0
        while True:
            starts += 1
            threads = ["--threads", str(1 + starts % 3)]
            resumable = (self.folder / "x.h5.checkpoint").exists()
            words = ["--resume", "x.h5.checkpoint"] if resumable else [*large, "-o", "x.h5", "--checkpoint-every", "1"]
            run = self.start(*words, *threads, "-q")
            if kills == self.kills:
                said = run.communicate()[1]
                self.assertEqual(run.returncode, 0, said)
                break
            try:
                run.communicate(timeout=luck.uniform(0, 1.5 * lasts / self.kills))
                (self.folder / "x.h5").unlink()  # it was too quick, so it begins again
            except subprocess.TimeoutExpired:
                run.kill()
                run.communicate()
                kills += 1
                if (self.folder / "x.h5").exists():  # killed between the result and the end
                    self.assertEqual(self.digest("x.h5"), self.digest("straight.h5"))
                    (self.folder / "x.h5").unlink()
        self.assertEqual(self.digest("x.h5"), self.digest("straight.h5"))
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["straight.h5", "x.h5"])
        print(f"killed {kills} times, {len(self.manifest('x.h5').get('resumed_after_periods', []))} resumptions led to the result: "
              f"{self.digest('x.h5')}", file=sys.stderr)


class Stopped(Resuming):
    def test_by_a_signal_leaves_a_checkpoint_and_says_how_to_go_on(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(number):
                code, out, said = self.stopped(self.baseline, *LONG, "-o", "x.h5", "--checkpoint-every", "100", "--force", number=number)
                self.assertEqual((code, out), (75, ""))
                self.assertRegex(said, rf"stopped after \d+ of {PERIODS} periods .* povtrap run --resume x\.h5\.checkpoint\n$")
                self.assertEqual([path.name for path in self.folder.iterdir()], ["x.h5.checkpoint"])

    def test_goes_on_with_nothing_but_its_checkpoint(self):
        self.call("run", self.baseline, *LONG, "-o", "straight.h5")
        self.checkpoint()
        done = self.call("run", "--resume", "x.h5.checkpoint", "--threads", "3")
        self.assertEqual(self.digest("x.h5"), self.digest("straight.h5"))
        self.assertEqual(done.stdout, self.call("summary", "straight.h5").stdout)
        self.assertFalse((self.folder / "x.h5.checkpoint").exists(), "it is removed when the result has its name")
        manifest = self.manifest("x.h5")
        self.assertEqual(len(manifest["resumed_after_periods"]), 1)
        self.assertIn("baseline.toml", manifest["command_line"])

    def test_again_and_again(self):
        self.call("run", self.baseline, *LONG, "-o", "straight.h5")
        self.checkpoint()
        for _ in range(3):
            self.assertEqual(self.stopped("--resume", "x.h5.checkpoint", after=3)[0], 75)
        self.call("run", "--resume", "x.h5.checkpoint")
        self.assertEqual(self.digest("x.h5"), self.digest("straight.h5"))
        self.assertEqual(len(self.manifest("x.h5")["resumed_after_periods"]), 4)

    def test_keeps_in_mind_where_it_was_to_end(self):
        self.call("run", self.baseline, *LONG, "--periods", "8", "-o", "straight.h5")
        self.assertEqual(self.stopped(self.baseline, *LONG, "--periods", "8", "-o", "x.h5", "--checkpoint-every", "1")[0], 75)
        kept = (self.folder / "x.h5.checkpoint").read_bytes()
        self.call("run", "--resume", "x.h5.checkpoint")
        self.assertEqual(self.digest("x.h5"), self.digest("straight.h5"))
        (self.folder / "y.h5.checkpoint").write_bytes(kept)
        self.call("run", "--resume", "y.h5.checkpoint", "--periods", "12")
        self.call("run", self.baseline, *LONG, "--periods", "12", "-o", "longer.h5")
        self.assertEqual(self.stopped(self.baseline, *LONG, "-o", "z.h5", "--checkpoint-every", "1", after=9)[0], 75)
        self.refused("run", "--resume", "z.h5.checkpoint", "--periods", "1", code=2, saying=["--periods 1", "gone further"])
        self.assertEqual(self.digest("y.h5"), self.digest("longer.h5"))

    def test_puts_its_result_where_it_is_told(self):
        self.checkpoint().rename(self.folder / "branch")
        self.refused("run", "--resume", "branch", code=2, saying=["branch", ".checkpoint", "-o"])
        self.call("run", "--resume", "branch", "-o", "y.h5")
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["branch", "y.h5"])

    def test_without_checkpoints_ends_as_ever(self):
        self.assertEqual(self.stopped(self.baseline, *LONG, "-o", "x.h5")[0], 143)
        self.assertEqual(list(self.folder.iterdir()), [])


class Refused(Resuming):
    def test_another_economy(self):
        self.checkpoint()
        for words, saying in ((["--seed", "99"], "run.seed = 99"), (["--set", "run.years=3"], "run.years = 3"),
                              ([self.baseline], "run.burn_in_years = 5")):
            with self.subTest(words):
                self.refused("run", *words, "--resume", "x.h5.checkpoint", code=2, saying=["--resume", saying, "was asked for"])
        self.call("run", self.baseline, *LONG, "--resume", "x.h5.checkpoint", "--set", "run.seed=1")

    def test_a_damaged_checkpoint(self):
        file = self.checkpoint()
        good = bytearray(file.read_bytes())
        luck = random.Random(3)
        for _ in range(12):
            bad = bytearray(good)
            bad[luck.randrange(len(bad))] ^= 1 << luck.randrange(8)
            file.write_bytes(bad)
            self.refused("run", "--resume", "x.h5.checkpoint", code=3, saying=["x.h5.checkpoint", "no run can be resumed"])
        file.write_bytes(good[:len(good) // 2])
        self.refused("run", "--resume", "x.h5.checkpoint", code=3, saying=["cut off"])

    def test_a_foreign_file(self):
        self.call("run", self.baseline, *SHORT, "-o", "r.h5")
        self.refused("run", "--resume", "r.h5", code=3, saying=["r.h5", "does not begin as a checkpoint does"])
        self.refused("run", "--resume", self.baseline, code=3, saying=["baseline.toml", "does not begin as a checkpoint does"])
        self.refused("run", "--resume", "none.checkpoint", code=5, saying=["none.checkpoint", "No such file"])
        self.refused("run", "--resume", ".", code=5, saying=["it is a folder"])

    def test_to_lose_a_checkpoint_or_a_result(self):
        file = self.checkpoint()
        self.refused("run", self.baseline, *LONG, "-o", "x.h5", "--checkpoint-every", "10", code=5,
                     saying=["x.h5.checkpoint", "--resume", "--force"])
        (self.folder / "x.h5").write_text("precious")
        self.refused("run", "--resume", "x.h5.checkpoint", code=5, saying=["x.h5", "--force"])
        self.assertEqual((self.folder / "x.h5").read_text(), "precious")
        self.assertTrue(file.exists())

    def test_numbers_of_periods_that_make_no_sense(self):
        for value in ("0", "-1", "two"):
            self.refused("run", self.baseline, "--checkpoint-every", value, code=2, saying=["--checkpoint-every", value])


class Kept(Resuming):
    def test_until_the_run_is_over(self):
        self.call("run", self.baseline, *SHORT, "-o", "x.h5", "--checkpoint-every", "5")
        self.assertEqual([path.name for path in self.folder.iterdir()], ["x.h5"])

    def test_although_the_next_one_cannot_be_written(self):
        import resource

        file = self.checkpoint()
        before = file.read_bytes()
        limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        done = self.call("run", "--resume", "x.h5.checkpoint", "--checkpoint-every", "20", "-q", code=5, preexec_fn=limit)
        self.assertIn("note: no checkpoint after period 20", done.stderr)
        self.assertIn("note: no checkpoint after period 40", done.stderr)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["x.h5.checkpoint"])
        self.assertEqual(file.read_bytes(), before)

    def test_whole_whenever_it_is_looked_at(self):
        import shutil

        self.call("run", self.baseline, *LONG, "-o", "straight.h5")
        run = self.start(self.baseline, *LONG, "-o", "x.h5", "--checkpoint-every", "1", "--progress", "json")
        for _ in range(PERIODS // 2):
            run.stderr.readline()
        shutil.copy(self.folder / "x.h5.checkpoint", self.folder / "copy.h5.checkpoint")
        run.communicate()
        self.call("run", "--resume", "copy.h5.checkpoint")
        self.assertEqual(self.digest("copy.h5"), self.digest("straight.h5"))


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    CommandLine.binary = str(pathlib.Path(sys.argv[1]).resolve())
    CommandLine.source = pathlib.Path(sys.argv[2]).resolve()
    Resuming.kills = int(sys.argv[3]) if len(sys.argv) == 4 else Resuming.kills
    unittest.main(argv=sys.argv[:1], verbosity=2)
