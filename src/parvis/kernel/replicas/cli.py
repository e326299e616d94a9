"""What `parvis doctor` asks of this room."""

from parvis.kernel.replicas.following import FAULTS, exists, replayed, written
from parvis.kernel.replicas.rules import Fit, fit_of

_CURES = {
    Fit.READY: "",
    Fit.LATE: "Pages are read from the database that writes meanwhile. Look at the line and the disk of the replica.",
    Fit.STRANGE: "Say `database.sh status` on both machines; docs/how-to/stay-up.md says what to do.",
}


def _replica() -> tuple[str, bool, str, str]:
    if not exists():
        return "Replica", True, "none named", ""
    try:
        wanted, seen = written(), replayed()
    except FAULTS as silent:
        first = next(iter(str(silent).splitlines()), "it said nothing")
        return "Replica", False, f"does not answer ({first})", "Start it, or mend PARVIS_REPLICA_URL."
    fit = fit_of(wanted, seen)
    behind = max(0, wanted.position - seen.position)
    told = "does not follow" if fit is Fit.STRANGE else f"follows, {behind:,} bytes behind"
    return "Replica", fit is not Fit.STRANGE, told, _CURES[fit]


CHECKS = (_replica,)
