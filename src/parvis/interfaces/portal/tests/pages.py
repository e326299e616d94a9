"""Pages of the portal with something on them."""

from typing import Any

from parvis.kernel.commons.registry import all_datasets
from parvis.kernel.testing.addresses import Sample


def samples(cast: Any) -> list[Sample]:
    """The page of each dataset that the house publishes."""
    return [Sample(f"dataset {dataset.slug}", f"/data/{dataset.slug}/") for dataset in all_datasets()]
