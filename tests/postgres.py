"""A throw-away PostgreSQL on a free loopback port, started by the test run itself."""

import glob
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


class NoPostgresError(Exception):
    """No PostgreSQL server programs are on this machine."""


def _programs() -> Path:
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
    if found:
        return Path(found[-1])
    if initdb := shutil.which("initdb"):
        return Path(initdb).resolve().parent
    raise NoPostgresError("No PostgreSQL server is installed. Run bin/system-packages as root, or install postgresql.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _start(run: Callable[..., None], programs: Path, folder: Path, data: Path, tries: int = 5) -> int:
    """Start the server; its port. Another process may take a port between its being free and its being used."""
    for left in reversed(range(tries)):
        port = _free_port()
        # No durability: the data lives as long as the tests. Loopback only.
        options = f"-F -p {port} -h 127.0.0.1 -k {folder} -c synchronous_commit=off -c full_page_writes=off"
        try:
            run(str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
        except RuntimeError:
            if not left:
                raise
        else:
            return port
    raise AssertionError("the last try returns or raises")


@contextmanager
def running() -> Iterator[str]:
    """The address (postgresql+psycopg://…) of a server that lives as long as the block."""
    programs, folder = _programs(), Path(tempfile.mkdtemp(prefix="qms-postgres-"))
    # PostgreSQL refuses to run as root: there it runs as the account that Debian's package made.
    prefix: list[str] = []
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        prefix = ["runuser", "-u", "postgres", "--"]
    data = folder / "data"

    def run(*command: str) -> None:
        result = subprocess.run([*prefix, *command], capture_output=True, text=True, cwd=folder, check=False)
        if result.returncode:
            raise RuntimeError(f"{command[0]} failed: {result.stdout}{result.stderr}")

    try:
        run(
            str(programs / "initdb"),
            "-D",
            str(data),
            "-U",
            "qms",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N",
        )
        port = _start(run, programs, folder, data)
        try:
            yield f"postgresql+psycopg://qms@127.0.0.1:{port}/postgres"
        finally:
            run(str(programs / "pg_ctl"), "-D", str(data), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
