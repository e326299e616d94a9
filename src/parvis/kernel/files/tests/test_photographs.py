"""What a person sends in is looked at before it is opened, and what is kept is only what the eye sees."""

import errno
import io
from datetime import timedelta

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import DatabaseError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from parvis.kernel.clock import now
from parvis.kernel.files import actions, pictures
from parvis.kernel.files.actions import (
    UnusableFileError,
    claim,
    discard,
    store_photo,
    throw_away_orphans,
    throw_away_unclaimed,
)
from parvis.kernel.files.models import Upload
from parvis.kernel.files.queries import uploads_named
from parvis.kernel.files.rules import MOST_BYTES, Fault, Size, fault_in, fitting
from parvis.kernel.files.tests.pictures import ORIENTATION, photo, png_bomb, sent, with_place, zipped

PURPOSE = "tests.photo"
BAD = {
    "an empty file": (b"", "photo.jpg", Fault.EMPTY),
    "13 MB": (photo() + b"\0" * MOST_BYTES, "photo.jpg", Fault.TOO_LARGE),
    "a bomb": (png_bomb(), "photo.png", Fault.TOO_MANY_PIXELS),
    "just too many pixels": (png_bomb(8_000, 6_300), "photo.png", Fault.TOO_MANY_PIXELS),
    "half a photograph": (photo(800, 600)[:3_000], "photo.jpg", Fault.BROKEN),
    "the first bytes of one": (b"\xff\xd8\xff\xe0", "photo.jpg", Fault.BROKEN),
    "an SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "photo.svg", Fault.WRONG_EXTENSION),
    "an SVG called JPEG": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "photo.jpg", Fault.NOT_A_PICTURE),
    "HTML called PNG": (b"<!doctype html><script>alert(1)</script>", "photo.png", Fault.NOT_A_PICTURE),
    "a program called JPEG": (b"MZ\x90\x00" + b"\0" * 200, "photo.jpg", Fault.NOT_A_PICTURE),
    "a GIF": (photo(kind="GIF"), "photo.gif", Fault.WRONG_EXTENSION),
    "a GIF called JPEG": (photo(kind="GIF"), "photo.jpg", Fault.NOT_A_PICTURE),
    "a photograph called HTML": (photo(), "photo.html", Fault.WRONG_EXTENSION),
    "a photograph called .jpg.exe": (photo(), "photo.jpg.exe", Fault.WRONG_EXTENSION),
    "a photograph and a ZIP": (photo() + zipped(), "photo.jpg", Fault.MORE_THAN_A_PICTURE),
    "a photograph and HTML": (
        photo() + b"<html ><script>x()</script>",
        "photo.jpg",
        Fault.MORE_THAN_A_PICTURE,
    ),
    "HTML in a comment": (photo(comment=b"<script>x()</script>"), "photo.jpg", Fault.MORE_THAN_A_PICTURE),
    "PHP at the end": (photo(kind="PNG") + b"<?php system($_GET[1]); ?>", "a.png", Fault.MORE_THAN_A_PICTURE),
    "a PDF inside": (b"\xff\xd8\xff\xfe\x00\x10%PDF-1.7" + photo(), "photo.jpg", Fault.MORE_THAN_A_PICTURE),
    "HEIC": (b"\0\0\0\x18ftypheic" + b"\0" * 64, "IMG_1.HEIC", Fault.HEIC),
}


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    """Each test has a folder of its own for files."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }
    return tmp_path


def files_in(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def opened(upload, size=Size.LARGE):
    with default_storage.open(upload.file_of(size)) as file:
        return Image.open(io.BytesIO(file.read()))


@pytest.mark.django_db
@pytest.mark.parametrize(("content", "name", "fault"), BAD.values(), ids=BAD.keys())
def test_what_is_no_plain_photograph_is_refused_with_a_sentence(content, name, fault, own_store):
    with pytest.raises(UnusableFileError) as refused:
        store_photo(sent(content, name), None, PURPOSE)
    assert refused.value.fault is fault
    assert str(refused.value).endswith(".")
    assert files_in(own_store) == []
    assert not Upload.objects.exists()


def test_every_fault_has_its_sentence():
    assert set(actions.REASONS) == set(Fault)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("name", ["photo.JPG", "photo", "image.png", "ä ö/../x.webp"])
def test_a_photograph_is_kept_in_two_sizes(alice, kind, name, own_store):
    upload = store_photo(sent(photo(3000, 1500, kind), name), alice, PURPOSE)
    assert (upload.width, upload.height, upload.mime) == (2048, 1024, "image/jpeg")
    assert opened(upload).size == (2048, 1024)
    assert opened(upload, Size.THUMBNAIL).size == upload.thumbnail_size == (480, 240)
    assert files_in(own_store) == [f"{upload.public_id}-large.jpg", f"{upload.public_id}-thumbnail.jpg"]
    assert upload.bytes == sum(path.stat().st_size for path in own_store.rglob("*.jpg"))


@pytest.mark.django_db
def test_a_small_photograph_does_not_grow():
    assert opened(store_photo(sent(photo(64, 48)), None, PURPOSE)).size == (64, 48)


@pytest.mark.django_db
@pytest.mark.parametrize("size", Size)
def test_nobody_learns_from_a_photograph_where_it_was_taken(size):
    before = with_place()
    assert b"Secret Phone" in before
    upload = store_photo(sent(before), None, PURPOSE)
    picture = opened(upload, size)
    assert not picture.getexif()
    assert set(picture.info) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }
    with default_storage.open(upload.file_of(size)) as file:
        content = file.read()
    assert b"Secret" not in content
    assert b"secret" not in content
    assert b"Exif" not in content


@pytest.mark.django_db
def test_a_photograph_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    upload = store_photo(sent(photo(64, 48, exif=exif)), None, PURPOSE)
    picture = opened(upload)
    assert picture.size == (48, 64)
    red, _green, blue = picture.getpixel((24, 4))
    assert red > 200 > blue


@pytest.mark.django_db
def test_what_is_see_through_becomes_white():
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    assert min(opened(store_photo(sent(out.getvalue()), None, PURPOSE)).getpixel((10, 10))) > 250


@given(st.binary(max_size=400))
@settings(max_examples=150)
def test_no_rubbish_gets_past_the_first_look_and_breaks_the_second(rubbish):
    for content in (
        rubbish,
        b"\xff\xd8\xff" + rubbish,
        b"\x89PNG\r\n\x1a\n" + rubbish,
        photo()[:300] + rubbish,
    ):
        if fault_in("photo.jpg", content) is None:
            try:
                pictures.redrawn(content)
            except pictures.UnusablePictureError:
                continue


@given(st.integers(1, 60_000), st.integers(1, 60_000), st.integers(1, 4_000))
def test_a_picture_fits_its_frame_keeps_its_shape_and_never_grows(width, height, side):
    wide, high = fitting(width, height, side)
    assert 1 <= wide <= min(width, side)
    assert 1 <= high <= min(height, side)
    assert max(wide, high) == min(side, max(width, height))


@pytest.mark.django_db
@pytest.mark.fault
@pytest.mark.parametrize("fails_at", [1, 2])
def test_a_full_disk_gives_a_sentence_and_leaves_no_half_file(monkeypatch, own_store, fails_at):
    calls = 0
    write = FileSystemStorage._save

    def full(self, name, content):
        nonlocal calls
        calls += 1
        if calls < fails_at:
            return write(self, name, content)
        path = own_store / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    with pytest.raises(UnusableFileError, match="no room"):
        store_photo(sent(photo()), None, PURPOSE)
    assert files_in(own_store) == []
    assert not Upload.objects.exists()


@pytest.mark.django_db
@pytest.mark.fault
def test_when_the_row_cannot_be_written_no_file_stays(own_store):
    with pytest.raises(DatabaseError):
        store_photo(sent(photo()), None, "x" * 100)
    assert files_in(own_store) == []


@pytest.mark.django_db
def test_no_photograph_is_written_over_another_of_the_same_name(own_store):
    first = store_photo(sent(photo(64, 48)), None, PURPOSE)
    before = {path: path.read_bytes() for path in own_store.rglob("*.jpg")}
    with pytest.raises(FileExistsError), actions._no_half_files(first):
        actions._write(first, pictures.redrawn(photo(20, 20)))
    assert {path: path.read_bytes() for path in own_store.rglob("*.jpg")} == before


@pytest.mark.django_db
def test_a_report_takes_its_photographs_in_their_order(alice):
    first, second = (store_photo(sent(photo()), alice, PURPOSE) for _ in range(2))
    taken = claim([second.public_id, first.public_id, second.public_id], purpose=PURPOSE, by=alice)
    assert taken == [second, first]
    assert all(upload.is_claimed for upload in uploads_named([first.public_id, second.public_id]))


@pytest.mark.django_db
def test_nobody_takes_the_photograph_of_another_nor_for_another_purpose_nor_twice(alice, bob):
    upload = store_photo(sent(photo()), alice, PURPOSE)
    assert claim([upload.public_id], purpose=PURPOSE, by=bob) == []
    assert claim([upload.public_id], purpose=PURPOSE, by=None) == []
    assert claim([upload.public_id], purpose="tests.other", by=alice) == []
    assert claim([upload.public_id, "unknown"], purpose=PURPOSE, by=alice) == [upload]
    assert claim([upload.public_id], purpose=PURPOSE, by=alice) == []


@pytest.mark.django_db
def test_a_guest_who_signs_in_keeps_the_photograph(alice):
    upload = store_photo(sent(photo()), None, PURPOSE)
    assert claim([upload.public_id], purpose=PURPOSE, by=alice)[0].owner == alice


@pytest.mark.django_db(transaction=True)
def test_a_photograph_in_a_report_that_fails_can_still_be_taken_later(alice):
    upload = store_photo(sent(photo()), alice, PURPOSE)
    with pytest.raises(RuntimeError), transaction.atomic():
        claim([upload.public_id], purpose=PURPOSE, by=alice)
        raise RuntimeError
    assert claim([upload.public_id], purpose=PURPOSE, by=alice) == [upload]


@pytest.mark.django_db
def test_what_nobody_claims_in_a_week_is_thrown_away(
    own_store, travel_to, django_capture_on_commit_callbacks, alice
):
    forgotten, kept = (store_photo(sent(photo()), alice, PURPOSE) for _ in range(2))
    claim([kept.public_id], purpose=PURPOSE, by=alice)
    assert throw_away_unclaimed() == 0
    with travel_to(now() + timedelta(days=8)), django_capture_on_commit_callbacks(execute=True):
        assert throw_away_unclaimed() == 1
    assert uploads_named([forgotten.public_id, kept.public_id]) == [kept]
    assert files_in(own_store) == [f"{kept.public_id}-large.jpg", f"{kept.public_id}-thumbnail.jpg"]


@pytest.mark.django_db(transaction=True)
def test_files_go_only_when_the_row_is_gone_for_certain(own_store):
    upload = store_photo(sent(photo()), None, PURPOSE)
    with pytest.raises(RuntimeError), transaction.atomic():
        discard([upload])
        raise RuntimeError
    assert len(files_in(own_store)) == 2
    assert discard([upload]) == 1
    assert files_in(own_store) == []


@pytest.mark.django_db
def test_files_that_belong_to_nothing_are_swept_up_after_a_day(own_store, travel_to):
    kept = store_photo(sent(photo()), None, PURPOSE)
    orphan = store_photo(sent(photo()), None, PURPOSE)
    Upload.objects.filter(pk=orphan.pk).delete()
    assert throw_away_orphans() == 0
    with travel_to(now() + timedelta(days=2)):
        assert throw_away_orphans() == 2
    assert files_in(own_store) == [f"{kept.public_id}-large.jpg", f"{kept.public_id}-thumbnail.jpg"]


@pytest.mark.django_db
def test_the_nightly_job_bears_an_empty_store():
    assert throw_away_orphans() == 0
