"""The only writers of uploads and their files.

Files first, then the row; on the way out the row first, then the files. A crash in between leaves files without a
row, which `throw_away_orphans` finds; never a row without files.
"""

import contextlib
import errno
import hashlib
import logging
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import partial

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.files.models import Upload
from parvis.kernel.files.pictures import MIME, Picture, UnusablePictureError, redrawn
from parvis.kernel.files.rules import DAYS_UNCLAIMED, MOST_BYTES, Fault, Size, fault_in
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person

log = logging.getLogger(__name__)
FOLDER = "uploads"
# A file without a row may belong to an upload that is under way; after this it cannot.
ORPHAN_AFTER = timedelta(days=1)

REASONS: dict[Fault, Promise] = {
    Fault.EMPTY: _("The file is empty. Choose the photograph again."),
    Fault.TOO_LARGE: _("The photograph is larger than 12 MB. Choose a smaller one."),
    Fault.TOO_MANY_PIXELS: _("The photograph has more than 50 million pixels. Choose a smaller one."),
    Fault.WRONG_EXTENSION: _("This kind of file cannot be used. Choose a photograph (JPEG, PNG or WebP)."),
    Fault.HEIC: _("HEIC photographs cannot be read here. Save it as JPEG and choose that one."),
    Fault.NOT_A_PICTURE: _("This is not a photograph. Choose one in JPEG, PNG or WebP."),
    Fault.MORE_THAN_A_PICTURE: _("There is more than a photograph in this file, so we do not take it."),
    Fault.BROKEN: _("The photograph is damaged or did not arrive whole. Choose it again."),
    Fault.NO_ROOM: _("There is no room for the photograph at the moment. Your words are kept; add it later."),
}


class UnusableFileError(Exception):
    """The file cannot be taken; `reason` is a sentence that the sender reads, `fault` the kind of it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(REASONS[fault])
        self.fault = fault
        self.reason = REASONS[fault]

    def __str__(self) -> str:
        return str(self.reason)


def store_photo(file: File, owner: Person | None, purpose: str) -> Upload:  # type: ignore[type-arg]  # bytes or text
    """Check a photograph, draw it anew without metadata, keep it for a week unless something claims it.

    Raises `UnusableFileError` with a sentence for the sender; then nothing is kept.
    """
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    fault = fault_in(file.name or "", content)
    if fault:
        raise UnusableFileError(fault)
    try:
        picture = redrawn(content)
    except UnusablePictureError as unusable:
        raise UnusableFileError(unusable.fault) from unusable
    upload = Upload(
        owner=owner,
        purpose=purpose,
        sha256=hashlib.sha256(picture.files[Size.LARGE]).hexdigest(),
        mime=MIME,
        width=picture.width,
        height=picture.height,
        appearance=picture.appearance,
        bytes=sum(map(len, picture.files.values())),
        keep_until=now() + timedelta(days=DAYS_UNCLAIMED),
    )
    with _no_half_files(upload):
        _write(upload, picture)
        with transaction.atomic():
            upload.save(force_insert=True)
    return upload


@transaction.atomic
def claim(public_ids: Iterable[str], *, purpose: str, by: Person | None) -> list[Upload]:
    """Take photographs into what they were sent in for, in this order; from now on they are kept.

    Only those of this purpose, not yet claimed, and sent in by this person or by a guest; the others are left out.
    """
    wanted = list(dict.fromkeys(public_ids))
    free = Upload.objects.select_for_update(of=("self",)).filter(
        public_id__in=wanted, purpose=purpose, keep_until__isnull=False
    )
    found = {upload.public_id: upload for upload in free.order_by("pk")}
    owner_id = by.pk if by else None
    mine = [found[each] for each in wanted if each in found and found[each].owner_id in (None, owner_id)]
    for upload in mine:
        upload.keep_until = None
        upload.owner_id = owner_id
        upload.save(update_fields=["keep_until", "owner"])
    return mine


@transaction.atomic
def discard(uploads: Iterable[Upload]) -> int:
    """Delete photographs and, once that is certain, their files; how many there were."""
    number = 0
    for upload in uploads:
        names = [upload.file_of(size) for size in Size]
        deleted, _by_kind = Upload.objects.filter(pk=upload.pk).delete()
        number += bool(deleted)
        transaction.on_commit(partial(_delete_files, names), robust=True)
    return number


def throw_away_unclaimed() -> int:
    """Delete the photographs that nothing has claimed in time; how many there were."""
    return discard(Upload.objects.filter(keep_until__lt=now()).iterator())


def forget_sender(leaving: Leaving) -> None:
    """Throw away what somebody sent in and nothing has claimed; what was claimed is its module's to decide about, and
    says no more whose it was."""
    own = Upload.objects.filter(leaving.whose(person="owner"))
    discard(own.filter(keep_until__isnull=False).order_by("pk"))
    own.update(owner=None)


def throw_away_orphans() -> int:
    """Delete the files that have no row, a day after they were written; how many there were."""
    gone = 0
    for folder in _folders():
        _subfolders, names = default_storage.listdir(folder)
        known = set(
            Upload.objects.filter(public_id__in={name.rsplit("-", 1)[0] for name in names}).values_list(
                "public_id", flat=True
            )
        )
        orphans = [f"{folder}/{name}" for name in sorted(names) if name.rsplit("-", 1)[0] not in known]
        old = [name for name in orphans if now() - default_storage.get_modified_time(name) > ORPHAN_AFTER]
        _delete_files(old)
        gone += len(old)
    return gone


def _folders() -> list[str]:
    try:
        folders, _files = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return []
    return [f"{FOLDER}/{folder}" for folder in sorted(folders)]


def _write(upload: Upload, picture: Picture) -> None:
    for size, content in picture.files.items():
        name = upload.file_of(size)
        kept_as = default_storage.save(name, ContentFile(content))
        if kept_as != name:
            _delete_files([kept_as])
            raise FileExistsError(errno.EEXIST, "There is a file of that name already", name)


@contextlib.contextmanager
def _no_half_files(upload: Upload) -> Iterator[None]:
    """Whatever goes wrong in here, no file stays behind; a full disk becomes a sentence."""
    try:
        yield
    except FileExistsError:
        raise  # those files are another's
    except BaseException as failed:
        _delete_files([upload.file_of(size) for size in Size])
        if isinstance(failed, OSError) and failed.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise UnusableFileError(Fault.NO_ROOM) from failed
        raise


def _delete_files(names: Iterable[str]) -> None:
    for name in names:
        try:
            default_storage.delete(name)
        except OSError:
            # The nightly job finds it again.
            log.warning("The file %s could not be deleted.", name, exc_info=True)
