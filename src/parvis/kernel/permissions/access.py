"""Who may open a page at all. A view without one of these marks is closed; see `middleware.DefaultDeny`.

The mark is the first gate only: it sorts guests, members and officials. What a person may do to a row is the
policy's business, asked by the action.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any


class Access(StrEnum):
    """The three doors of the house. OFFICIAL means a role in an organisation and a second factor."""

    EVERYONE = "everyone"
    MEMBERS = "members"
    OFFICIALS = "officials"


def _mark[View: Callable[..., Any]](access: Access) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        view.parvis_access = access  # type: ignore[attr-defined]
        return view

    return decorate


everyone = _mark(Access.EVERYONE)
members = _mark(Access.MEMBERS)
officials = _mark(Access.OFFICIALS)

# Pages of other people's packages, by the start of their address's name.
OF_OTHERS: dict[str, Access] = {
    "account_login": Access.EVERYONE,
    "account_signup": Access.EVERYONE,
    "account_logout": Access.EVERYONE,
    "account_confirm": Access.EVERYONE,
    "account_email_verification": Access.EVERYONE,
    "account_request_login_code": Access.EVERYONE,
    "account_confirm_login_code": Access.EVERYONE,
    "account_reset_password": Access.EVERYONE,
    "account_inactive": Access.EVERYONE,
    "account_reauthenticate": Access.MEMBERS,
    "account_": Access.MEMBERS,
    "mfa_authenticate": Access.EVERYONE,
    "mfa_login_webauthn": Access.EVERYONE,
    "mfa_": Access.MEMBERS,
    "usersessions_": Access.MEMBERS,
    "socialaccount_login_": Access.EVERYONE,
    "socialaccount_signup": Access.EVERYONE,
    "socialaccount_": Access.MEMBERS,
    # The API asks for itself who calls, operation by operation.
    "api:": Access.EVERYONE,
}


def access_of(view: Callable[..., Any], name: str) -> Access | None:
    """The door of a view, from its own mark or, for packages of others, from its address's name; None: closed."""
    own = getattr(view, "parvis_access", None)
    if own is not None:
        return Access(own)
    fitting = [start for start in OF_OTHERS if name.startswith(start)]
    return OF_OTHERS[max(fitting, key=len)] if fitting else None
