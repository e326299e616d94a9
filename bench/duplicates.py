"""How well likely duplicates are suggested, on requests that Boston itself closed as duplicates.

    .venv/bin/python bench/duplicates.py              the platform as it is
    .venv/bin/python bench/duplicates.py --by-type    as if the city's own, finer types were our categories

**Who is the same.** In its closing words the city often names the case that it found to be the same ("Duplicate of case
# 1343270"). Cases that are named together make one family. For the later of two, the true answer is any earlier one of
its family that was still open when the later one was sent. Neither distance nor kind nor time has a part in this.

**What it cannot show.** Only duplicates that somebody at city hall noticed, and wrote down with a number, are known.
All other suggestions count as wrong, so every precision here is a lower bound. Clerks look by address, so the named
pairs may stand closer together than unnoticed ones. Points are addresses rounded to 11 m. Words and photographs are not
in the file, so they have no part in these figures. A request that was closed as a duplicate without a usable number is
left out of the questions, but may be a suggestion.

**No leak.** The weights are fitted on January to April and everything is counted on May and June. Each question sees
only what had been sent and was still open at its own moment.
"""

import csv
import gzip
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import numpy as np

from parvis.services.boston311.rules import Case, UnusableRowError, original_of, read_case, says_duplicate
from parvis.services.reports.engine.likeness import CONSTANT, WEIGHTS, Evidence, Likeness, Sighting, likeness
from parvis.services.reports.rules import metres_between

BOSTON = Path(__file__).resolve().parents[1] / "demo/boston"
# Models.Category.same_within_metres: what a city gets when it sets nothing.
WITHIN_METRES = 60
FITTED_UNTIL = datetime(2015, 5, 1, 4, tzinfo=UTC)
# City Hall, where the city puts requests whose place it does not know.
UNPLACED = (42.3594, -71.0587)
FITTED = (Evidence.PLACE, Evidence.KIND, Evidence.TIME)
# Degrees of a square of the grid in which neighbours are looked up; wider than WITHIN_METRES.
SQUARE = 0.001
DRAWS = 300


@dataclass(frozen=True, slots=True)
class Candidate:
    """An open case near a question, and whether the city said that it is the same."""

    metres: float
    found: Likeness
    is_true: bool
    in_group: bool

    @property
    def days(self) -> float:
        """How long before the question it was sent."""
        part = self.found.part(Evidence.TIME)
        assert part is not None
        return part.measure

    @property
    def other_kind(self) -> bool:
        """True when the categories differ."""
        part = self.found.part(Evidence.KIND)
        return part is None or not part.strength


@dataclass(frozen=True, slots=True)
class Question:
    """A request at the moment when it was sent: what could be suggested, and whether there is a true answer."""

    case: Case
    has_answer: bool
    candidates: tuple[Candidate, ...]


# What is best comes first. Equal ones: the newest first, as the platform's own index gives them.
ORDERS: dict[str, Callable[[Candidate], tuple[float, ...]]] = {
    "distance only": lambda each: (each.metres, each.days),
    "category, then distance": lambda each: (each.other_kind, each.metres, each.days),
    "the score": lambda each: (-each.found.score, each.days),
}


def main(wanted: list[str]) -> int:
    """Every table."""
    cases = sorted(_cases(), key=lambda case: (case.opened_at, case.number))
    answers = _answers(cases)
    questions = list(_questions(cases, answers, Kinds(by_type="--by-type" in wanted)))
    early = [each for each in questions if each.case.opened_at < FITTED_UNTIL]
    late = [each for each in questions if each.case.opened_at >= FITTED_UNTIL]
    _print_labels(cases, answers)
    _print_weights(early)
    _print_places(late)
    _print_at_ranks("May and June", late)
    _print_at_recalls(late)
    _print_luck(late)
    return 0


