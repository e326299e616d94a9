"""What this module brings to the `parvis` command."""

from collections import Counter
from pathlib import Path

from parvis.services.boston311.actions import Outcome, Progress, import_file


def import_boston(path: Path, progress: Progress) -> str:
    """Bring Boston's file in; the answer is the table of refused rows and, as its last line, the counts."""
    return "\n".join((*_refused_lines(import_file(path, progress)),))


def _refused_lines(outcome: Outcome) -> list[str]:
    reasons = Counter(refused.reason for refused in outcome.refused)
    lines = [f"  {count:>6}  {reason}" for reason, count in reasons.most_common()]
    rows = [f"  line {each.line}  {each.number}  {each.reason}" for each in outcome.refused[:200]]
    head = ["Refused:", *lines, *rows] if outcome.refused else []
    return [*head, str(outcome)]


IMPORTERS = {"reports": {"boston-311": import_boston}}
