"""What is kept of accounts elsewhere, and how "My data" shows it."""

from collections.abc import Mapping
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from parvis.kernel.keeping.handling import Basis, Handling, Seen, Whose
from parvis.kernel.keeping.registry import Kept, Line, Section, rows_of
from parvis.kernel.people.models import Person

TITLE = gettext_lazy("Accounts elsewhere")
RECIPIENTS = {
    "provider": gettext_lazy(
        "The provider with whom you sign in: that you sign in here. We send it nothing else."
    )
}
_KNOWN = gettext_lazy("to know you when you sign in with it")
RULES = {"SocialAccount.user": Kept(None, _KNOWN, "date_joined")}
HANDLING = Handling(Basis.REQUEST, Whose.MEMBERS, Seen.NOBODY)


def _own(person: Person) -> QuerySet[Any, Any]:
    rows = SocialAccount.objects.filter(user=person)
    return rows_of(rows, "date_joined", "provider", "uid", "extra_data", "date_joined", "last_login")


def _tell(data: Mapping[str, Any]) -> Line:
    return Line(f"{data['provider']} · {data['uid']}", reverse("socialaccount_connections"))


SECTIONS = (
    Section(
        "accounts-elsewhere",
        TITLE,
        _own,
        _tell,
        gettext_lazy("This goes."),
        ("socialaccount.SocialAccount.user",),
    ),
)
