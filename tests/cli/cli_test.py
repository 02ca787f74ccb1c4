"""The command line as people and programs use it: results on stdout, talk on stderr, exit codes, and a clear word for every misuse.

Usage: cli_test.py POVTRAP_BINARY SOURCE_DIR
"""

import csv
import io
import json
import os
import pathlib
import pty
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import tomllib
import unittest

COMMANDS = ["run", "check", "describe", "params", "summary", "compare", "design", "sweep", "digest", "verify", "rerun", "bench", "completion"]
SMALL = ["--set", "population.households=2000"]
SHORT = [*SMALL, "--set", "run.years=2", "--set", "run.burn_in_years=1", "--set", "run.growth_burn_in_years=0",
         "--set", "run.periods_per_year=4"]
DESIGN = "_design"  # how the names of sweep files in configs/ end
MOST_HOUSEHOLDS = 4000  # of a shipped configuration in a test


class CommandLine(unittest.TestCase):
    binary = source = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="povtrap-cli-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.baseline = str(self.source / "configs/baseline.toml")

    def call(self, *arguments, code=0, **options):
        """Runs povtrap in the test's own folder and checks its exit code."""
        done = subprocess.run([self.binary, *arguments], cwd=self.folder, capture_output=True, text=True, **options)
        self.assertEqual(done.returncode, code, f"povtrap {' '.join(arguments)}\n{done.stdout}{done.stderr}")
        return done

    def refused(self, *arguments, code, saying=(), **options):
        """Expects nothing on stdout, one error with all the given words, and no new file."""
        before = sorted(self.folder.iterdir())
        done = self.call(*arguments, code=code, **options)
        self.assertEqual(done.stdout, "")
        self.assertTrue(done.stderr.startswith("povtrap: error: "), done.stderr)
        for words in saying:
            self.assertIn(words, done.stderr)
        self.assertEqual(sorted(self.folder.iterdir()), before)
        return done.stderr

    def config(self, text):
        """A configuration of our own."""
        (self.folder / "own.toml").write_text(text)
        return "own.toml"


class Help(CommandLine):
    def test_fits_20_lines_and_gives_two_examples_each(self):
        for command in ([], *([name] for name in COMMANDS)):
            with self.subTest(command):
                text = self.call(*command, "--help").stdout
                self.assertLessEqual(len(text.splitlines()), 20, text)
                examples = text.partition("Examples:\n")[2].splitlines()
                self.assertEqual(len(examples), 2, text)
                self.assertTrue(all(line.startswith("  povtrap ") for line in examples), text)

    def test_names_every_command_and_the_version(self):
        text = self.call("--help").stdout
        for command in COMMANDS:
            self.assertIn(f"\n  {command} ", text)
        self.assertRegex(self.call("--version").stdout, r"^povtrap \d+\.\d+\.\d+ \(.+\)\n$")

    def test_examples_are_accepted(self):
        for command in ("check", "describe", "params"):
            for line in self.call(command, "--help").stdout.partition("Examples:\n")[2].splitlines():
                with self.subTest(line):
                    words = line.partition(" > ")[0].replace("configs/", f"{self.source}/configs/").split()
                    self.call(*words[1:])


class Usage(CommandLine):
    def test_no_command(self):
        self.refused(code=2, saying=["no command", "--help"])

    def test_misspelled_command_names_the_nearest(self):
        self.refused("rnu", self.baseline, code=2, saying=['"rnu"', "did you mean run?"])

    def test_misspelled_option_names_the_nearest(self):
        self.refused("run", self.baseline, "--perods", "3", code=2, saying=["--perods", "did you mean --periods?"])
        self.refused("run", self.baseline, "--trheads=3", code=2, saying=["--trheads", "did you mean --threads?"])
        self.refused("summary", "--jsn", "x.h5", code=2, saying=["--jsn", "did you mean --json?"])
        self.refused("run", self.baseline, "-x", code=2, saying=["-x: there is no such option", "povtrap run --help"])

    def test_missing_repeated_and_surplus_arguments(self):
        self.refused("run", code=2, saying=["CONFIG", "required"])
        self.refused("run", self.baseline, "again.toml", code=2, saying=["again.toml"])
        self.refused("run", self.baseline, "--seed", code=2, saying=["--seed needs a value"])
        self.refused("run", self.baseline, "--seed", "1", "--seed", "2", code=2, saying=["--seed", "only once"])
        self.refused("summary", "x.h5", "--json", "--csv", code=2, saying=["--json", "--csv"])

    def test_numbers_must_be_whole_decimal_and_in_range(self):
        for option, value in (("--seed", "1e3"), ("--seed", "1.5"), ("--seed", "0x10"), ("--seed", ""), ("--seed", "-1"),
                              ("--seed", "99999999999999999999"), ("--threads", "0"), ("--threads", "two"), ("--periods", "0")):
            with self.subTest(option=option, value=value):
                self.refused("run", self.baseline, option, value, code=2, saying=[f'{option} "{value}"', "whole number"])

    def test_a_leading_zero_is_not_octal(self):
        self.call("run", self.baseline, *SHORT, "-o", "a.h5", "--seed", "010")
        self.call("run", self.baseline, *SHORT, "-o", "b.h5", "--seed", "10")
        self.assertEqual(*[line.split()[0] for line in self.call("digest", "a.h5", "b.h5").stdout.splitlines()])

    def test_unknown_kind_of_progress(self):
        self.refused("run", self.baseline, "--progress", "jsn", code=2, saying=["jsn", "auto, json or none"])


