"""What the database remembers about itself."""

from parvis.kernel.database.models import Seeding


def seeded_modules() -> frozenset[str]:
    """The labels of the modules whose demo data are loaded."""
    return frozenset(Seeding.objects.values_list("module", flat=True))