def _cases() -> Iterator[Case]:
    with gzip.open(BOSTON / "311-2015-january-june.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            try:
                yield read_case(row)
            except UnusableRowError:
                continue


def _answers(cases: Iterable[Case]) -> dict[str, set[str]]:
    """Number of a case → the earlier cases of its family that were open when it was sent; empty: there were none."""
    family: dict[str, str] = {}

    def head(number: str) -> str:
        while family.setdefault(number, number) != number:
            number = family[number]
        return number

    by_number = {case.number: case for case in cases}
    for case in by_number.values():
        original = original_of(case)
        if original:
            family[head(case.number)] = head(original)
    members: dict[str, list[Case]] = defaultdict(list)
    for number in list(family):
        if number in by_number:
            members[head(number)].append(by_number[number])
    return {
        case.number: {other.number for other in relatives if _was_open(other, case.opened_at)}
        for relatives in members.values()
        for case in relatives
    }


def _was_open(case: Case, at: datetime) -> bool:
    return case.opened_at < at and (case.closed_at is None or case.closed_at > at)


class Kinds:
    """Our category and group for the city's types; those that residents are not offered have their own."""

    def __init__(self, *, by_type: bool) -> None:
        self._by_own_type = by_type
        raw = tomllib.loads((BOSTON / "categories.toml").read_text(encoding="utf-8"))["category"]
        self._by_type = {name: (line["slug"], line["group"]) for line in raw for name in line["types"]}
        self._private = {line["slug"] for line in raw if line.get("private")}
        self._number: dict[str, int] = {}

    def of(self, case: Case) -> tuple[str, str]:
        """The slugs of category and group."""
        return self._by_type.get(case.type, (f"boston {case.type}", f"boston {case.reason}"))

    def sighting(self, case: Case) -> Sighting:
        """What the score may know of a case."""
        name = case.type if self._by_own_type else self.of(case)[0]
        number = self._number.setdefault(name, len(self._number))
        return Sighting(case.lat, case.lon, number, case.opened_at)

    def is_public(self, case: Case) -> bool:
        """True when others may be shown it."""
        return self.of(case)[0] not in self._private and (case.lat, case.lon) != UNPLACED


def _questions(cases: list[Case], answers: dict[str, set[str]], kinds: Kinds) -> Iterator[Question]:
    """Every public request in the order of time, each with the public open ones around it."""
    squares = defaultdict[tuple[int, int], list[Case]](list)
    for case in cases:
        if not kinds.is_public(case):
            continue
        row, column = int(case.lat / SQUARE), int(case.lon / SQUARE)
        true = answers.get(case.number, set())
        if true or not says_duplicate(case):
            near = (
                each
                for north in (-1, 0, 1)
                for east in (-1, 0, 1)
                for each in squares[row + north, column + east]
            )
            candidates = tuple(_candidates(case, near, true, kinds))
            yield Question(case, bool(true), candidates)
        squares[row, column].append(case)


def _candidates(case: Case, near: Iterable[Case], true: set[str], kinds: Kinds) -> Iterator[Candidate]:
    mine, group = kinds.sighting(case), kinds.of(case)[1]
    for other in near:
        metres = metres_between(case.lat, case.lon, other.lat, other.lon)
        if metres <= WITHIN_METRES and _was_open(other, case.opened_at):
            found = likeness(mine, kinds.sighting(other))
            yield Candidate(metres, found, other.number in true, kinds.of(other)[1] == group)


def _print_labels(cases: list[Case], answers: dict[str, set[str]]) -> None:
    said = [case for case in cases if says_duplicate(case)]
    named = [case for case in said if original_of(case)]
    known = {case.number for case in cases}
    print(f"{len(cases):>7,} requests")
    print(f"{len(said):>7,} closed with words about a duplicate")
    print(f"{len(named):>7,} of them name another case")
    print(f"{sum(original_of(case) in known for case in named):>7,} of those name one that is in the file")
    print(
        f"{sum(map(bool, answers.values())):>7,} requests have a true answer: an earlier open case of the family"
    )


def _print_weights(early: list[Question]) -> None:
    pairs = [each for question in early for each in question.candidates if each.in_group]
    table = np.array([[1.0, *(_strength(pair, evidence) for evidence in FITTED)] for pair in pairs])
    true = np.array([pair.is_true for pair in pairs], dtype=float)
    fitted = _regression(table, true)
    print(f"\nWeights, fitted on {len(pairs):,} pairs of January to April, {int(true.sum())} of them true")
    kept = (CONSTANT, *(WEIGHTS[evidence] for evidence in FITTED))
    for name, now, then in zip(("constant", *FITTED), fitted, kept, strict=True):
        print(f"  {name:10} {now:8.3f}   in the engine {then:8.3f}")


def _strength(pair: Candidate, evidence: Evidence) -> float:
    part = pair.found.part(evidence)
    assert part is not None
    return part.strength


def _regression(table: np.ndarray, true: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method, with a trace of a ridge so that it always has an answer."""
    weights, ridge = np.zeros(table.shape[1]), 1e-3 * np.eye(table.shape[1])
    for _step in range(30):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (true - chance) - ridge @ weights
        weights = weights + np.linalg.solve((table.T * (chance * (1 - chance))) @ table + ridge, slope)
    return weights


def _print_places(late: list[Question]) -> None:
    asked = [each for each in late if each.has_answer]
    shown: Counter[str] = Counter()
    for question in asked:
        true = [each for each in question.candidates if each.is_true]
        in_group = any(each.in_group for each in true)
        shown["same group" if in_group else "only in another group" if true else "none"] += 1
    print(f"\nMay and June: {len(late):,} questions, {len(asked)} with a true answer.")
    print(f"Of these answers within {WITHIN_METRES} m: {dict(shown)}")


def _offered(question: Question, order: str, *, any_group: bool) -> list[Candidate]:
    fit = [each for each in question.candidates if any_group or each.in_group]
    return sorted(fit, key=ORDERS[order])


def _rows() -> Iterator[tuple[str, str, bool]]:
    """Name, order, and whether other groups are looked through too."""
    yield "distance only, all groups", "distance only", True
    for order in ORDERS:
        yield order, order, False


def _print_at_ranks(when: str, late: list[Question]) -> None:
    """Recall: of the questions with an answer, how many see it. Precision: of what is shown, how much is true."""
    asked = [each for each in late if each.has_answer]
    print(f"\n{when}: at the first 1, 3, 5")
    print(f"{'':28}{'recall':^24}{'precision, has answer':^24}{'precision, everybody':^24}")
    for name, order, any_group in _rows():
        line = f"{name:28}"
        recalls, own, everybody = [], [], []
        for rank in (1, 3, 5):
            hits = [_offered(each, order, any_group=any_group)[:rank] for each in asked]
            recalls.append(sum(any(one.is_true for one in shown) for shown in hits) / len(asked))
            own.append(_true_share(hits))
            everybody.append(
                _true_share([_offered(each, order, any_group=any_group)[:rank] for each in late])
            )
        line += "".join(f"{value:8.3f}" for value in (*recalls, *own, *everybody))
        print(line)


def _true_share(shown: list[list[Candidate]]) -> float:
    flat = [each for many in shown for each in many]
    return sum(each.is_true for each in flat) / max(1, len(flat))


def _print_at_recalls(late: list[Question]) -> None:
    """Only the best suggestion, and only above a bar; the bar is lowered until so many of the true ones are shown."""
    recalls = (0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8)
    asked = sum(each.has_answer for each in late)
    print("\nThe best suggestion above a bar: precision (and how many are shown) at equal recall")
    print(f"{'recall at least':28}" + "".join(f"{recall:>15}" for recall in recalls))
    for name, order, any_group in _rows():
        best = [shown[0] for each in late if (shown := _offered(each, order, any_group=any_group))]
        reached = _curve(sorted(best, key=ORDERS[order]), order, asked)
        cells = (next((f"{p:.3f} ({n:,})" for r, p, n in reached if r >= bar), "–") for bar in recalls)
        print(f"{name:28}" + "".join(f"{cell:>15}" for cell in cells))


def _curve(best: list[Candidate], order: str, asked: int) -> list[tuple[float, float, int]]:
    """Recall, precision and number shown at each place where a bar can stand: never between equals."""
    points, true = [], 0
    for number, each in enumerate(best, 1):
        true += each.is_true
        following = best[number] if number < len(best) else None
        if following is None or ORDERS[order](following) != ORDERS[order](each):
            points.append((true / asked, true / number, number))
    return points


@dataclass(frozen=True, slots=True)
class Ranked:
    """The best suggestions of all questions in one order: whose, whether true, and where a bar may stand."""

    question: np.ndarray
    is_true: np.ndarray
    is_end: np.ndarray

    def precision(self, weights: np.ndarray, asked: float, recall: float) -> float:
        """Precision at the first bar that reaches the recall, when each question counts so often."""
        shown = np.cumsum(weights[self.question])[self.is_end]
        true = np.cumsum(weights[self.question] * self.is_true)[self.is_end]
        reached = np.flatnonzero(true >= recall * asked)
        return float(true[reached[0]] / shown[reached[0]]) if len(reached) else 0.0


def _ranked(late: list[Question], order: str) -> Ranked:
    key = ORDERS[order]
    best = [(key(shown[0]), number, shown[0].is_true) for number, shown in _first_offers(late, order)]
    best.sort(key=lambda each: each[0])
    ends = [following[0] != each[0] for each, following in pairwise(best)] + [True]
    return Ranked(np.array([each[1] for each in best]), np.array([each[2] for each in best]), np.array(ends))


def _first_offers(late: list[Question], order: str) -> Iterator[tuple[int, list[Candidate]]]:
    for number, question in enumerate(late):
        shown = _offered(question, order, any_group=False)
        if shown:
            yield number, shown


def _print_luck(late: list[Question]) -> None:
    """Could the gain be luck? The questions are drawn anew, with repeats, and the precisions divided each time."""
    chance, number = np.random.default_rng(1), len(late)
    has_answer = np.array([each.has_answer for each in late], dtype=float)
    draws = chance.multinomial(number, np.full(number, 1 / number), size=DRAWS)
    ours = _ranked(late, "the score")
    print(
        f"\nPrecision of the score divided by that of another order; 90 of 100 among {DRAWS} draws of the questions"
    )
    for order in ("distance only", "category, then distance"):
        theirs = _ranked(late, order)
        for recall in (0.5, 0.7, 0.8):
            ratios = [
                ours.precision(draw, draw @ has_answer, recall)
                / theirs.precision(draw, draw @ has_answer, recall)
                for draw in draws
                if theirs.precision(draw, draw @ has_answer, recall)
            ]
            low, middle, high = np.quantile(ratios, (0.05, 0.5, 0.95))
            print(f"  {order:24} recall {recall:.2f}: {middle:.2f} ({low:.2f} to {high:.2f})")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
