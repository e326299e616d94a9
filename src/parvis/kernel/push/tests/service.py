"""A push service and a browser on this machine: a real server that keeps what it gets, and a reader who can open it."""

import json
import os
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from parvis.kernel.push.engine.base64url import decoded, encoded
from parvis.kernel.push.engine.sealing import point_of, read_point


@dataclass(frozen=True)
class Got:
    """One message as it came: for which browser, the headers in small letters, and the sealed body."""

    path: str
    headers: dict[str, str]
    body: bytes


class PushService:
    """`faults` befall the next messages, the first one first: a status, or (429, seconds to wait)."""

    def __init__(self) -> None:
        self.got: list[Got] = []
        self.faults: list[Any] = []
        outer = self

        class Desk(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer._take(self)

            def log_message(self, *_said: object) -> None:
                """Nobody reads it."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=[0.01], daemon=True).start()
        return self

    def __exit__(self, *_why: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def origin(self) -> str:
        """Where it is reached."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def _take(self, call: BaseHTTPRequestHandler) -> None:
        body = call.rfile.read(int(call.headers["Content-Length"]))
        fault = self.faults.pop(0) if self.faults else 201
        status, wait = fault if isinstance(fault, tuple) else (fault, None)
        if status == 201:
            headers = {name.lower(): value for name, value in call.headers.items()}
            self.got.append(Got(call.path, headers, body))
        call.send_response(status)
        if wait is not None:
            call.send_header("Retry-After", str(wait))
        call.send_header("Content-Length", "0")
        call.end_headers()


@dataclass
class Browser:
    """Somebody's browser, known to the push service under a name of its own."""

    origin: str
    name: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    secret: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def given(self) -> dict[str, str]:
        """What it gives to the site that wants to ring."""
        point = encoded(point_of(self.key.public_key()))
        return {"endpoint": f"{self.origin}/{self.name}", "p256dh": point, "auth": encoded(self.secret)}

    def opened(self, body: bytes) -> Any:
        """What the sealed message says: RFC 8188 and RFC 8291, from the reader's side."""
        return json.loads(open_sealed(body, self.key, self.secret))


def open_sealed(body: bytes, key: ec.EllipticCurvePrivateKey, secret: bytes) -> bytes:
    """The words in a sealed message of one record."""
    salt, length, sealed_from = body[:16], body[20], 21 + body[20]
    sender = body[21 : 21 + length]
    shared = key.exchange(ec.ECDH(), read_point(sender))
    info = b"WebPush: info\x00" + point_of(key.public_key()) + sender
    seed = HKDF(SHA256(), 32, secret, info).derive(shared)
    content_key = HKDF(SHA256(), 16, salt, b"Content-Encoding: aes128gcm\x00").derive(seed)
    nonce = HKDF(SHA256(), 12, salt, b"Content-Encoding: nonce\x00").derive(seed)
    opened = AESGCM(content_key).decrypt(nonce, body[sealed_from:], None)
    assert opened.rstrip(b"\x00").endswith(b"\x02"), "The last record of a message ends so."
    return opened.rstrip(b"\x00")[:-1]


def read_authorization(header: str) -> tuple[dict[str, Any], str]:
    """What the sender claims, and the sender's key; `InvalidSignature` unless the key signed it (RFC 8292)."""
    scheme, rest = header.split(" ", 1)
    parts = dict(each.strip().split("=", 1) for each in rest.split(","))
    head, claims, signature = parts["t"].split(".")
    if scheme != "vapid" or json.loads(decoded(head)) != {"typ": "JWT", "alg": "ES256"}:
        raise InvalidSignature
    raw = decoded(signature)
    proof = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    read_point(decoded(parts["k"])).verify(proof, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))
    return json.loads(decoded(claims)), parts["k"]
