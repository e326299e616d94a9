"""The nightly work of letting go."""

from parvis.kernel.database.actions import clear_cache
from parvis.kernel.jobs.work import every
from parvis.kernel.keeping.actions import let_go


@every("47 3 * * *", "keeping.let_go")
def let_go_of_the_old() -> None:
    """What was kept as long as its module promised goes, every night; what the cache holds too long with it."""
    let_go()
    clear_cache()
