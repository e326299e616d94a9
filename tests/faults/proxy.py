"""A line between two servers that drops, doubles, delays and reorders what it carries; the same for the same seed."""

import http.client
import random
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Of a hundred calls so many suffer each fault. A late copy overtakes nothing: it comes after calls that came after it.
FAULTS = {"dropped before": 10, "dropped after": 10, "doubled": 10, "delayed": 10, "copied late": 10}
SECONDS_LATE = 0.05
COPIES_KEPT = 5


class BadLine:
    """Listens on `port` and carries to `target` (a port of this machine); `done` counts what befell the calls."""

    def __init__(self, target: int, seed: int) -> None:
        self.target = target
        self.done: Counter[str] = Counter()
        self._chance = random.Random(seed)
        self._lock = threading.Lock()
        self._copies: list[tuple[str, str, bytes, dict[str, str]]] = []
        line = self

        class Carrier(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                line.carry(self)

            def do_POST(self) -> None:
                line.carry(self)

            def log_message(self, *_said: object) -> None:
                """Nobody reads it."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Carrier)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Carry nothing more."""
        self._server.shutdown()
        self._server.server_close()

    def carry(self, asked: BaseHTTPRequestHandler) -> None:
        """One call, with or without a fault; a connection that is closed without a word is how a line breaks."""
        content = asked.rfile.read(int(asked.headers.get("Content-Length") or 0))
        call = (asked.command, asked.path, content, dict(asked.headers))
        with self._lock:
            fault = self._fault()
            self.done[fault] += 1
            late = self._copies.pop(0) if len(self._copies) > COPIES_KEPT else None
            if fault == "copied late":
                self._copies.append(call)
        if late:
            self._pass_on(*late)
        if fault == "dropped before":
            return
        if fault == "delayed":
            time.sleep(SECONDS_LATE)
        answer = self._pass_on(*call)
        if fault == "doubled":
            answer = self._pass_on(*call) or answer
        if fault != "dropped after" and answer:
            self._answer(asked, *answer)

    def let_go(self) -> None:
        """What was kept back arrives after all."""
        while self._copies:
            self._pass_on(*self._copies.pop())

    def _fault(self) -> str:
        number = self._chance.randrange(100)
        for name, share in FAULTS.items():
            if number < share:
                return name
            number -= share
        return "none"

    def _pass_on(
        self, method: str, path: str, content: bytes, headers: dict[str, str]
    ) -> tuple[int, bytes, str] | None:
        there = http.client.HTTPConnection("127.0.0.1", self.target, timeout=30)
        try:
            there.request(method, path, content, headers | {"Host": f"127.0.0.1:{self.target}"})
            answer = there.getresponse()
            return answer.status, answer.read(), answer.headers.get("Content-Type", "")
        except (OSError, http.client.HTTPException):
            return None  # the server itself is down
        finally:
            there.close()

    def _answer(self, asked: BaseHTTPRequestHandler, status: int, content: bytes, kind: str) -> None:
        asked.send_response(status)
        asked.send_header("Content-Type", kind)
        asked.send_header("Content-Length", str(len(content)))
        asked.end_headers()
        asked.wfile.write(content)