class BadConfiguration(CommandLine):
    def test_missing_file(self):
        for command in ("run", "check", "describe"):
            self.refused(command, "none.toml", code=2, saying=["none.toml", "does not exist"])

    def test_syntax_error_with_its_line(self):
        for command in ("run", "check"):
            self.refused(command, self.config('[run]\nseed = 1\ntitle = "open\n'), code=2, saying=["own.toml:3"])

    def test_unknown_key_names_the_nearest(self):
        self.refused("run", self.config("[run]\nsede = 1\n"), code=2, saying=["own.toml:2", "run.sede", "did you mean run.seed?"])

    def test_wrong_type(self):
        self.refused("run", self.config('[run]\n\nseed = "many"\n'), code=2, saying=["own.toml:3", "run.seed", "many"])

    def test_out_of_range(self):
        self.refused("run", self.config("[population]\nhouseholds = -5\n"), code=2, saying=["own.toml:2", "-5", "allowed: 1 to"])

    def test_not_a_number(self):
        self.refused("run", self.config("[poverty]\nline = nan\n"), code=2, saying=["own.toml:2", "poverty.line", "nan"])

    def test_region_without_households(self):
        text = "[regions]\nhousehold_share = [1.0, 0.0]\n"
        self.refused("run", self.config(text), code=2, saying=["regions.household_share", "without households"])

    def test_malformed_set(self):
        for wrong in ("run.seed", "=3", " = 3"):
            self.refused("run", self.baseline, "--set", wrong, code=2, saying=["--set", f'"{wrong}"'])
        self.refused("run", self.baseline, "--set", "run.sede=3", code=2, saying=["did you mean run.seed?"])
        self.refused("describe", "--set", "saving.rule=none", code=2, saying=["saving.rule", "stone_geary"])

    def test_all_faults_at_once(self):
        text = '[run]\nsede = 1\nyears = "ten"\n[poverty]\nline = -1\n'
        said = self.refused("check", self.config(text), "--set", "top_up.active=7", code=2,
                            saying=["4 faults", "own.toml:2", "own.toml:3", "own.toml:5", "--set: top_up.active"])
        self.assertEqual(len(said.splitlines()), 5)


