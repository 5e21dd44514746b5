"""A PostgreSQL cluster of the test's own, that can be stopped as a crash would and started again."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from chaos.ports import free_port

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))


@dataclass(frozen=True)
class Cluster:
    """A cluster that keeps what it committed: commits wait for the log, as they do where people are served."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"postgres://onething@127.0.0.1:{self.port}/onething"

    def start(self) -> None:
        options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories='' -c fsync=off"
        as_owner("pg_ctl", "-D", self.folder, "-l", self.folder / "log", "-s", "-w", "-o", options, "start")

    def crash(self) -> None:
        """Every session is cut off in the middle of what it does; the next start recovers from the log."""
        as_owner("pg_ctl", "-D", self.folder, "-m", "immediate", "-s", "-w", "stop")


def make_cluster(folder: Path) -> Cluster:
    """Below `folder`, which the owner of the server must be able to reach."""
    cluster = Cluster(folder / "cluster", free_port())
    cluster.folder.mkdir()
    if os.getuid() == 0:
        shutil.chown(cluster.folder, "postgres")
    as_owner("initdb", "-D", cluster.folder, "-U", "onething", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
    cluster.start()
    as_owner("createdb", "-h", "127.0.0.1", "-p", str(cluster.port), "-U", "onething", "onething")
    return cluster


def as_owner(program: str, *arguments: object) -> None:
    """Run a server program; PostgreSQL refuses to run as root."""
    command = [str(BINARIES[-1].with_name(program)), *map(str, arguments)]
    if os.getuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", timeout=60)
