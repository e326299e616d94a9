"""What a report is, whose it is, and what may happen to it. Plain Python.

States and answers follow Open311 GeoReport v2 (open, closed), refined; the residents' own verdict stands beside them:
closed says what the city did, the verdict says what people found.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import cos, radians
from typing import Any

from parvis.kernel.promises.rules import Outcome

METRES_IN_A_DEGREE = 111_320
VOTES_TO_JUDGE = 1
DAYS_BETWEEN_ASKS = (1, 3, 7)
DAYS_UNTIL_OPENED_UNCONFIRMED = 14
PHOTOS_AT_MOST = 4
# The consent without which nobody is named beside a report.
SHOWS_NAME = "reports.name"
WORDS_AT_MOST = 4000


class State(StrEnum):
    """Where the city's work stands. UNCONFIRMED: kept, asked for again, not published yet."""

    UNCONFIRMED = "unconfirmed"
    OPEN = "open"
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    CLOSED = "closed"


class Closing(StrEnum):
    """Why a report was closed."""

    DONE = "done"
    NOT_FOUND = "not_found"
    DUPLICATE = "duplicate"
    NOT_OURS = "not_ours"
    NO_ACTION = "no_action"


class Finding(StrEnum):
    """What residents found with their own eyes."""

    UNKNOWN = "unknown"
    FIXED = "fixed"
    NOT_FIXED = "not_fixed"


class Source(StrEnum):
    """By which door a report came in."""

    WEB = "web"
    API = "api"
    OPEN311 = "open311"
    DESK = "desk"
    KIOSK = "kiosk"
    EMAIL = "email"
    SMS = "sms"
    IMPORT = "import"


UNDERWAY = (State.OPEN, State.PLANNED, State.IN_PROGRESS)
PUBLISHED = (*UNDERWAY, State.CLOSED)

_TRANSITIONS: Mapping[State, frozenset[State]] = {
    State.UNCONFIRMED: frozenset({State.OPEN}),
    State.OPEN: frozenset({State.PLANNED, State.IN_PROGRESS, State.CLOSED}),
    State.PLANNED: frozenset({State.PLANNED, State.IN_PROGRESS, State.CLOSED}),
    State.IN_PROGRESS: frozenset({State.PLANNED, State.CLOSED}),
    State.CLOSED: frozenset({State.OPEN}),
}


def can_become(before: State, after: State) -> bool:
    """True when the work may go from one state to the other."""
    return after in _TRANSITIONS[before]


# How long after its end the author of a report can ask to have it taken up again, and after which endings.
DAYS_TO_ASK_AGAIN = 60
ENDED_WELL = (Closing.DONE, Closing.NOT_FOUND)


def verdict_of(fixed: int, not_fixed: int) -> Finding:
    """What residents say together: the majority; a tie means that it is not fixed for everyone."""
    if fixed + not_fixed < VOTES_TO_JUDGE:
        return Finding.UNKNOWN
    return Finding.FIXED if fixed > not_fixed else Finding.NOT_FIXED


class Obstacle(StrEnum):
    """Why two reports cannot become one."""

    ITSELF = "itself"
    NOT_PUBLIC = "not_public"
    FIRST_IS_DUPLICATE = "first_is_duplicate"
    HAS_DUPLICATES = "has_duplicates"
    ENDED = "ended"
    FIRST_ENDED = "first_ended"
    FIRST_PROMISES_NOTHING = "first_promises_nothing"
    FIRST_WAITS = "first_waits"


@dataclass(frozen=True, slots=True)
class Case:
    """What counts of a report when it may be the same as another. `promise` is what its promise is now, None where
    there is none."""

    number: int
    state: State
    is_public: bool
    opened_at: datetime
    is_duplicate: bool = False
    has_duplicates: bool = False
    promise: Outcome | None = None


