"""The only writer of what the database remembers about itself."""

from parvis.kernel.clock import now
from parvis.kernel.database.models import Seeding


def note_seeded(module: str) -> None:
    """Remember that the module's demo data are loaded; again moves the time."""
    Seeding.objects.update_or_create(module=module, defaults={"at": now()})
