"""Where the list lies, and which addresses of this database its digests mean."""

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import EmailField, Model
from django.utils.crypto import salted_hmac

from parvis.kernel.erasures.rules import FILE


def list_file() -> Path:
    """Beside the backups, which are better on another disk; in the data folder where nobody makes any."""
    return Path(settings.BACKUP_FOLDER or settings.DATA) / FILE


def oldest_backup() -> datetime | None:
    """When the oldest backup was made that is still there; None where there is none."""
    folder = Path(settings.BACKUP_FOLDER) if settings.BACKUP_FOLDER else None
    made = [each.stat().st_mtime for each in folder.glob("parvis-*.tar.age")] if folder else []
    return datetime.fromtimestamp(min(made), UTC) if made else None


def digest_of(address: str) -> str:
    """What the list says in place of an address; without this installation's secret nobody can try addresses out."""
    return salted_hmac("parvis.erasures", address.strip().lower(), algorithm="sha256").hexdigest()


def addresses_of(digests: Collection[str]) -> dict[str, str]:
    """The addresses anywhere in this database that have one of these digests."""
    if not digests:
        return {}
    return {
        digest: address.strip().lower()
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, EmailField)
        for address in _values(model, field.name)
        if (digest := digest_of(address)) in digests
    }


def _values(model: type[Model], name: str) -> set[str]:
    rows = model._default_manager.exclude(**{name: ""}).exclude(**{name: None})
    return set(rows.order_by().values_list(name, flat=True).distinct())
