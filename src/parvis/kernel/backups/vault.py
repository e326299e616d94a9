"""Encrypts for the city's public keys and decrypts with its private one, in a stream, in the open format of age."""

import errno
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pyrage

from parvis.kernel.backups.models import Fault


class BackupFailedError(Exception):
    """A backup or a drill failed: `fault` says how, the message what the machine said."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(detail or str(fault.label))
        self.fault = fault


def new_pair() -> tuple[str, str]:
    """A new public and private key."""
    private = pyrage.x25519.Identity.generate()
    return str(private.to_public()), str(private)


def recipients(keys: Sequence[str]) -> list[Any]:
    """The public keys, ready for use; `BackupFailedError` for one that is none."""
    try:
        return [pyrage.x25519.Recipient.from_str(key) for key in keys]
    except pyrage.RecipientError as foreign:
        raise BackupFailedError(
            Fault.NOT_WRITTEN, f"A key in PARVIS_BACKUP_KEYS is no public key of age: {foreign}."
        ) from foreign


def private_key(text: str) -> Any:
    """The private key in this text, such as age's own key files; `BackupFailedError` where there is none."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    try:
        (line,) = lines
        return pyrage.x25519.Identity.from_str(line)
    except (ValueError, pyrage.IdentityError) as foreign:
        raise BackupFailedError(
            Fault.WRONG_KEY, "There is no private key of age in what was given."
        ) from foreign


@contextmanager
def encrypted(raw: IO[bytes], keys: Sequence[str]) -> Iterator[IO[bytes]]:
    """What is written here comes out encrypted in `raw`. A failure on either side is told as what it was."""
    whom = recipients(keys)
    with _piped(lambda source: pyrage.encrypt_io(source, raw, whom)) as plain:
        yield plain


@contextmanager
def decrypted(file: Path, key: Any) -> Iterator[IO[bytes]]:
    """Reads a backup in a stream. That it is whole is certain only when this ends without an error."""
    out, into = os.pipe()
    failed: list[BaseException] = []

    def work() -> None:
        try:
            with os.fdopen(into, "wb") as sink, file.open("rb") as raw:
                pyrage.decrypt_io(raw, sink, [key])
        except BaseException as problem:  # noqa: BLE001  (handed on to whoever waits)
            failed.append(problem)

    thread = threading.Thread(target=work, name="decrypting")
    thread.start()
    try:
        with os.fdopen(out, "rb") as plain:
            try:
                yield plain
                _drain(plain)  # the end of the stream proves that nothing is missing
            except Exception:
                _drain(plain)
                thread.join()
                if failed:  # what broke the stream is the cause of what its reader says
                    raise _named(failed[0]) from failed[0]
                raise
    finally:
        thread.join()
    if failed:
        raise _named(failed[0]) from failed[0]


@contextmanager
def _piped(work: Any) -> Iterator[IO[bytes]]:
    out, into = os.pipe()
    failed: list[BaseException] = []

    def run() -> None:
        with os.fdopen(out, "rb") as source:
            try:
                work(source)
            except BaseException as problem:  # noqa: BLE001  (handed on to whoever waits)
                failed.append(problem)

    thread = threading.Thread(target=run, name="encrypting")
    thread.start()
    try:
        with os.fdopen(into, "wb") as plain:
            yield plain
    except BrokenPipeError:
        thread.join()  # the other side ended first; what it says is the cause
        if not failed:
            raise
    finally:
        thread.join()
    if failed:
        raise _named(failed[0]) from failed[0]


def _drain(plain: IO[bytes]) -> None:
    """Let the other side say its last word; it would wait for a reader for ever."""
    while plain.read(1 << 20):
        pass


def _named(problem: BaseException) -> BackupFailedError:
    """What a failure of the library means. It hands errors of files on as text."""
    said = str(problem)
    full = (f"[Errno {errno.ENOSPC}]", f"[Errno {errno.EDQUOT}]", f"[Errno {errno.EFBIG}]", "os error 28")
    if any(sign in said for sign in full):
        return BackupFailedError(Fault.NO_ROOM, said)
    if isinstance(problem, pyrage.DecryptError) and "No matching keys" in said:
        return BackupFailedError(Fault.WRONG_KEY, said)
    if isinstance(problem, pyrage.EncryptError):
        return BackupFailedError(Fault.NOT_WRITTEN, said)
    return BackupFailedError(Fault.DAMAGED, said)
