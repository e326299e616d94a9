"""Nobody makes this server knock at doors inside the city's network."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from parvis.kernel.outbound import ForbiddenAddressError, OutboundError, fetch

INSIDE = [
    "http://169.254.169.254/latest/meta-data/",
    "http://127.0.0.1/",
    "http://127.1/",
    "http://0.0.0.0/",
    "http://0/",
    "http://[::1]/",
    "http://[::]/",
    "http://10.0.0.1/",
    "http://172.16.4.4:8080/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://3232235777/",
    "http://224.0.0.1/",
    "https://169.254.169.254/",
]
NO_ADDRESS = [
    "file:///etc/passwd",
    "ftp://example.org/",
    "gopher://example.org/",
    "//example.org/",
    "example.org",
    "http://",
    "http:///path",
    "http://user:secret@example.org/",
    "http://example.org\\@10.0.0.1/",
    "http://example.org/\r\nHost: inside",
    "http://example.org:99999/",
    "http://[::1",
    "javascript:alert(1)",
    "",
]

PATIENT_BYTES = 100  # one each fiftieth of a second; without end nobody would see us wait


class Elsewhere(BaseHTTPRequestHandler):
    """A server of somebody else, with good and bad manners."""

    seen: list[tuple[str, str, dict[str, str]]] = []

    def do_GET(self):
        self.seen.append((self.command, self.path, dict(self.headers)))
        getattr(self, "_" + self.path.strip("/").split("/")[0], self._plain)()

    do_POST = do_GET

    def _plain(self):
        self.answer(200, b"good day")

    def _inside(self):
        self.onward("http://169.254.169.254/latest/meta-data/")

    def _file(self):
        self.onward("file:///etc/passwd")

    def _round(self):
        self.onward("/round")

    def _once(self):
        self.onward("/plain")

    def _nowhere(self):
        self.onward("https://[x")

    def _away(self):
        self.onward(f"http://localhost:{self.server.server_address[1]}/plain")

    def _large(self):
        self.answer(200, b"x" * 20_000)

    def _onward(self):
        self._endless(302)

    def _endless(self, status=200):
        self.send_response(status)
        self.send_header("Location", "/plain")
        self.end_headers()
        with suppress(OSError):
            for _block in range(1000):
                self.wfile.write(b"x" * 1000)

    def _dripping(self):
        self.send_response(200)
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        self._drip(b"")

    def _headers(self):
        self._drip(b"HTTP/1.1 200 OK\r\nX-Long: ")

    def _status(self):
        self._drip(b"HTTP/1.1 200 ")

    def _drip(self, beginning):
        self.wfile.write(beginning)
        with suppress(OSError):
            for _byte in range(PATIENT_BYTES):
                if self.server.closing.wait(0.02):
                    return
                self.wfile.write(b"x")

    def _silent(self):
        self.server.closing.wait(20)

    def _packed(self):
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(b"\x1f\x8b")

    def _broken(self):
        self.answer(503, b"later")

    def onward(self, where):
        self.send_response(302)
        self.send_header("Location", where)
        self.end_headers()

    def answer(self, status, content):
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments):
        """Silent."""


@pytest.fixture
def elsewhere(settings) -> Iterator[str]:
    """The address of a server on this machine, which for once may be reached."""
    settings.OUTBOUND_MAY_REACH_THIS_MACHINE = True
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    server.daemon_threads = True
    server.closing = threading.Event()
    Elsewhere.seen = []
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.closing.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_refused(address):
    with pytest.raises(ForbiddenAddressError):
        fetch(address)


@pytest.mark.parametrize("address", NO_ADDRESS)
def test_what_is_no_web_address_is_refused(address):
    with pytest.raises(ForbiddenAddressError):
        fetch(address)


def test_a_public_name_that_leads_inside_is_refused(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", _leads_to("10.0.0.1"))
    with pytest.raises(ForbiddenAddressError):
        fetch("https://innocent.example/")


def test_a_name_that_changes_its_mind_is_asked_once_and_taken_at_its_first_word(monkeypatch):
    asked, connected = [], []

    def rebinding(host, port, *_arguments, **_options):
        asked.append(host)
        return _leads_to("93.184.215.14" if host == "rebind.example" and len(asked) == 1 else host)(
            host, port
        )

    def connect(_self, address):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(OutboundError):
        fetch("http://rebind.example/")
    assert asked.count("rebind.example") == 1
    assert connected == [("93.184.215.14", 80)]


def test_a_proxy_from_the_environment_is_not_used(monkeypatch, elsewhere):
    monkeypatch.setenv("http_proxy", elsewhere)
    with pytest.raises(ForbiddenAddressError):
        fetch("http://10.0.0.1/")
    assert Elsewhere.seen == []


def test_another_server_answers(elsewhere):
    answer = fetch(f"{elsewhere}/plain")
    assert (answer.status, answer.content) == (200, b"good day")
    assert answer.headers["content-length"] == "8"


def test_an_error_of_the_other_server_is_an_answer(elsewhere):
    assert fetch(f"{elsewhere}/broken").status == 503


def test_a_redirect_is_followed(elsewhere):
    answer = fetch(f"{elsewhere}/once")
    assert (answer.content, answer.address) == (b"good day", f"{elsewhere}/plain")


@pytest.mark.parametrize("path", ["inside", "file", "nowhere"])
def test_a_redirect_to_the_inside_is_refused(elsewhere, path):
    with pytest.raises(ForbiddenAddressError):
        fetch(f"{elsewhere}/{path}")


def test_redirects_without_end_are_given_up(elsewhere):
    with pytest.raises(OutboundError, match="without end"):
        fetch(f"{elsewhere}/round")
    assert len(Elsewhere.seen) == 4


def test_a_password_is_not_carried_to_another_server(elsewhere):
    fetch(f"{elsewhere}/away", headers={"Authorization": "Bearer secret"})
    assert [headers.get("Authorization") for _method, _path, headers in Elsewhere.seen] == [
        "Bearer secret",
        None,
    ]


def test_what_is_sent_is_not_sent_on(elsewhere):
    assert fetch(f"{elsewhere}/once", method="POST", content=b"private").status == 302
    assert len(Elsewhere.seen) == 1


@pytest.mark.parametrize("path", ["large", "endless", "onward"])
def test_a_flood_is_cut_off(elsewhere, path):
    with pytest.raises(OutboundError, match="more than 10000 bytes"):
        fetch(f"{elsewhere}/{path}", most_bytes=10_000)


@pytest.mark.parametrize("path", ["dripping", "silent", "headers", "status"])
def test_a_server_that_takes_for_ever_is_left(elsewhere, path):
    with pytest.raises(OutboundError, match="in time"):
        fetch(f"{elsewhere}/{path}", seconds=0.3)


def test_an_answer_packed_unasked_is_refused(elsewhere):
    with pytest.raises(OutboundError, match="not asked for"):
        fetch(f"{elsewhere}/packed")


def test_a_server_that_is_not_there_gives_one_sentence(settings):
    settings.OUTBOUND_MAY_REACH_THIS_MACHINE = True
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(OutboundError, match="could not be reached"):
        fetch(f"http://127.0.0.1:{port}/")


def _leads_to(ip):
    def resolve(_host, port, *_arguments, **_options):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

    return resolve
