"""Says to a push service who sends: VAPID, RFC 8292 (a JSON web token signed with ES256)."""

import json
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from parvis.kernel.push.engine.base64url import encoded
from parvis.kernel.push.engine.sealing import point_of

VALID = timedelta(hours=12)  # a push service refuses what is valid for more than a day
# How many points P-256 has (FIPS 186-5); a key is a number from 1 to one less.
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def key_from(secret: str) -> ec.EllipticCurvePrivateKey:
    """The key that belongs to this secret: always the same, and telling nothing of it (FIPS 186-5, A.2.1)."""
    drawn = HKDF(algorithm=SHA256(), length=48, salt=None, info=b"parvis push").derive(secret.encode())
    return ec.derive_private_key(int.from_bytes(drawn) % (_ORDER - 1) + 1, ec.SECP256R1())


def authorization(endpoint: str, key: ec.EllipticCurvePrivateKey, contact: str, moment: datetime) -> str:
    """The header by which the push service of this endpoint knows the city, and whom to ask when something is wrong."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((moment + VALID).timestamp()),
        "sub": f"mailto:{contact}",
    }
    head, body = (encoded(json.dumps(each).encode()) for each in ({"typ": "JWT", "alg": "ES256"}, claims))
    r, s = decode_dss_signature(key.sign(f"{head}.{body}".encode(), ec.ECDSA(SHA256())))
    signature = encoded(r.to_bytes(32) + s.to_bytes(32))
    return f"vapid t={head}.{body}.{signature}, k={encoded(point_of(key.public_key()))}"
