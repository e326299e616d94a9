"""The four questions and the links around them. Modules register where they lead; a page never names a module."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

type Words = str | Promise


@dataclass(frozen=True, slots=True)
class Question:
    """One of the four ways into the city. `short` stands under the pictogram on a phone."""

    slug: str
    words: Words
    short: Words
    hint: Words
    icon: str


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go; `address` is ready for href, `current` is true on its own pages."""

    slug: str
    words: Words
    address: str
    current: bool = False
    short: Words = ""
    icon: str = ""


QUESTIONS: dict[str, Question] = {
    each.slug: each
    for each in (
        Question(
            "saw",
            _("I saw something"),
            pgettext_lazy("bottom bar", "I saw"),
            _("Report it. We say who answers, and by when."),
            "eye",
        ),
        Question(
            "need",
            _("I need something"),
            pgettext_lazy("bottom bar", "I need"),
            _("Ask a neighbour or the city."),
            "hand-waving",
        ),
        Question(
            "help",
            _("I can help"),
            pgettext_lazy("bottom bar", "I help"),
            _("Give a tap, a minute or an hour."),
            "hand-heart",
        ),
        Question(
            "say",
            _("I have a say"),
            pgettext_lazy("bottom bar", "My say"),
            _("Propose, discuss and decide."),
            "megaphone-simple",
        ),
    )
}

FOOTER: tuple[tuple[str, Words], ...] = (
    ("site:accessibility", _("Accessibility")),
    ("purposes:register", _("Privacy")),
    ("portal:home", _("Open data")),
    ("site:source", _("Source code")),
)

ACCOUNT: tuple[tuple[str, Words], ...] = (
    ("site:me", _("My page")),
    ("people:profile", _("Name and wishes")),
    ("account_email", _("E-mail addresses")),
    ("account_change_password", _("Password")),
    ("mfa_index", _("Sign in more safely")),
    ("usersessions_list", _("Where you are signed in")),
    ("wishes:preferences", _("Notices")),
    ("consents:mine", _("What I agreed to")),
    ("keeping:mine", _("My data")),
    ("assurance:mine", _("How the city knows me")),
    ("endorsements:mine", _("What the city checked about me")),
    ("facts:mine", _("What others see of me")),
    ("blocks:mine", _("Blocked and muted")),
    ("programs:mine", _("My programs")),
    ("account_logout", _("Sign out")),
)

# What the office finds beside its queue; modules add theirs.
_office: dict[str, Words] = {
    "office-assurance:counter": _("Confirm that somebody lives here"),
    "office-letters:letters": _("Letters to print"),
    "office-endorsements:kinds": _("What the city checks"),
    "office-programs:every": _("Programs"),
    "office-backups:office": _("Backups"),
    "officer:page": _("Privacy"),
}
_footer: dict[str, Words] = {"backups:safe": _("How data are kept safe")}
_targets: dict[str, str] = {}


def register(question: str, url_name: str) -> None:
    """Let a question lead to a page. `question` is saw, need, help or say; the last registration wins."""
    if question not in QUESTIONS:
        raise KeyError(f"There is no question “{question}”; there are {', '.join(QUESTIONS)}.")
    _targets[question] = url_name


def offer_to_office(url_name: str, words: Words) -> None:
    """Let a page stand among the pages of the office."""
    _office[url_name] = words


def offer_to_everybody(url_name: str, words: Words) -> None:
    """Let a page stand among the plain links at the end of every page: for what a citizen must find anywhere."""
    _footer[url_name] = words


def office_links(path: str) -> list[Link]:
    """The pages of the office that modules offer; `path` is the one being read."""
    return _known(tuple(_office.items()), path)


def address(url_name: str, fallback: str = "") -> str:
    """The address of a named page, or `fallback` while no module provides it."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return fallback


def question_links(path: str) -> list[Link]:
    """The four questions as links; `path` is the page being read. Without a module they lead to the front page."""
    links = []
    for slug, question in QUESTIONS.items():
        own = address(_targets.get(slug, ""))
        target = own or f"{address('site:home', '/')}#{slug}"
        current = bool(own) and path.startswith(own)
        links.append(Link(slug, question.words, target, current, question.short, question.icon))
    return links


@dataclass(frozen=True, slots=True)
class Door:
    """A question as the front page shows it: its link, what one may expect, a drawing in two tones."""

    link: Link
    hint: Words
    icon: str


def doors(path: str) -> list[Door]:
    """The four questions as the large doors of the front page."""
    return [
        Door(link, QUESTIONS[link.slug].hint, f"{QUESTIONS[link.slug].icon}-duotone")
        for link in question_links(path)
    ]


def footer_links() -> list[Link]:
    """The plain links at the end of every page; those that nobody provides are left out."""
    return _known((*FOOTER, *_footer.items()), "")


def account_links(path: str) -> list[Link]:
    """The pages about oneself; `path` is the one being read."""
    return _known(ACCOUNT, path)


def _known(links: tuple[tuple[str, Words], ...], path: str) -> list[Link]:
    found = ((name, words, address(name)) for name, words in links)
    return [Link(name, words, target, target == path) for name, words, target in found if target]
