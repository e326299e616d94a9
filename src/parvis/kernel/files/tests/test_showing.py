"""A photograph is shown to those who may see it; to everybody else it is not there."""

from datetime import timedelta

import pytest

from parvis.kernel.clock import now
from parvis.kernel.files import policies
from parvis.kernel.files.actions import claim, store_photo
from parvis.kernel.files.models import Upload
from parvis.kernel.files.tests.pictures import photo, sent
from parvis.kernel.permissions.verdict import ALLOWED, Denied

pytestmark = pytest.mark.django_db
PURPOSE = "tests.photo"


@pytest.fixture
def ruled(monkeypatch):
    """Lets a test say who may see claimed photographs."""

    def rule(policy):
        monkeypatch.setitem(policies._policies, PURPOSE, policy)

    return rule


def kept(owner):
    upload = store_photo(sent(photo()), owner, PURPOSE)
    return claim([upload.public_id], purpose=PURPOSE, by=owner)[0]


def test_a_photograph_that_no_module_answers_for_stays_closed(alice, grace, sign_in):
    upload = kept(alice)
    assert grace.get(upload.address).status_code == 404
    assert sign_in(alice).get(upload.address).status_code == 404


def test_a_public_photograph_is_shown_to_a_guest_and_may_be_cached(alice, grace, ruled):
    ruled(lambda _reader, _upload: ALLOWED)
    upload = kept(alice)
    for address in (upload.address, upload.thumbnail_address):
        answer = grace.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
        assert answer["Cache-Control"] == "public, max-age=3600"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
        assert answer["Content-Disposition"] == f'inline; filename="{upload.public_id}.jpg"'
        assert answer.content.startswith(b"\xff\xd8\xff")


def test_a_private_photograph_is_there_for_its_owner_only_and_not_cached(alice, bob, grace, sign_in, ruled):
    ruled(lambda reader, upload: ALLOWED if reader.pk == upload.owner_id else Denied("Not yours."))
    upload = kept(alice)
    assert sign_in(alice).get(upload.address)["Cache-Control"] == "private, no-cache"
    assert sign_in(bob).get(upload.address).status_code == 404
    assert grace.get(upload.address).status_code == 404


def test_a_reader_who_has_the_photograph_gets_it_once_but_each_size_for_itself(alice, grace, ruled):
    ruled(lambda _reader, _upload: ALLOWED)
    upload = kept(alice)
    etag = grace.get(upload.address)["ETag"]
    assert grace.get(upload.address, headers={"If-None-Match": etag}).status_code == 304
    assert grace.get(upload.thumbnail_address, headers={"If-None-Match": etag}).status_code == 200


def test_who_lost_the_right_does_not_learn_that_nothing_changed(alice, grace, ruled):
    ruled(lambda _reader, _upload: ALLOWED)
    upload = kept(alice)
    etag = grace.get(upload.address)["ETag"]
    ruled(lambda _reader, _upload: Denied("Hidden."))
    assert grace.get(upload.address, headers={"If-None-Match": etag}).status_code == 404


def test_a_guest_sees_the_preview_by_its_signed_address_alone(grace, ruled):
    ruled(lambda _reader, _upload: ALLOWED)
    upload = store_photo(sent(photo()), None, PURPOSE)
    bare, _mark, key = upload.address.partition("?")
    assert grace.get(upload.address).status_code == 200
    assert grace.get(upload.address)["Cache-Control"] == "private, no-cache"
    assert grace.get(bare).status_code == 404
    assert grace.get(f"{bare}?{key[:-2]}xx").status_code == 404


def test_the_address_of_a_preview_opens_no_other_photograph(grace):
    own, other = (store_photo(sent(photo()), None, PURPOSE) for _ in range(2))
    key = own.address.partition("?")[2]
    assert grace.get(f"{other.address.partition('?')[0]}?{key}").status_code == 404


def test_the_address_of_a_preview_ends_after_a_week_and_when_it_is_claimed(alice, grace, travel_to):
    upload = store_photo(sent(photo()), alice, PURPOSE)
    address = upload.address
    with travel_to(now() + timedelta(days=8)):
        assert grace.get(address).status_code == 404
    claim([upload.public_id], purpose=PURPOSE, by=alice)
    assert grace.get(address).status_code == 404


def test_the_owner_sees_the_preview_without_a_key(alice, sign_in):
    upload = store_photo(sent(photo()), alice, PURPOSE)
    assert sign_in(alice).get(upload.address.partition("?")[0]).status_code == 200


@pytest.mark.parametrize("path", ["/files/unknown/large", "/files/unknown/huge"])
def test_what_is_not_there_is_not_there(grace, path):
    assert grace.get(path).status_code == 404


def test_an_unknown_size_is_not_there(alice, grace, ruled):
    ruled(lambda _reader, _upload: ALLOWED)
    assert grace.get(f"/files/{kept(alice).public_id}/original").status_code == 404


def test_nothing_is_sent_to_the_address_of_a_photograph(alice, grace, ruled):
    ruled(lambda _reader, _upload: ALLOWED)
    assert grace.post(kept(alice).address).status_code == 405


def test_a_lost_file_is_absent_and_written_to_the_log(alice, grace, ruled, caplog):
    ruled(lambda _reader, _upload: ALLOWED)
    upload = kept(alice)
    Upload.objects.filter(pk=upload.pk).update(public_id="lost12345")
    assert grace.get("/files/lost12345/large").status_code == 404
    assert "is missing" in caplog.text
