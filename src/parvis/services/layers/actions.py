"""The only writer: what a layer shall be."""

from django.db import transaction

from parvis.kernel.journal.actions import record
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.permissions.verdict import require
from parvis.services.assets.contracts import LayerWish, keep_layer, known_layers
from parvis.services.layers.policies import may_set_up


def set_up(wish: LayerWish, office: Organisation, by: Person) -> None:
    """Make a layer, or change it: a manager of its office, and of the one it comes from where it changes hands.

    `RefusedError` says why not.
    """
    require(may_set_up(by, office))
    with transaction.atomic():
        for before in known_layers(wish.slug):
            require(may_set_up(by, before.office))
        keep_layer(wish, office)
        record(
            "layers.layer.set_up",
            subject=f"assets.layer:{wish.slug}",
            actor=by.public_id,
            data={"office": office.slug, "layer": wish.slug},
        )
