"""Two database servers as `deploy/database.sh` makes them, on loopback: one writes, the other follows over a line."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from parvis.kernel.database import backup
from parvis.kernel.database.location import PROJECT
from parvis.kernel.database.programs import find_programs, find_servant
from parvis.kernel.testing.site import free_port
from tests.faults.line import Line

PASSWORD, FOLLOWER = "of the house", "it's: of the follower"
SECONDS = 30
BYTES = 2_000_000_000


class Machine:
    """One of the two: a folder, a port, and the words of the script; the other one is reached at the port `other`."""

    def __init__(self, name: str, port: int, other: int) -> None:
        self.name, self.port, self.other = name, port, other
        self.servant = find_servant()
        self.home = Path(tempfile.mkdtemp(prefix=f"parvis-pair-{name}-", dir=roomy_folder()))
        shutil.copy(PROJECT / "deploy/database.sh", self.home)
        if self.servant:
            for each in (self.home, *self.home.iterdir()):
                os.chown(each, self.servant.uid, self.servant.gid)

    def tell(self, word: str, *more: str) -> subprocess.CompletedProcess[str]:
        """Say a word to the script, as the user of the database."""
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.home), "PARVIS_PG_BIN": str(find_programs(self.servant)),
            "PARVIS_PG_DATA": str(self.home / "data"), "PARVIS_PG_SOCKET": str(self.home / "socket"),
            "PARVIS_PG_PASSFILE": str(self.home / "passwords"), "PARVIS_PG_PASSWORD": PASSWORD,
            "PARVIS_PG_FOLLOWER_PASSWORD": FOLLOWER, "PARVIS_PG_NAME": self.name, "PARVIS_PG_NAMES": "a,b",
            "PARVIS_PG_PORT": str(self.port), "PARVIS_PG_OTHER": "127.0.0.1", "PARVIS_PG_OTHER_PORT": str(self.other),
            # Programs are killed here, not disks; and who is killed leaves no shared memory behind.
            "PARVIS_PG_SETTINGS": "fsync = off\ndynamic_shared_memory_type = mmap",
        }  # fmt: skip
        return subprocess.run(
            ["/bin/sh", self.home / "database.sh", word, *more],
            env=environment,
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            **(self.servant.as_arguments() if self.servant else {}),
        )

    def do(self, word: str, *more: str) -> str:
        """The same, and it must succeed; what the script said."""
        done = self.tell(word, *more)
        assert done.returncode == 0, f"{self.name}: {word}: {done.stderr}{self.log()}"
        return done.stdout

    def log(self) -> str:
        file = self.home / "data/server.log"
        return file.read_text()[-3000:] if file.exists() else ""

    def rows(self, query: str, database: str = "parvis") -> list[tuple]:
        """Asked on the machine itself."""
        address = {
            "host": str(self.home / "socket"),
            "port": self.port,
            "user": "postgres",
            "dbname": database,
        }
        with psycopg.connect(**address, autocommit=True) as there:
            answer = there.execute(query)
            return answer.fetchall() if answer.description else []

    def wait_for(self, query: str) -> None:
        """Until the first column of the first row is true."""
        end = time.monotonic() + SECONDS
        while not self.rows(query)[0][0]:
            assert time.monotonic() < end, f"{self.name} waits in vain: {query}\n{self.log()}"
            time.sleep(0.02)

    def kill(self) -> None:
        """As when the machine loses its power."""
        server = int((self.home / "data/postmaster.pid").read_text().split("\n", 1)[0])
        helpers = [pid for (pid,) in self.rows("SELECT pid FROM pg_stat_activity")]
        for process in (server, *helpers):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def remove(self) -> None:
        with suppress(OSError, psycopg.Error):  # it is down
            self.kill()
        shutil.rmtree(self.home, ignore_errors=True)


def roomy_folder() -> str:
    """In memory where there is room for two databases: thousands of small files are written and thrown away."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > BYTES else "/var/tmp"


class Pair:
    """`a` writes and `b` follows over `line`; `address` finds whichever of them writes."""

    def __init__(self) -> None:
        ports = free_port(), free_port()
        self.line = Line(ports[0])
        self.a, self.b = Machine("a", ports[0], ports[1]), Machine("b", ports[1], self.line.port)
        self.address = self.address_of("read-write")

    def build(self, source: str, dump: Path) -> None:
        """Both from nothing; what the database at `source` holds in them."""
        self.a.do("primary")
        subprocess.run(
            [find_programs(None) / "pg_dump", "-Fc", "--no-owner", "-f", dump, "-d", source],
            check=True,
        )
        backup.restore_at(self.address, dump)
        self.b.do("standby")
        self.b.do("start")

    def wait_until_level(self) -> None:
        """Until `b` follows and has all that `a` wrote so far."""
        ((position,),) = self.a.rows("SELECT pg_current_wal_flush_lsn()::text")
        self.b.wait_for(
            "SELECT count(*) > 0 FROM pg_stat_wal_receiver WHERE status = 'streaming' "
            f"AND pg_last_wal_replay_lsn() >= '{position}'"
        )

    def address_of(self, kind: str, *machines: Machine) -> str:
        """One address for several, both by default; which one answers is a matter of `target_session_attrs`."""
        among = machines or (self.a, self.b)
        options = {
            "host": ",".join("127.0.0.1" for _each in among), "port": ",".join(str(each.port) for each in among),
            "connect_timeout": 3, "target_session_attrs": kind,
        }  # fmt: skip
        return f"postgresql://parvis:{PASSWORD.replace(' ', '%20')}@/parvis?{urlencode(options)}"

    def remove(self) -> None:
        self.line.close()
        for each in (self.b, self.a):
            each.remove()
