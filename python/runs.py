"""What the scripts of this folder share: the command-line program, run many times at once with other settings and seeds."""

import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys

PROJECT = pathlib.Path(__file__).resolve().parent.parent


def refuse(message):
    """Ends the script as the program itself does where the user's input is at fault: the message on stderr, exit code 2."""
    print(message, file=sys.stderr)
    sys.exit(2)


def add_program_options(parser):
    parser.add_argument("--binary", default=PROJECT / "build/release/bin/povtrap", metavar="FILE", type=pathlib.Path,
                        help="the program povtrap [build/release/bin/povtrap of this project]")
    parser.add_argument("--processes", default=os.cpu_count() or 1, metavar="N", type=int,
                        help="runs at the same time [one per processor]")


def output_of(binary, *arguments):
    """What the program says on stdout; where it refuses, so does the script."""
    try:
        done = subprocess.run([str(binary), *map(str, arguments)], capture_output=True, text=True)
    except OSError as fault:
        refuse(f"cannot start {binary}: {fault.strerror} (nothing can be simulated without it) build it with scripts/demo, "
               "or name it with --binary")
    if done.returncode != 0:
        refuse(f"povtrap {' '.join(map(str, arguments))} ended with {done.returncode}:\n{done.stderr.strip()}")
    return done.stdout


def simulate(binary, config, result, settings, seed):
    """One run on one thread; returns its yearly series. The result file stays for what the summary leaves out."""
    changes = [part for path, value in settings.items() for part in ("--set", f"{path}={value}")]
    output_of(binary, "run", config, "-o", result, "--seed", seed, "--threads", 1, "--progress", "none", "--force", *changes)
    return json.loads(output_of(binary, "summary", result, "--json"))


def simulate_all(binary, config, tasks, folder, processes):
    """Series and result files of many runs, in the order of the tasks, which are pairs of settings and seed."""
    files = [pathlib.Path(folder) / f"run-{number}.h5" for number in range(len(tasks))]
    with concurrent.futures.ThreadPoolExecutor(max(1, processes)) as pool:
        jobs = [pool.submit(simulate, binary, config, file, *task) for file, task in zip(files, tasks)]
        try:
            return [job.result() for job in jobs], files
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
