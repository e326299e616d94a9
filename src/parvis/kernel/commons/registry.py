"""Which datasets there are."""

from parvis.kernel.commons.dataset import Dataset, Kind

_datasets: dict[str, Dataset] = {}


class UnsoundDatasetError(Exception):
    """A dataset contradicts itself; the message says how. A mistake of the programmer, found at start."""


def register(dataset: Dataset) -> None:
    """Publish a dataset. Registering the same slug again replaces it."""
    kinds = {field.name: field.kind for field in dataset.fields}
    if len(kinds) != len(dataset.fields):
        raise UnsoundDatasetError(f"{dataset.slug} has two fields of the same name.")
    for name in dataset.point or ():
        if kinds.get(name) is not Kind.NUMBER:
            raise UnsoundDatasetError(f"{dataset.slug}: “{name}” must be a field of numbers.")
    if dataset.shape and kinds.get(dataset.shape) is not Kind.SHAPE:
        raise UnsoundDatasetError(f"{dataset.slug}: “{dataset.shape}” must be a field of shapes.")
    _datasets[dataset.slug] = dataset


def withdraw(slug: str) -> None:
    """Take a dataset out of the catalogue, if it is in it."""
    _datasets.pop(slug, None)


def all_datasets() -> list[Dataset]:
    """Every dataset, by slug."""
    return [_datasets[slug] for slug in sorted(_datasets)]


def dataset_called(slug: str) -> Dataset | None:
    """The dataset of this slug, or None."""
    return _datasets.get(slug)
