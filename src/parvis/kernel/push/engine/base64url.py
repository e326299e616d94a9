"""Base 64 as push writes it: for addresses, and without padding (RFC 4648, section 5)."""

import base64


def encoded(raw: bytes) -> str:
    """Without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def decoded(text: str) -> bytes:
    """With or without padding; `ValueError` for what is none."""
    bare = text.rstrip("=")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), altchars=b"-_", validate=True)
    except ValueError as broken:
        raise ValueError("This is not base 64.") from broken
