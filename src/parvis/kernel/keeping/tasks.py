"""The nightly work of letting go."""

from time import monotonic

from parvis.kernel.database.actions import clear_cache
from parvis.kernel.jobs.work import every
from parvis.kernel.keeping.actions import let_go
from parvis.kernel.tallies.actions import tally
from parvis.kernel.tallies.models import Tally


@every("47 3 * * *", "keeping.let_go")
def let_go_of_the_old() -> None:
    """What was kept as long as its module promised goes, every night; what the cache holds too long with it."""
    begin = monotonic()
    gone = let_go()
    tally(Tally.Kind.LET_GO, monotonic() - begin, gone)
    clear_cache()
