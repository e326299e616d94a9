"""The processes that `parvis serve` looks after: started together, watched, stopped together."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field

from parvis.interfaces.cli.terminal import CannotError, complain
from parvis.kernel.stopping import STOPS

SECONDS_BETWEEN_LOOKS = 0.2
SECONDS_TO_END = 10
# A part that dies this often in this time will not get better by being started again.
TRIES, SECONDS_OF_TRIES = 3, 60
SECONDS_BETWEEN_WORDS = 3
_PARENT = "PARVIS_STARTED_BY"
_TELL_WHEN_PARENT_DIES = 1  # PR_SET_PDEATHSIG of prctl(2)


@dataclass
class Child:
    """One process: how a person calls it, its command, and whether it is started again when it dies."""

    name: str
    command: list[str]
    restarts: bool
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start the process, unless it runs; out of reach of the terminal's Ctrl-C: its parent tells it when to end."""
        if self.process is not None and self.process.poll() is None:
            return
        self.process = subprocess.Popen(  # noqa: S603  (our own command)
            self.command,
            stdin=subprocess.DEVNULL,
            env=os.environ | {_PARENT: str(os.getpid())},
            start_new_session=True,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509  (no threads hold locks here)
        )

    def stop(self) -> None:
        """Ask the process to end, and end it where it does not."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            complain(f"The {self.name} did not end in {SECONDS_TO_END} seconds and is ended by force.")
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def look_after(self) -> None:
        """Start a process again that ended; `CannotError` when it keeps ending, or must not be started again."""
        code = self.process.poll() if self.process else None
        if code is None:
            return
        moment = time.monotonic()
        self.deaths = [death for death in self.deaths if moment - death < SECONDS_OF_TRIES] + [moment]
        if not self.restarts or len(self.deaths) > TRIES:
            raise CannotError(
                f"The {self.name} ended ({_cause(code)}), so everything was stopped. Its last words are above; "
                "`parvis doctor` looks further."
            )
        complain(f"The {self.name} ended ({_cause(code)}) and is started again.")
        self.start()


class Household:
    """All children of one command, and the wish to stop."""

    def __init__(self, children: list[Child]) -> None:
        self.children = children
        self._stop = threading.Event()

    def heed_signals(self) -> None:
        """From now on Ctrl-C, a polite kill and a closed terminal all mean: stop in good order."""
        for number in STOPS:
            signal.signal(number, lambda *_: self._stop.set())

    @property
    def is_stopping(self) -> bool:
        """True once somebody asked to stop."""
        return self._stop.is_set()

    def start(self) -> None:
        """Start all."""
        for child in self.children:
            child.start()

    def wait(self, seconds: float = SECONDS_BETWEEN_LOOKS) -> bool:
        """Look after all, then wait a moment; False once it is time to stop."""
        if not self.is_stopping:
            for child in self.children:
                child.look_after()
        return not self._stop.wait(seconds)

    def stop(self) -> None:
        """Stop all, first to last."""
        for child in self.children:
            child.stop()


def _cause(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"code {code}"


def _end_with_parent() -> None:
    """Nobody is left behind when the parent is killed without a chance to say so."""
    ctypes.CDLL(None).prctl(_TELL_WHEN_PARENT_DIES, signal.SIGTERM)


def follow_parent() -> None:
    """End this process, in good order, once the household that started it is gone.

    The kernel's one signal can arrive while a program still sets itself up, and is lost then; this asks again.
    """
    parent = os.environ.get(_PARENT, "")
    if parent:
        threading.Thread(target=_ask_until_heard, args=(int(parent),), daemon=True).start()


def _ask_until_heard(parent: int) -> None:
    while True:
        time.sleep(SECONDS_BETWEEN_WORDS)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)