class BadFiles(CommandLine):
    def test_existing_output_needs_force(self):
        (self.folder / "kept.h5").write_text("precious")
        self.refused("run", self.baseline, *SHORT, "-o", "kept.h5", code=5, saying=["kept.h5", "--force"])
        self.assertEqual((self.folder / "kept.h5").read_text(), "precious")
        self.call("run", self.baseline, *SHORT, "-o", "kept.h5", "--force")
        self.call("summary", "kept.h5")

    def test_the_configuration_is_never_overwritten(self):
        own = self.config("")
        self.refused("run", own, "-o", own, "--force", code=2, saying=["the configuration itself"])

    def test_missing_and_read_only_folders_are_found_before_the_run(self):
        long = ["--set", "run.years=100000"]
        self.refused("run", self.baseline, *long, "-o", "none/x.h5", code=5, saying=["no folder", "none"])
        self.refused("run", self.baseline, *long, "-o", "/proc/x.h5", code=5, saying=["/proc/x.h5"])
        self.refused("run", self.baseline, *long, "-o", ".", code=5)
        closed = self.folder / "closed"
        closed.mkdir(mode=0o555)
        if os.geteuid() != 0:
            self.refused("run", self.baseline, *long, "-o", "closed/x.h5", code=5, saying=["closed/x.h5"])

    def test_limited_file_size(self):
        limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        self.refused("run", self.baseline, *SHORT, "-q", "-o", "x.h5", code=5, saying=["x.h5", "4096"], preexec_fn=limit)

    def test_full_disk(self):
        disk = self.folder / "disk"
        disk.mkdir()
        mount = f"mount -t tmpfs -o size=64k tmpfs '{disk}'"
        spaces = next((words for words in (["unshare", "-m"], ["unshare", "-rm"])
                       if subprocess.run([*words, "sh", "-c", mount], capture_output=True).returncode == 0), None)
        if spaces is None:
            self.skipTest("no small disk can be mounted here")
        run = f"'{self.binary}' run '{self.baseline}' {' '.join(SHORT)} -q -o '{disk}/x.h5'"
        done = subprocess.run([*spaces, "sh", "-c", f"{mount} && {run}; echo $?; ls -A '{disk}'"], capture_output=True, text=True)
        self.assertEqual(done.stdout, "5\n", done.stderr)
        self.assertIn("No space left", done.stderr)

    def test_results_that_cannot_be_read(self):
        (self.folder / "text.h5").write_text("no result")
        for command in ("summary", "digest"):
            self.refused(command, "none.h5", code=5, saying=["none.h5"])
            self.refused(command, "text.h5", code=3, saying=["text.h5", "no result"])

    def test_answers_that_cannot_be_written(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([self.binary, "params"], stdout=full, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 5)
        self.assertIn("standard output", done.stderr)

    def test_a_reader_that_leaves_is_no_fault(self):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([self.binary, "params"], stdout=writer, stderr=subprocess.PIPE, text=True)
        run = subprocess.run([self.binary, "run", self.baseline, *SHORT], cwd=self.folder, stdout=writer, stderr=writer)
        os.close(writer)
        self.assertEqual((done.returncode, done.stderr, run.returncode), (0, "", 0))
        self.call("summary", "baseline.h5")


class Running(CommandLine):
    def test_the_result_takes_the_name_of_the_configuration(self):
        own = self.config("")
        done = self.call("run", own, *SHORT)
        self.assertEqual(done.stderr.splitlines()[-1], "own.h5")
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["own.h5", "own.toml"])

    def test_stdout_holds_the_year_table_only(self):
        done = self.call("run", self.baseline, *SHORT, "-o", "x.h5")
        lines = done.stdout.splitlines()
        self.assertEqual(lines[0].split(), "year headcount observed poverty gap Gini mean income employment support paid".split())
        self.assertEqual(len(lines), 4)
        self.assertEqual(self.call("summary", "x.h5").stdout, done.stdout)
        self.assertEqual(self.call("run", self.baseline, *SHORT, "-o", "x.h5", "--force", "-q").stderr, "")

    def test_summary_agrees_with_the_table(self):
        table = self.call("run", self.baseline, *SHORT, "-o", "x.h5").stdout.splitlines()[2:]
        series = json.loads(self.call("summary", "x.h5", "--json").stdout)
        self.assertEqual(list(series), ["year", "headcount", "poverty_gap", "severity", "watts", "gini", "mean_income", "median_income",
                                        "employment", "support_paid", "observed_headcount"])
        self.assertEqual([int(line.split()[0]) for line in table], series["year"])
        self.assertEqual([line.split()[1] for line in table], [f"{100 * share:.1f}" for share in series["headcount"]])
        self.assertTrue(all(0 < share < 1 for name in ("headcount", "gini", "employment") for share in series[name]))
        rows = list(csv.DictReader(io.StringIO(self.call("summary", "x.h5", "--csv").stdout)))
        self.assertEqual([float(row["headcount"]) for row in rows], series["headcount"])
        self.assertEqual(list(rows[0]), list(series))

    def test_the_observed_series_stands_beside_the_simulated_one(self):
        observed = ["--set", "run.base_year=2012", "--set", "observed.years=[2013]", "--set", "observed.headcount=[0.085]"]
        table = self.call("run", self.baseline, *SHORT, *observed, "-o", "x.h5").stdout.splitlines()[2:]
        self.assertEqual([len(line.split()) for line in table], [7, 8])
        self.assertEqual(table[1].split()[2], "8.5")
        self.assertEqual(json.loads(self.call("summary", "x.h5", "--json").stdout)["observed_headcount"], [None, 0.085])

    def test_any_number_of_threads_gives_the_same_digest(self):
        hashes = []
        for threads in ("1", "2", "3", "8"):
            self.call("run", self.baseline, *SMALL, "-o", f"{threads}.h5", "--threads", threads)
            hashes.append(self.call("digest", f"{threads}.h5").stdout.split())
        self.assertEqual([name for _, name in hashes], ["1.h5", "2.h5", "3.h5", "8.h5"])
        self.assertEqual(len({value for value, _ in hashes}), 1, hashes)
        self.call("run", self.baseline, *SMALL, "-o", "other.h5", "--seed", "77")
        self.assertNotEqual(self.call("digest", "other.h5").stdout.split()[0], hashes[0][0])

    def test_shorthands_mean_the_same_as_set(self):
        self.call("run", self.baseline, *SHORT, "-o", "a.h5", "--seed", "5")
        self.call("run", self.baseline, *SHORT, "-o", "b.h5", "--set", "run.seed=5")
        self.assertEqual(*[line.split()[0] for line in self.call("digest", "a.h5", "b.h5").stdout.splitlines()])
        self.call("run", self.baseline, *SMALL, "-o", "c.h5", "--set", "run.periods_per_year=4", "--periods", "4")
        self.assertEqual(len(json.loads(self.call("summary", "c.h5", "--json").stdout)["year"]), 1)
        self.assertIn("note", self.call("run", self.baseline, *SHORT, "-o", "d.h5", "--periods", "1000").stderr)

    def test_progress_for_programs(self):
        lines = self.call("run", self.baseline, *SHORT, "--progress", "json").stderr.splitlines()
        steps = [json.loads(line) for line in lines[:-1]]
        self.assertEqual([step["period"] for step in steps], list(range(1, steps[0]["periods"] + 1)))
        self.assertEqual((steps[0]["phase"], steps[-1]["phase"], steps[-1]["share"]), ("burn-in", "year", 1))

    def test_progress_in_a_log_and_on_a_terminal(self):
        lines = self.call("run", self.baseline, *SMALL, "-o", "a.h5").stderr.splitlines()
        self.assertEqual(len(lines), 11)
        self.assertIn("household-periods/s", lines[0])
        self.assertEqual(self.call("run", self.baseline, *SMALL, "-o", "b.h5", "--progress", "none").stderr, "b.h5\n")
        ours, theirs = pty.openpty()
        subprocess.run([self.binary, "run", self.baseline, *SHORT], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=theirs, check=True)
        os.close(theirs)
        shown = os.read(ours, 65536).decode()
        os.close(ours)
        self.assertIn("\rburn-in", shown)
        self.assertEqual(shown.rsplit("\r", 2)[-2:], ["baseline.h5", "\n"])

    def test_signals_leave_nothing_behind(self):
        def undisturbed():
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_DFL)

        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            run = subprocess.Popen([self.binary, "run", self.baseline, *SMALL, "--set", "run.years=100000", "--progress", "json"],
                                   cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=undisturbed)
            run.stderr.readline()  # the first period is over
            run.send_signal(number)
            out, said = run.communicate()
            self.assertEqual((run.returncode, out), (code, ""), said)
            self.assertIn("interrupted", said)
            self.assertEqual(list(self.folder.iterdir()), [])

    def test_the_result_says_how_it_was_made(self):
        import xarray

        self.call("run", self.baseline, *SHORT, "-o", "x.h5", "--threads", "2", "--set", "run.title=a 'quoted' title")
        with xarray.open_dataset(self.folder / "x.h5", group="provenance", engine="h5netcdf") as data:
            manifest = json.loads(data["manifest_json"].item())
            configuration = data["config_toml"].item()
        self.assertEqual((manifest["threads"], manifest["households"], manifest["periods"]), (2, 2000, 12))
        for name in ("version", "commit", "compiler", "seed", "wall_seconds", "date_created", "peak_memory_kib"):
            self.assertIn(name, manifest)
        self.assertTrue(manifest["command_line"].startswith("povtrap run "))
        (self.folder / "again.toml").write_text(configuration)
        self.call("run", "again.toml")
        self.assertEqual(*[line.split()[0] for line in self.call("digest", "x.h5", "again.h5").stdout.splitlines()])


