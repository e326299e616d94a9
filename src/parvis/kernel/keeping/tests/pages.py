"""My data, of somebody who has much and of somebody who has nothing."""

from typing import Any

from parvis.kernel.testing.addresses import Sample


def samples(cast: Any) -> list[Sample]:
    """The pages in which something differs by who reads them."""
    assert cast.olive.is_official()
    return [
        Sample("my data, of an official", "/account/data/", "mona"),
        Sample("erasing the data of the last owner", "/account/data/erase/", "olive"),
    ]
