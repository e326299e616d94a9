"""A line between two machines that can freeze: nothing comes through, and nobody is told."""

import socket
import threading
from contextlib import suppress

BYTES_AT_A_TIME = 65_536


class Line:
    """Listens on `port` and carries every connection to `target`, both ports of this machine."""

    def __init__(self, target: int) -> None:
        self.target = target
        self._open = threading.Event()
        self._open.set()
        self._ends: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._take_calls, daemon=True).start()

    def freeze(self) -> None:
        """As when a cable is pulled: both ends believe for a while that the other one has nothing to say."""
        self._open.clear()

    def thaw(self) -> None:
        """What was sent meanwhile arrives."""
        self._open.set()

    def close(self) -> None:
        """Carry nothing more; both ends of each connection hear of it."""
        for each in (self._listener, *self._ends):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._open.set()

    def _take_calls(self) -> None:
        with suppress(OSError):  # the listener is closed
            while True:
                caller, _who = self._listener.accept()
                try:
                    called = socket.create_connection(("127.0.0.1", self.target))
                except OSError:
                    caller.close()  # nobody there
                    continue
                self._ends += [caller, called]
                for one, other in ((caller, called), (called, caller)):
                    threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while content := one.recv(BYTES_AT_A_TIME):
                self._open.wait()
                other.sendall(content)
        with suppress(OSError):
            other.shutdown(socket.SHUT_WR)
