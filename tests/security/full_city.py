"""A city in which something stands for every rule of retention: what the rooms show on their pages, and the rest."""

from datetime import timedelta

from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.test import Client

from parvis.kernel.clock import now
from parvis.kernel.control.models import Proposal
from parvis.kernel.files.models import Upload
from parvis.kernel.invitations.models import Letter as Invited
from parvis.kernel.keeping.actions import emptied
from parvis.kernel.notices.models import Delivery, Preference
from parvis.kernel.people.actions import ask_to_confirm
from parvis.kernel.people.models import Confirmation, Person
from parvis.kernel.quiet.models import Wish
from parvis.kernel.testing.addresses import samples_of_modules
from parvis.kernel.testing.cast import PASSWORD
from parvis.kernel.trust.models import Decision, Flag, Setback
from parvis.services.around.models import Watch
from parvis.services.counter.models import Asking, Claim
from parvis.services.helping.models import Job, Proof
from parvis.services.letterbox.models import Letter

GUEST = "gus@people.example"


def model_of(rule):
    """The table that a rule is about, and its field."""
    label, name, field = rule.name.split(".")
    model = apps.get_app_config(label).get_model(name)
    return model, model._meta.get_field(field)


def standing(rule):
    """The rows in which a rule has something to let go of, now or one day."""
    model, field = model_of(rule)
    rows = model._default_manager.all()
    for nothing in emptied(field):
        rows = rows.exclude(**{field.name: nothing})
    return rows.exclude(**{rule.kept.counted_from: None}) if rule.kept.days is not None else rows


def fill(cast):
    """What the rooms show on their pages, then what no page shows: waiting guests, what has ended, what was said."""
    samples_of_modules(cast)
    _signs_in(cast.alice)
    _waits(cast.alice)
    _ended(cast)
    _by_hand(cast)


def _signs_in(person):
    browser = Client(REMOTE_ADDR="192.0.2.77")
    assert browser.post("/account/login/", {"login": person.email, "password": PASSWORD}).status_code == 302


def _waits(alice):
    asked = ask_to_confirm(GUEST, "testing.thing", "abc", "en")
    Confirmation.objects.filter(pk=asked.pk).update(person=alice)
    watch = Watch.objects.exclude(person=None).first()
    watch.pk, watch.public_id, watch.person, watch.email, watch.confirmed_at = (
        None,
        "guestswatch",
        None,
        GUEST,
        None,
    )
    watch.created_at = now()
    watch.save()
    claim = Claim.objects.create(
        digest="c" * 64, report="r", way="paper", expires_at=now() + timedelta(days=9)
    )
    Asking.objects.create(claim=claim, email=GUEST)
    Preference.objects.create(person=alice, category="follow", wanted=False)
    Preference.objects.create(email=GUEST, category="follow", wanted=False)
    Wish.objects.create(person=alice, starts=22, ends=7)
    SocialAccount.objects.create(user=alice, provider="city", uid="1", extra_data={})
    Invited.objects.create(person=alice, week=now().date(), subjects=["a:1"], paths=["/"])
    Letter.objects.create(digest="q" * 64, state="held", reason="no_place", sender=GUEST, words="Dark here.")


def _ended(cast):
    at = now()
    first("trust.Flag", settled_at=at, person=cast.alice, words="Not about the bench.")
    first("endorsements.Endorsement", ended_at=at, ended_by=cast.dana, reason="It was not so.")
    first(
        "assurance.Residence",
        ended_at=at,
        end="revoked",
        reason="It was not so.",
        by=cast.desk,
        ended_by=cast.dana,
    )
    first("adoptions.Adoption", until=at + timedelta(seconds=1), name="Ash")


def _by_hand(cast):
    Delivery.objects.filter(pk=Delivery.objects.first().pk).update(error=f"550 {GUEST} unknown")
    Person.objects.filter(pk=cast.alice.pk).update(legal_name="Alice Quillfeather")
    spare = [
        Upload.objects.create(
            owner=cast.alice, purpose="t", sha256="0" * 64, mime="image/jpeg", width=4, height=3, bytes=9
        )
        for _each in range(2)
    ]
    Decision.objects.create(
        subject="testing.photo:1", part="photo", upload=spare[0], ground="privacy", words="A face."
    )
    Setback.objects.create(person=cast.alice, decision=Decision.objects.latest("pk"))
    Proof.objects.create(job=Job.objects.first(), upload=spare[1])
    first("control.Proposal", answer="Not like this, because of the noise.")
    first("reports.Report", assignee=cast.amina)
    first("carrier.Line", person=cast.alice)
    claim = Claim.objects.exclude(report="").first()
    Claim.objects.filter(pk=claim.pk).update(claimed_at=now(), claimed_by=cast.alice, entered_by=cast.desk)
    assert Flag.objects.exists()
    assert Proposal.objects.exists()


def first(label, **values):
    """Change the first row of a table, as its room would have by now."""
    room, _dot, name = label.partition(".")
    model = apps.get_app_config(room).get_model(name)
    row = model._default_manager.order_by("pk").first()
    model._default_manager.filter(pk=row.pk).update(**values)
