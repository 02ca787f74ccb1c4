"""A Slurm of our own on this machine: controller, one node of four processors (whatever there are) and munge, in a folder, without root's files or services."""

import contextlib
import os
import pathlib
import socket
import subprocess
import time

CONFIGURATION = """ClusterName=povtrap
SlurmctldHost={host}(127.0.0.1)
SlurmUser={user}
SlurmdUser={user}
SlurmctldPort={controller_port}
SlurmdPort={node_port}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CredType=cred/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
JobAcctGatherType=jobacct_gather/none
ReturnToService=2
NodeName={host} NodeAddr=127.0.0.1 CPUs=4 State=UNKNOWN
PartitionName=all Nodes={host} Default=YES MaxTime=INFINITE State=UP
"""


def free_ports(count):
    """Ports that nobody listened on a moment ago."""
    with contextlib.ExitStack() as open_ones:
        sockets = [open_ones.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


class Slurm:
    """`with Slurm(folder) as slurm: slurm.call("sbatch", ...)`. The folder is one of the caller's own, with a short path."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.environment = {**os.environ, "SLURM_CONF": str(self.folder / "slurm.conf")}
        self.servers = []

    def __enter__(self):
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for server in reversed(self.servers):
            server.terminate()
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()

    def call(self, *command, **options):
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=300, **options)
        if done.returncode != 0:
            raise AssertionError(f"{' '.join(command)} ended with {done.returncode}\n{done.stdout}{done.stderr}{self.logs()}")
        return done.stdout

    def logs(self):
        return "".join(f"--- {log.name}\n{log.read_text(errors='replace')[-2000:]}" for log in sorted(self.folder.glob("*.log")))

    def _start(self):
        import pwd

        for name in ("munge", "state", "spool"):
            (self.folder / name).mkdir(mode=0o700)
        key = self.folder / "munge" / "key"
        key.write_bytes(os.urandom(1024))
        key.chmod(0o600)
        self._serve("munged", "--foreground", "--force", f"--key-file={key}", f"--socket={self.folder}/munge.socket",
                    f"--pid-file={self.folder}/munge/pid", f"--log-file={self.folder}/munge.log",
                    f"--seed-file={self.folder}/munge/seed")
        self._wait_for("munge", "-S", f"{self.folder}/munge.socket", "-n")
        controller_port, node_port = free_ports(2)
        (self.folder / "slurm.conf").write_text(CONFIGURATION.format(
            host=socket.gethostname().split(".")[0], user=pwd.getpwuid(os.geteuid()).pw_name, folder=self.folder,
            controller_port=controller_port, node_port=node_port))
        self._serve("slurmctld", "-D")
        self._wait_for("sinfo", "-h")
        self._serve("slurmd", "-D")
        self._wait_for("sinfo", "-h", "-t", "idle", "-o", "%n", saying=socket.gethostname().split(".")[0])

    def _serve(self, *command):
        with (self.folder / f"{command[0]}.out").open("w") as said:
            self.servers.append(subprocess.Popen(command, env=self.environment, stdout=said, stderr=said))

    def _wait_for(self, *command, saying=""):
        """Until the command ends well and says so: servers take a moment to start."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            done = subprocess.run(command, env=self.environment, capture_output=True, text=True)
            if done.returncode == 0 and saying in done.stdout:
                return
            time.sleep(0.1)
        raise AssertionError(f"{' '.join(command)}: no answer\n{self.logs()}")
