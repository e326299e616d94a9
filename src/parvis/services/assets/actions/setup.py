"""Which layers there are."""

from dataclasses import asdict, dataclass, field

from parvis.kernel.people.models import Organisation
from parvis.services.assets.models import Layer


@dataclass(frozen=True, slots=True)
class LayerWish:
    """A layer as it shall be; see `models.Layer`."""

    slug: str
    names: dict[str, str]
    source: str
    icon: str = "push-pin"
    categories: tuple[str, ...] = ()
    may_be_adopted: bool = False
    asks: dict[str, str] = field(default_factory=dict)
    facts: dict[str, dict[str, str]] = field(default_factory=dict)
    tags: str = ""
    is_invented: bool = False


def keep_layer(wish: LayerWish, office: Organisation) -> Layer:
    """The layer as wished, made or changed. A second time changes nothing."""
    wished = {**asdict(wish), "categories": list(wish.categories), "office": office}
    return Layer.objects.update_or_create(slug=wished.pop("slug"), defaults=wished)[0]