class Questions(CommandLine):
    def test_check_says_what_a_configuration_is(self):
        said = self.call("check", self.baseline, "--set", "population.households=12345").stdout
        self.assertRegex(said, r"baseline\.toml is fine: .+, 12,345 households, [\d,]+ regions, [\d,]+ periods\n$")

    def test_describe_tells_the_period_the_rules_and_the_switches(self):
        text = self.call("describe", self.baseline).stdout
        for words in ("  1  ", " 15  ", "saving.rule = ", "  on   ", "--set nutrition.rule="):
            self.assertIn(words, text)
        told = json.loads(self.call("describe", "--json", "--set", "saving.rule=buffer", "--set", "nutrition.rule=off").stdout)
        self.assertEqual([phase["number"] for phase in told["period"]], list(range(1, 16)))
        self.assertEqual({slot["parameter"]: slot["chosen"] for slot in told["slots"]}["saving.rule"], "buffer")
        switched = {item["name"]: item["is_on"] for item in told["switches"]}
        self.assertFalse(switched["nutrition trap"])
        self.assertTrue(switched["shocks"])

    def test_check_and_digest_answer_programs_too(self):
        told = json.loads(self.call("check", self.baseline, *SMALL, "--json").stdout)
        self.assertEqual((told["households"], told["file"]), (2000, self.baseline))
        self.assertGreater(told["periods"], 0)
        self.call("run", self.baseline, *SHORT, "-o", "x.h5")
        told = json.loads(self.call("digest", "x.h5", "x.h5", "--json").stdout)
        self.assertEqual([item["digest"] for item in told], 2 * self.call("digest", "x.h5").stdout.split()[:1])

    def test_params_shows_those_that_match(self):
        self.assertGreater(len(self.call("params").stdout.splitlines()), 100)
        rows = self.call("params", "run.se*").stdout.splitlines()[1:]
        self.assertEqual([row.split()[0] for row in rows], ["run.seed"])
        self.refused("params", "no_such_thing", code=2, saying=["no_such_thing"])
        self.assertIn("properties", json.loads(self.call("params", "--json-schema").stdout))


