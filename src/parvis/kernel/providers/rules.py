"""What a provider's claims amount to, and whether an answer is the one to our question. Plain Python."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

# Stands in addresses and beside accounts: there is one, whatever it is called.
PROVIDER = "city"


@dataclass(frozen=True, slots=True)
class Believed:
    """The provider that the city believes. `claim` (with dots for what lies within) says in one of `values` that
    somebody lives here; without a claim people sign in and nothing more."""

    name: str
    issuer: str
    client: str
    secret: str
    claim: str = ""
    values: tuple[str, ...] = ("true",)
    scopes: tuple[str, ...] = ("openid", "email")

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Believed | None":
        """As the environment names it (`PARVIS_OIDC_…`); None where it names none."""

        def told(name: str, default: str = "") -> str:
            return environment.get(f"PARVIS_OIDC_{name}", default).strip()

        if not told("ISSUER"):
            return None
        return cls(
            name=told("NAME", told("ISSUER")),
            issuer=told("ISSUER").rstrip("/"),
            client=told("CLIENT"),
            secret=told("SECRET"),
            claim=told("CLAIM"),
            values=tuple(each.strip() for each in told("VALUES", "true").split(",") if each.strip()),
            scopes=tuple(told("SCOPES", "openid email").split()),
        )

    def as_apps(self) -> list[dict[str, Any]]:
        """The same as django-allauth's settings have it."""
        return [
            {
                "provider_id": PROVIDER,
                "name": self.name,
                "client_id": self.client,
                "secret": self.secret,
                "settings": {"server_url": self.issuer, "scope": list(self.scopes)},
            }
        ]

    @property
    def origin(self) -> str:
        """Where a form that begins the sign-in may lead, as a Content-Security-Policy writes it."""
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"


def says_so(claims: Mapping[str, Any], claim: str, values: Collection[str]) -> bool:
    """True when the claim is there and is, or lists, one of the values. Nothing is not a yes, whatever the values."""
    found: Any = claims
    for step in claim.split(".") if claim else ():
        found = found.get(step) if isinstance(found, Mapping) else None
    if not claim or found is None:
        return False
    many = found if isinstance(found, list) else [found]
    return any(_plainly(each) in values for each in many)


def is_answer_to(claims: Mapping[str, Any], nonce: str) -> bool:
    """True when this token was made for the question that carried this nonce (Core 3.1.3.7, 11)."""
    return bool(nonce) and claims.get("nonce") == nonce


def is_about_the_same(token: Mapping[str, Any], userinfo: Mapping[str, Any]) -> bool:
    """True when what was asked for afterwards is about who signed in (Core 5.3.2)."""
    return bool(token.get("sub")) and token.get("sub") == userinfo.get("sub")


def _plainly(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int) else ""
