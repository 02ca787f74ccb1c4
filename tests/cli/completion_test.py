"""The completion scripts complete what the command line takes, and --dry-run predicts without running.

Usage: completion_test.py POVTRAP_BINARY SOURCE_DIR
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

from cli_test import COMMANDS, SHORT, CommandLine


class Completion(CommandLine):
    def completed(self, line):
        """What bash offers at the end of a line."""
        (self.folder / "povtrap.bash").write_text(self.call("completion", "bash").stdout)
        script = f"""
            source ./povtrap.bash
            compopt() {{ :; }}
            COMP_LINE='{line}'; COMP_POINT=${{#COMP_LINE}}
            read -ra COMP_WORDS <<< "$COMP_LINE"
            [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
            _povtrap
            printf '%s\\n' "${{COMPREPLY[@]}}"
        """
        done = subprocess.run(["bash", "-c", script], cwd=self.folder, capture_output=True, text=True, check=True)
        self.assertEqual(done.stderr, "")
        return done.stdout.split()

    def test_bash_completes_commands_and_options(self):
        self.assertTrue(set(COMMANDS) <= set(self.completed("povtrap ")))
        self.assertEqual(sorted(self.completed("povtrap de")), ["describe", "design"])
        self.assertEqual(self.completed("povtrap --ver"), ["--version"])
        self.assertEqual(self.completed("povtrap run --che"), ["--checkpoint-every"])
        self.assertEqual(self.completed("povtrap summary --j"), ["--json"])
        self.assertEqual(self.completed("povtrap no_such_command --j"), [])

    def test_bash_completes_values_and_parameters(self):
        self.assertEqual(self.completed("povtrap run x.toml --progress "), ["auto", "json", "none"])
        self.assertEqual(self.completed("povtrap completion z"), ["zsh"])
        self.assertEqual(self.completed("povtrap run x.toml --set population.househ"), ["population.households="])
        self.assertEqual(self.completed("povtrap run x.toml --set run.seed="), [])
        self.assertGreater(len(self.completed("povtrap run x.toml --set ")), 100)
        self.assertEqual(self.completed("povtrap run x.toml --seed "), [])

    def test_bash_completes_nested_commands(self):
        self.assertEqual(self.completed("povtrap sweep "), ["run", "status", "merge", "summary", "sensitivity"])
        self.assertEqual(self.completed("povtrap sweep sta"), ["status"])
        self.assertEqual(self.completed("povtrap sweep run --retry"), ["--retry-failed"])
        self.assertEqual(self.completed("povtrap sweep status --retry"), [])
        self.assertEqual(self.completed("povtrap run --retry"), [])
        self.assertEqual(self.completed("povtrap sweep run --set population.househ"), ["population.households="])
        (self.folder / "results").mkdir()
        self.assertEqual(self.completed("povtrap sweep merge re"), ["results"])
        self.assertEqual(self.completed("povtrap sweep run --out re"), ["results"])

    def test_bash_completes_files(self):
        (self.folder / "own.toml").write_text("")
        self.assertEqual(self.completed("povtrap run ow"), ["own.toml"])
        self.assertEqual(self.completed("povtrap run own.toml -o ow"), ["own.toml"])
        self.assertEqual(self.completed("povtrap params ow"), [])

    def test_every_option_of_the_help_is_known_to_every_shell(self):
        scripts = {shell: self.call("completion", shell).stdout for shell in ("bash", "zsh", "fish")}
        nested = [["sweep", name] for name in ("run", "status", "merge", "summary", "sensitivity")]
        for command in [*([name] for name in COMMANDS), *nested]:
            for option in re.findall(r"^ +(?:-\w,)?--([\w-]+)", self.call(*command, "--help").stdout, re.M):
                with self.subTest(command=command, option=option):
                    self.assertIn(f"--{option}", scripts["bash"])
                    self.assertIn(f"--{option}[", scripts["zsh"])
                    self.assertIn(f"-l {option} ", scripts["fish"])

    def test_every_function_that_a_script_calls_is_its_own(self):
        for shell in ("bash", "zsh"):
            text = self.call("completion", shell).stdout
            own = set(re.findall(r"^(_povtrap\w*)(?:\(\)|=)", text, re.M))
            self.assertTrue(set(re.findall(r"(?<![\w-])_povtrap\w*", text)) <= own, own)

    def test_scripts_are_in_order_for_the_shells_that_are_here(self):
        for shell in ("bash", "zsh", "fish"):
            if shutil.which(shell):
                with self.subTest(shell):
                    (self.folder / "script").write_text(self.call("completion", shell).stdout)
                    subprocess.run([shell, "-n", "script"], cwd=self.folder, check=True)

    def test_other_shells_are_refused(self):
        self.refused("completion", "tcsh", code=2, saying=["tcsh", "bash, zsh or fish"])
        self.refused("completion", code=2, saying=["SHELL"])


class DryRun(CommandLine):
    def test_predicts_and_runs_nothing(self):
        done = self.call("run", self.baseline, *SHORT, "--dry-run")
        self.assertEqual(list(self.folder.iterdir()), [])
        lines = done.stdout.splitlines()
        self.assertRegex(lines[0], r"^2,000 households, 12 periods \(4 of burn-in\), \d+ threads?; predicted from a trial of 2,000 ")
        self.assertEqual([line.split()[0] for line in lines[1:]], ["memory", "time", "result", "checkpoint"])

    def test_predicts_the_size_of_the_result_and_of_checkpoints(self):
        text = self.call("run", self.baseline, *SHORT, "--set", "run.years=6", "--dry-run").stdout
        self.call("run", self.baseline, *SHORT, "--set", "run.years=6", "-o", "x.h5")
        amount, unit = re.search(r"^result +([\d.]+) (\w+)", text, re.M).groups()
        predicted = float(amount) * {"B": 1, "kB": 1e3, "MB": 1e6}[unit]
        size = (self.folder / "x.h5").stat().st_size
        self.assertTrue(0.7 * size < predicted < 1.4 * size, f"{predicted} predicted, {size} found")

    def test_predicts_the_memory_of_a_run_with_and_without_a_panel(self):
        allowance = 3e6  # what the program itself takes differs by pages of libraries that are read or not
        for panel in ["output.panel_households=0", "output.panel_every=0"]:
            settings = [*SHORT, "--set", "population.households=30000", "--set", panel, "--threads", "1"]
            text = self.call("run", self.baseline, *settings, "--dry-run").stdout
            amount, unit = re.search(r"^memory +([\d.]+) (\w+)", text, re.M).groups()
            predicted = float(amount) * {"kB": 1e3, "MB": 1e6}[unit]
            run = subprocess.Popen([self.binary, "run", self.baseline, *settings, "--force", "-q", "-o", "x.h5"],
                                   cwd=self.folder, stdout=subprocess.DEVNULL)
            _, status, usage = os.wait4(run.pid, 0)
            run.returncode = os.waitstatus_to_exitcode(status)
            self.assertEqual(run.returncode, 0)
            found = 1024 * usage.ru_maxrss
            self.assertLess(abs(predicted - found), 0.05 * found + allowance, f"{panel}: {predicted} predicted, {found} found")

    def test_refuses_what_a_run_would_refuse(self):
        self.refused("run", "none.toml", "--dry-run", code=2, saying=["none.toml"])
        self.refused("run", self.baseline, "--set", "run.years=0.5", "--dry-run", code=2, saying=["run.years"])
        self.refused("run", "--resume", "x.checkpoint", "--dry-run", code=2, saying=["--dry-run"])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    CommandLine.binary = str(pathlib.Path(sys.argv[1]).resolve())
    CommandLine.source = pathlib.Path(sys.argv[2]).resolve()
    unittest.main(argv=sys.argv[:1], verbosity=2)