def obstacle_to_merging(duplicate: Case, first: Case) -> Obstacle | None:
    """What stands in the way of going on with `duplicate` at `first`; None where nothing does.

    Nobody's day may get lost: not in a report that is closed, nor in one that promises nothing or whose clock stands
    still. A broken promise stays broken and needs no other to stand in for it. Chains cannot come into being.
    """
    runs = duplicate.promise in (Outcome.RUNNING, Outcome.PAUSED)
    in_the_way = {
        Obstacle.ITSELF: duplicate.number == first.number,
        Obstacle.NOT_PUBLIC: not (_is_shown(duplicate) and _is_shown(first)),
        Obstacle.FIRST_IS_DUPLICATE: first.is_duplicate,
        Obstacle.HAS_DUPLICATES: duplicate.has_duplicates,
        Obstacle.ENDED: duplicate.state not in UNDERWAY,
        Obstacle.FIRST_ENDED: first.state not in UNDERWAY,
        Obstacle.FIRST_PROMISES_NOTHING: runs and first.promise is None,
        Obstacle.FIRST_WAITS: runs and first.promise is Outcome.PAUSED,
    }
    return next((obstacle for obstacle, stands in in_the_way.items() if stands), None)


def in_order(one: Case, other: Case) -> tuple[Case, Case]:
    """The first report and its duplicate: first is what others were merged into, then what promises, then the older."""
    first, duplicate = sorted(
        (one, other),
        key=lambda each: (not each.has_duplicates, each.promise is None, each.opened_at, each.number),
    )
    return first, duplicate


def _is_shown(case: Case) -> bool:
    return case.is_public and case.state in PUBLISHED


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the routing table, by slugs: in this area, for this category or group, that office. None: any."""

    office: str
    area: str | None = None
    category: str | None = None
    group: str | None = None

    @property
    def case(self) -> tuple[str | None, str | None, str | None]:
        """What the line is for: area, category, group. A table has one line for each."""
        return self.area, self.category, self.group

    @property
    def is_for_everything(self) -> bool:
        """The line that answers where no other does."""
        return not (self.area or self.category or self.group)


def fitting_rules(rules: Iterable[Rule], areas: Sequence[str], category: str, group: str) -> list[Rule]:
    """The rules that apply to a category at a point, most particular first.

    `areas` are the areas of the point from the narrowest to the widest. What the rule says about the category counts
    more than what it says about the area: the office for street lights in all the city comes before a district office
    for everything.
    """
    width = {area: position for position, area in enumerate(areas)}
    fitting = [
        rule
        for rule in rules
        if (rule.area is None or rule.area in width)
        and rule.category in (None, category)
        and rule.group in (None, group)
    ]
    return sorted(
        fitting,
        key=lambda rule: (
            rule.category is None,
            rule.group is None,
            len(areas) if rule.area is None else width[rule.area],
        ),
    )


class QuestionError(ValueError):
    """A category's questions cannot be used; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Question:
    """An extra question of a category. `kind` is text, number, yesno, choice (one of them), several (any of them),
    moment (ISO 8601), or notice, which is words to read and asks nothing; `choices`: answer → labels."""

    name: str
    kind: str
    labels: Mapping[str, str]
    required: bool = False
    choices: Mapping[str, Mapping[str, str]] | None = None


def read_questions(raw: Sequence[Mapping[str, Any]]) -> list[Question]:
    """The questions of a category from their stored form."""
    questions = []
    for line in raw:
        question = Question(**line)
        if question.kind not in {"text", "number", "yesno", "choice", "several", "moment", "notice"}:
            raise QuestionError(f"The question {question.name} has an unknown kind: {question.kind}.")
        if (question.kind in {"choice", "several"}) != bool(question.choices):
            raise QuestionError(
                f"The question {question.name} must have choices if, and only if, it is a choice."
            )
        if question.kind == "notice" and question.required:
            raise QuestionError(f"{question.name} asks nothing, so no answer can be required.")
        questions.append(question)
    if len({question.name for question in questions}) != len(questions):
        raise QuestionError("Two questions have the same name.")
    return questions


