"""Pages of adoptions with something on them."""

from typing import Any

from parvis.kernel.testing.addresses import Sample
from parvis.services.adoptions.actions import adopt
from parvis.services.assets.tests.stage import build


def samples(cast: Any) -> list[Sample]:
    """An adopted hydrant, as its adopter, a stranger and its office see it."""
    stage = build()
    code = stage.hydrant.code
    adopt(code, cast.alice, name="Hydra", shows_name=True)
    return [
        Sample("an adopted hydrant", f"/assets/{code}/"),
        Sample("one's own hydrant", f"/assets/{code}/", "alice"),
        Sample("what I look after", "/adoptions/", "alice"),
        Sample("adopting", f"/adoptions/{code}/adopt/", "bob"),
        Sample("changing its name", f"/adoptions/{code}/adopt/", "alice"),
        Sample("ending an adoption", f"/adoptions/{code}/end/", "omar"),
    ]
