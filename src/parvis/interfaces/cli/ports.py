"""Which address the server listens on, and whether it can."""

import http.client
import os
import socket
from dataclasses import dataclass

from parvis.interfaces.cli.terminal import CannotError

DEFAULT_PORT = 8000


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """As a person types it."""
        host = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104  (compared, not bound)
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"


def address_from_environment() -> Address:
    """PARVIS_HOST and PARVIS_PORT, or 127.0.0.1:8000; `CannotError` for a port that is none."""
    given = os.environ.get("PARVIS_PORT") or str(DEFAULT_PORT)
    if not given.isdigit() or not 0 < int(given) < 65_536:
        raise CannotError(f"PARVIS_PORT is “{given}”; it must be a number from 1 to 65535, such as 8000.")
    return Address(os.environ.get("PARVIS_HOST") or "127.0.0.1", int(given))


def refuse_if_taken(address: Address) -> None:
    """`CannotError` with the way out when nobody can listen there."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # Without this, the last run's closed connections would count as taken for a minute.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.host, address.port))
        except PermissionError as refused:
            raise CannotError(
                f"Port {address.port} is for the system's own programs. Choose one above 1023: PARVIS_PORT=8000."
            ) from refused
        except OSError as refused:
            raise CannotError(
                f"Port {address.port} is in use by another program. Stop that one, or choose another port: "
                f"PARVIS_PORT={next_free_port(address)} make demo."
            ) from refused


def next_free_port(address: Address) -> int:
    """The first free port above this one."""
    for port in range(address.port + 1, min(address.port + 50, 65_536)):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    return 0


def answers(address: Address, path: str = "/") -> bool:
    """True when a web server answers there, whatever it says."""
    host = "127.0.0.1" if address.host in {"0.0.0.0", "::"} else address.host  # noqa: S104  (compared, not bound)
    connection = http.client.HTTPConnection(host, address.port, timeout=30)
    try:
        connection.request("GET", path)
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
