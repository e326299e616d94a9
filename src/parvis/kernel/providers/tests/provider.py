"""A real OpenID Connect provider, run as a process on this machine; and a crooked one that changes what it answers."""

import json
import re
import subprocess
import sys
import threading
import urllib.parse
from collections.abc import Callable
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from parvis.kernel.outbound import fetch

ADA = {
    "sub": "ada",
    "email": "ada@elsewhere.example",
    "email_verified": True,
    "given_name": "Ada",
    "assurance": {"level": "substantial"},
}
EVE = {"sub": "eve", "email": "alice@people.example", "email_verified": False}
LOW = {"sub": "low", "email": "low@elsewhere.example", "email_verified": True, "assurance": {"level": "low"}}
SILENT = {"sub": "silent", "assurance": {"level": "low"}}


class RealProvider:
    """`oidc-provider-mock`: an Authlib server with signed tokens, nonces and its own sign-in page."""

    def __enter__(self) -> Self:
        people = [part for each in (ADA, EVE, LOW, SILENT) for part in ("--user-claims", json.dumps(each))]
        command = [
            sys.executable,
            "-P",
            "-m",
            "oidc_provider_mock",
            "--port",
            "0",
            "--require-nonce",
            *people,
        ]
        self._process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self._process.stderr
        for line in self._process.stderr:
            if found := re.search(r"running on (http://127\.0\.0\.1:(\d+))", line):
                self.issuer, self.port = found[1], int(found[2])
                break
        else:
            raise AssertionError("The provider did not start.")
        # Whoever does not read what a process says stops it in the end.
        threading.Thread(target=self._process.stderr.read, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(10)
        assert self._process.stderr
        self._process.stderr.close()


type Change = Callable[[str, dict[str, Any]], dict[str, Any]]


class CrookedProvider:
    """Passes everything on to a real provider and changes its JSON: path and answer → answer."""

    def __init__(self, real: RealProvider, change: Change) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(real.port, change))
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(port: int, change: Change) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._pass_on()

        def do_POST(self) -> None:
            self._pass_on()

        def log_message(self, *_words: object) -> None:
            """Quiet."""

        def _pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {**dict(self.headers), "X-Forwarded-Host": self.headers["Host"]}
            there = HTTPConnection("127.0.0.1", port)
            there.request(self.command, self.path, body, headers)
            answer = there.getresponse()
            content = answer.read()
            there.close()
            if answer.headers.get_content_type() == "application/json":
                path = urllib.parse.urlsplit(self.path).path
                content = json.dumps(change(path, json.loads(content))).encode()
            self.send_response(answer.status)
            for name in ("Content-Type", "Location"):
                if name in answer.headers:
                    self.send_header(name, answer.headers[name])
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    return Handler


def agree(address: str, sub: str) -> str:
    """Somebody signs in on the provider's page and agrees; gives the address to which their browser is sent back."""
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = fetch(
        address, method="POST", content=urllib.parse.urlencode({"sub": sub}).encode(), headers=form
    )
    assert answer.status == 302, answer.content
    return answer.headers["location"]
