"""Which pages a browser looks at, and how."""

from itertools import product

from django.conf import settings

from parvis.kernel.permissions.access import Access
from parvis.kernel.testing.addresses import Sample, all_addresses, samples_of_modules
from parvis.kernel.testing.browser import DESK_SCREEN, PHONE, Look
from tests.invariants.test_addresses import ENDLESS

LANGUAGES = [code for code, _name in settings.LANGUAGES]
READERS = {
    Access.EVERYONE: ("grace", "alice", "mona"),
    Access.MEMBERS: ("alice", "mona"),
    Access.OFFICIALS: ("mona",),
}
WAYS = list(product((PHONE, DESK_SCREEN), ("light", "dark")))


def pages(cast):
    """Every HTML page that opens without more than its address, and the modules' examples, with who may read it."""
    plain = [
        (Sample(each.name, each.example), READERS[each.door])
        for each in all_addresses()
        if each.is_plain and each.door in READERS and not ENDLESS.search(each.route)
    ]
    given = [(sample, (sample.reader,)) for sample in samples_of_modules(cast)]
    return [each for number, each in enumerate(plain + given) if is_html(cast, number, *each)]


# By place in the list: drawn numbers in the paths differ from test to test, the pages do not.
_known_as_html: dict[int, bool] = {}


def is_html(cast, number, page, readers):
    if number not in _known_as_html:
        answer = cast.browser(readers[0]).get(page.path)
        _known_as_html[number] = answer.status_code == 200 and answer.headers["Content-Type"].startswith(
            "text/html"
        )
    return _known_as_html[number]


def reader_named(cast, name):
    return None if name == "grace" else getattr(cast, name)


def by_reader(cast):
    """Every page with the first who may read it (None: a guest), all pages of a reader after each other."""
    for page, readers in sorted(pages(cast), key=lambda each: each[1][0]):
        yield page, reader_named(cast, readers[0])


def covering(cast, language):
    """Every page once; over all pages and languages, each width meets each theme and each reader."""
    for number, (page, readers) in enumerate(pages(cast)):
        turn = number + LANGUAGES.index(language)
        width, theme = WAYS[turn % len(WAYS)]
        reader = readers[turn // len(WAYS) % len(readers)]
        yield page, Look(width, language, theme, person=reader_named(cast, reader))


def everything(cast, language):
    """Every page in every way."""
    for page, readers in pages(cast):
        for (width, theme), reader in product(WAYS, readers):
            yield page, Look(width, language, theme, person=reader_named(cast, reader))
