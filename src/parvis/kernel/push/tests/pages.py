"""The page of devices with two on it."""

from typing import Any

from parvis.kernel.push.actions import add_device
from parvis.kernel.push.tests.service import Browser
from parvis.kernel.testing.addresses import Sample


def samples(cast: Any) -> list[Sample]:
    """One that we know by its browser, one without a name."""
    for name, label in (("phone", "Firefox, Android"), ("old", "")):
        given = Browser("https://push.example", name).given
        add_device(cast.alice, given["endpoint"], given["p256dh"], given["auth"], label)
    return [Sample("devices that ring", "/notices/devices/", "alice")]
