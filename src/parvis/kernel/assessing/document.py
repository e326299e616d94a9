"""An assessment as one document: what the programs know, what people wrote, who advised and signed."""

from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, get_language_info

from parvis.kernel.assessments.labels import (
    ADVICE,
    HEIGHTS,
    LIKELIHOODS,
    SAFEGUARDS,
    SEVERITIES,
)
from parvis.kernel.assessments.models import Assessment
from parvis.kernel.assessments.queries import Assessed
from parvis.kernel.assessments.rules import Advice, Facts
from parvis.kernel.assessments.rules import Risk as RiskLine
from parvis.kernel.dictionary.queries import described
from parvis.kernel.journal.verbs import verb_named


@dataclass(frozen=True, slots=True)
class Told:
    """A risk in the reader's words."""

    line: RiskLine
    likelihood: Any
    severity: Any
    height: Any
    left_likelihood: Any
    left_severity: Any
    left: Any


def told(version: Assessment | None) -> list[Told]:
    """The table of risks in the reader's words."""
    if version is None:
        return []
    return [
        Told(
            each,
            LIKELIHOODS[each.likelihood],
            SEVERITIES[each.severity],
            HEIGHTS[each.height],
            LIKELIHOODS[each.left_likelihood],
            SEVERITIES[each.left_severity],
            HEIGHTS[each.left],
        )
        for each in version.written.risks
    ]


def decided_by_officials(facts: Facts) -> list[tuple[str, int]]:
    """What only officials decide, and how many sign."""
    said = []
    for verb, asked in facts.get("reserved", {}).items():
        words = str(verb_named(verb).sentence).format_map(_Ellipsis())
        signatures = asked.get("signatures", 1) if isinstance(asked, dict) else 1
        said.append((words, int(signatures)))
    return said


def context_of(found: Assessed, version: Assessment | None) -> dict[str, Any]:
    """What a page, in the office or as a file, tells of a part."""
    return {
        "found": found,
        "part": found.part,
        "version": version,
        "risks": told(version),
        "tables": described(found.facts["fields"]),
        "reserved": decided_by_officials(found.facts),
        "safeguards": SAFEGUARDS,
        "site": "",
        "advice": ADVICE[Advice(version.advice)] if version and version.advice else "",
    }


def file_context(found: Assessed, version: Assessment) -> dict[str, Any]:
    """The same for a file that stands alone."""
    language = get_language() or settings.LANGUAGE_CODE
    direction = "rtl" if get_language_info(language)["bidi"] else "ltr"
    return {
        **context_of(found, version),
        "city": settings.CITY,
        "language": language,
        "direction": direction,
        "site": settings.SITE_ADDRESS,
    }


def as_json(found: Assessed, version: Assessment) -> dict[str, Any]:
    """The same for programs. Facts are those of the version; no official is named."""
    written = version.written
    return {
        "format": "parvis-impact-assessment/1",
        "controller": settings.CITY.name,
        "site": settings.SITE_ADDRESS,
        "part": found.part.key,
        "title": found.part.title,
        "version": version.number,
        "written_at": version.written_at.isoformat(),
        "written_for": version.office.slug if version.office else None,
        "facts": version.facts,
        "fingerprint": version.fingerprint,
        "matches_the_programs": version.fingerprint == found.fingerprint,
        "services": [
            {
                "page": settings.SITE_ADDRESS + each.service.get_absolute_url(),
                "stage": each.service.stage,
                "purpose": each.purpose,
                "legal_basis": each.legal_basis,
                "retention": each.retention,
            }
            for each in found.part.services
        ],
        "safeguards": [str(each) for each in SAFEGUARDS],
        "necessity": written.necessity,
        "residents": written.residents,
        "authority": written.consulted,
        "risks": [
            {**asdict(each), "height": each.height.value, "left": each.left.value} for each in written.risks
        ],
        **_hands(version),
    }


def _hands(version: Assessment) -> dict[str, Any]:
    """Which office stands for it, and what the officer advised; nobody is named."""
    return {
        "advice": {
            "code": version.advice,
            "words": version.advice_words,
            "at": version.advised_at.isoformat() if version.advised_at else None,
        },
        "signed": {
            "office": version.signed_office.slug if version.signed_office else None,
            "at": version.signed_at.isoformat() if version.signed_at else None,
        },
    }


class _Ellipsis(dict[str, str]):
    """Names of a case, which a rule has none of."""

    def __missing__(self, _name: str) -> str:
        return "…"
