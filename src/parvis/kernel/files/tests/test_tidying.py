"""At night the store is tidied."""

from datetime import timedelta

import pytest

from parvis.kernel.clock import now
from parvis.kernel.files.actions import store_photo
from parvis.kernel.files.models import Upload
from parvis.kernel.files.tasks import tidy_up
from parvis.kernel.files.tests.pictures import photo, sent


@pytest.mark.django_db
def test_the_nightly_job_throws_away_what_nobody_wants(travel_to):
    upload = store_photo(sent(photo()), None, "tests.photo")
    assert str(upload) == upload.public_id
    tidy_up.func(timestamp=0)
    assert Upload.objects.count() == 1
    with travel_to(now() + timedelta(days=8)):
        tidy_up.func(timestamp=0)
    assert Upload.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.fault
def test_a_file_that_cannot_be_deleted_now_does_not_stop_the_night(monkeypatch, travel_to, caplog):
    from django.core.files.storage import InMemoryStorage

    store_photo(sent(photo()), None, "tests.photo")

    def stuck(*_arguments):
        raise PermissionError

    monkeypatch.setattr(InMemoryStorage, "delete", stuck)
    Upload.objects.all().delete()
    with travel_to(now() + timedelta(days=8)):
        tidy_up.func(timestamp=0)
    assert "could not be deleted" in caplog.text