class Faults(CommandLine):
    PLANTED = [("wages", "step_in_one_leg"), ("farm_sales", "skipped_posting"), ("consumption", "off_grid_amount"),
               ("taxes", "skipped_deposit"), ("dividends", "dropped_remainder"), ("social_transfers", "double_posting"),
               ("change_in_loans", "skipped_posting"), ("household_capital", "off_grid_amount"), ("deposit_interest", "double_posting"),
               ("public_purchases", "step_in_one_leg"), ("trade", "skipped_deposit"), ("capital_transfers", "step_in_one_leg"),
               ("dividends", "skipped_deposit"), ("wages", "double_posting")]

    def test_planted_faults_stop_the_run_and_name_the_flow(self):
        for flow, fault in self.PLANTED:
            with self.subTest(flow=flow, fault=fault):
                self.refused("run", self.baseline, *SMALL, "-q", "--set", f"audit.fault={fault}", "--set", f"audit.flow={flow}", "--set",
                             "audit.period=8", code=4, saying=[f"'{flow}'", "period 8"])


class ShippedConfigurations(CommandLine):
    def test_every_one_runs_small(self):
        files = sorted((self.source / "configs").rglob("*.toml"))
        self.assertTrue(files, "no configuration found")
        for file in files:
            with self.subTest(file=str(file)):
                if file.stem.endswith(DESIGN):
                    self.assertGreater(self.call("design", str(file)).stdout.count("\n"), 7000)
                    continue
                settings = tomllib.loads(file.read_text())
                survey = settings.get("survey", {}).get("file", "")
                if survey and not (file.parent / survey).exists():  # surveys are not shipped
                    self.refused("check", str(file), code=5, saying=[survey, settings["survey"]["origin"]])
                    continue
                configured = settings.get("population", {}).get("households", MOST_HOUSEHOLDS + 1)
                small = ["--set", f"population.households={MOST_HOUSEHOLDS}"] if configured > MOST_HOUSEHOLDS else []
                self.call("check", str(file))
                self.call("run", str(file), *small, "--periods", "2", "-o", "x.h5", "--force")
                self.call("summary", "x.h5")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    CommandLine.binary = str(pathlib.Path(sys.argv[1]).resolve())
    CommandLine.source = pathlib.Path(sys.argv[2]).resolve()
    unittest.main(argv=sys.argv[:1], verbosity=2)
