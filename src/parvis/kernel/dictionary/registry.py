"""Where rooms say which of their columns hold keys, so that whoever takes the data away knows what else they hold."""

from collections.abc import Mapping

# What comes with the libraries under the house: `module.Model.field` → what it opens.
_keys: dict[str, str] = {
    "people.Person.password": "sign-in by password; a digest (Argon2) from which the password cannot be read",
    "mfa.Authenticator.data": "the second factor: secrets of authenticator apps, recovery codes, passkeys",
    "account.EmailConfirmation.key": "the link in a letter that proves an address",
    "usersessions.UserSession.session_key": "a sign-in that lasts",
    "sessions.Session.session_key": "a sign-in that lasts",
}


def hold_keys(module: str, fields: Mapping[str, str]) -> None:
    """Register columns that hold keys: `Model.field` → what the key opens, in English."""
    _keys.update({f"{module}.{name}": opens for name, opens in fields.items()})


def all_keys() -> dict[str, str]:
    """Every column that holds keys: `module.Model.field` → what it opens."""
    return dict(_keys)
