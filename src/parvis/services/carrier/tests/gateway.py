"""A gateway on this machine: a real server that keeps what it gets, and can refuse, break off, be slow, or repeat."""

import threading
from base64 import b64decode
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl

from django.test import Client

from parvis.services.gsm.contracts import SIGNATURE, signature_of

SECRET = "only between the city and its gateway"
NUMBERS = iter(range(1_000_000))


@dataclass(frozen=True)
class Got:
    """One message as it was handed over."""

    to: str
    words: str
    key: str
    callback: str
    proof: str


class FakeGateway:
    """`sent` is what went out to phones. `faults` befall the next calls, the first one first: a status such as 400 or
    503 (not sent), "a page" instead of an answer, "sent, then 500", "sent, then silence"."""

    def __init__(self) -> None:
        self.sent: list[Got] = []
        self.calls = 0
        self.faults: list[Any] = []
        self.knows_keys = True
        self._released = threading.Event()
        outer = self

        class Desk(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer._answer(self)

            def log_message(self, *_said: object) -> None:
                """Nobody reads it."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
        self._server.handle_error = lambda *_who: None  # type: ignore[method-assign]  # whoever called hung up

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=[0.01], daemon=True).start()
        return self

    def __exit__(self, *_why: object) -> None:
        self._released.set()
        self._server.shutdown()
        self._server.server_close()

    def serve(self, settings: Any, *, knows_keys: bool = True) -> None:
        """Be the gateway of the city."""
        self.knows_keys = settings.SMS_KNOWS_KEYS = knows_keys
        settings.OUTBOUND_MAY_REACH_THIS_MACHINE = True
        settings.SMS_GATEWAY = f"http://127.0.0.1:{self._server.server_address[1]}/Messages.json"
        settings.SMS_ACCOUNT, settings.SMS_TOKEN, settings.SMS_NUMBER = "AC1", SECRET, "+16175550100"

    def bring(self, sender: str, words: str, number: str = "", secret: str = SECRET) -> Any:
        """Hand a message of somebody's to the city; the same number brings it again."""
        form = {
            "MessageSid": number or f"SM{next(NUMBERS)}",
            "From": sender,
            "To": "+16175550100",
            "Body": words,
        }
        return self._post("/sms/in/", form, secret)

    def tell(self, message: Got, status: str, secret: str = SECRET) -> Any:
        """Say what became of a message."""
        path = "/" + message.callback.split("/", 3)[3]
        return self._post(path, {"MessageSid": "x", "MessageStatus": status}, secret)

    def to(self, phone: str) -> list[str]:
        """What this phone got."""
        return [each.words for each in self.sent if each.to == phone]

    def _post(self, path: str, form: dict[str, str], secret: str) -> Any:
        from django.conf import settings

        signature = signature_of(settings.SITE_ADDRESS + path, form.items(), secret)
        return Client(enforce_csrf_checks=True).post(path, form, headers={SIGNATURE: signature})

    def _answer(self, call: BaseHTTPRequestHandler) -> None:
        self.calls += 1
        form = dict(parse_qsl(call.rfile.read(int(call.headers["Content-Length"])).decode()))
        fault = self.faults.pop(0) if self.faults else None
        key = call.headers["Idempotency-Key"]
        if fault is None or str(fault).startswith("sent"):
            known = self.knows_keys and any(each.key == key for each in self.sent)
            if not known:
                proof = b64decode(call.headers["Authorization"].removeprefix("Basic ")).decode()
                self.sent.append(Got(form["To"], form["Body"], key, form["StatusCallback"], proof))
        if fault == "sent, then silence":
            self._released.wait(5)
            return
        status = {None: 201, "sent, then 500": 500, "a page": 404}.get(fault, fault)
        body = (
            b'{"sid": "SM1", "status": "queued"}' if status == 201 else b'{"message": "No +16175550142 here"}'
        )
        body = b"<h1>Not here</h1>" if fault == "a page" else body
        call.send_response(status)
        call.send_header("Content-Length", str(len(body)))
        call.end_headers()
        call.wfile.write(body)
