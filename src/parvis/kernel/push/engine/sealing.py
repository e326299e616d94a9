"""Seals a message so that only the browser that gave its keys can read it: RFC 8291 with aes128gcm (RFC 8188)."""

import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SECRET_LENGTH = 16
RECORD = 4096
MOST_BYTES = (
    RECORD - 17 - 86
)  # what every push service takes: one record, less its tag, its end and the header
_LAST = b"\x02"


def point_of(key: ec.EllipticCurvePublicKey) -> bytes:
    """A public key as 65 bytes."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def read_point(raw: bytes) -> ec.EllipticCurvePublicKey:
    """The browser's public key; `ValueError` when it is no point of P-256."""
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)


def sealed(
    words: bytes,
    reader: bytes,
    secret: bytes,
    *,
    own: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes = b"",
) -> bytes:
    """The body of the request. `own` and `salt` are drawn anew for each message; the RFC's example gives them."""
    if len(words) > MOST_BYTES:
        raise ValueError(f"A push message holds at most {MOST_BYTES} bytes.")
    key, grain = own or ec.generate_private_key(ec.SECP256R1()), salt or os.urandom(16)
    point = point_of(key.public_key())
    shared = key.exchange(ec.ECDH(), read_point(reader))
    seed = _derived(shared, secret, b"WebPush: info\x00" + reader + point, 32)
    content_key = _derived(seed, grain, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = _derived(seed, grain, b"Content-Encoding: nonce\x00", 12)
    header = grain + RECORD.to_bytes(4) + len(point).to_bytes(1) + point
    return header + AESGCM(content_key).encrypt(nonce, words + _LAST, None)


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)