def check_answers(questions: Sequence[Question], given: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that the questions allow; `QuestionError` says which is missing, unknown or not possible."""
    by_name = {question.name: question for question in questions if question.kind != "notice"}
    unknown = sorted(set(given) - set(by_name))
    if unknown:
        raise QuestionError(f"This category does not ask “{unknown[0]}”.")
    answers = {}
    for name, question in by_name.items():
        value = given.get(name)
        if value in (None, "", []):
            if question.required:
                raise QuestionError(f"This category needs an answer to “{name}”.")
            continue
        answers[name] = _checked(question, value)
    return answers


def _checked(question: Question, value: Any) -> Any:
    if question.kind == "several":
        known = tuple(question.choices or ())
        if not isinstance(value, list) or any(each not in known for each in value):
            raise QuestionError(f"The answers to “{question.name}” must be among: {', '.join(known)}.")
        return [each for each in known if each in value]
    possible = {"yesno": ("yes", "no"), "choice": tuple(question.choices or ())}.get(question.kind)
    if possible is not None and value not in possible:
        raise QuestionError(f"The answer to “{question.name}” must be one of: {', '.join(possible)}.")
    if question.kind == "number" and not (isinstance(value, int) and 0 <= value <= 1_000_000):
        raise QuestionError(f"The answer to “{question.name}” must be a whole number up to a million.")
    if question.kind == "moment" and not _is_moment(value):
        raise QuestionError(
            f"The answer to “{question.name}” must be a date and time, like 2026-05-04T17:30."
        )
    if question.kind == "text" and not (isinstance(value, str) and len(value) <= 200):
        raise QuestionError(f"The answer to “{question.name}” must be text of at most 200 characters.")
    return value


def _is_moment(value: Any) -> bool:
    try:
        return bool(isinstance(value, str) and datetime.fromisoformat(value))
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in degrees around a point."""

    south: float
    west: float
    north: float
    east: float


def box_around(lat: float, lon: float, metres: float) -> Box:
    """The box that holds every point within `metres` (good to a percent away from the poles)."""
    up = metres / METRES_IN_A_DEGREE
    across = metres / (METRES_IN_A_DEGREE * max(cos(radians(lat)), 0.01))
    return Box(lat - up, lon - across, lat + up, lon + across)


def metres_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Distance on the ground for points of one city (flat-earth approximation, error below 0.1 % within 50 km)."""
    north = (other_lat - lat) * METRES_IN_A_DEGREE
    east = (other_lon - lon) * METRES_IN_A_DEGREE * cos(radians((lat + other_lat) / 2))
    return float((north**2 + east**2) ** 0.5)


def reference(public_id: str) -> str:
    """The number that a person is told and may read out: two groups of four."""
    letters = public_id.upper()
    return f"{letters[:4]}-{letters[4:]}"


def public_id_of(text: str) -> str:
    """The public id in a reference as somebody typed it."""
    return "".join(letter for letter in text.lower() if letter.isalnum())


@dataclass(frozen=True, slots=True)
class Searchable:
    """A category as it is searched: the folded words of its names and everyday words, in every language."""

    slug: str
    names: tuple[str, ...]
    words: tuple[str, ...]


def search_categories(entries: Iterable[Searchable], query: Sequence[str]) -> list[str]:
    """Slugs of the categories that fit, best first. `query` and all texts are folded: lower case, no accents.

    Each word of the query must begin a word of the entry, or be within one letter of it; a hit in a name counts
    more than one in an everyday word, a whole word more than a beginning.
    """
    scored = [(_score(entry, query), entry.slug) for entry in entries]
    return [slug for score, slug in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if score > 0]


def _score(entry: Searchable, query: Sequence[str]) -> float:
    total = 0.0
    for token in query:
        best = max(
            2 * max((_likeness(token, word) for name in entry.names for word in name.split()), default=0.0),
            max((_likeness(token, word) for words in entry.words for word in words.split()), default=0.0),
        )
        if not best:
            return 0.0
        total += best
    return total


def _likeness(token: str, word: str) -> float:
    if token == word:
        return 1.0
    if len(token) >= 2 and word.startswith(token):
        return 0.8
    if len(token) >= 4 and abs(len(token) - len(word)) <= 1 and _one_letter_apart(token, word):
        return 0.5
    return 0.0


def _one_letter_apart(one: str, other: str) -> bool:
    """True when one letter added, left out, changed or swapped turns one word into the other."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, other_rest = one[start:], other[start:]
    return (
        rest[1:] == other_rest[1:]
        or rest[1:] == other_rest
        or rest == other_rest[1:]
        or (rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:])
    )
