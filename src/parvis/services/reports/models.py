"""Categories, routes, reports and what people add to them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.files.models import Upload
from parvis.kernel.naming import in_reader_language
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import new_public_id
from parvis.kernel.places.models import Area
from parvis.kernel.promises.models import Promise
from parvis.services.reports.rules import (
    UNDERWAY,
    Closing,
    Finding,
    Question,
    Source,
    State,
    read_questions,
    reference,
)

SUBJECT = "reports.report"


def new_report_id() -> str:
    """Eight letters and digits: 30^8 ≈ 6.6e11, read out in two groups."""
    return new_public_id(8)


class Group(models.Model):
    """A family of categories, as people look for them."""

    slug = models.SlugField(max_length=60, unique=True)
    names = models.JSONField()
    icon = models.CharField(max_length=40, blank=True)
    position = models.SmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return in_reader_language(self.names, self.slug)


class Category(models.Model):
    """What can be reported. `words` are the plain words people use for it, by language; `promise_minutes` is working
    time, None where nothing is promised; `urgent` is shown instead of the form where another number must be called."""

    slug = models.SlugField(max_length=80, unique=True)
    names = models.JSONField()
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="categories")
    words = models.JSONField(default=dict, blank=True)
    questions = models.JSONField(default=list, blank=True)
    urgent = models.JSONField(default=dict, blank=True)
    promise_minutes = models.PositiveIntegerField(null=True, blank=True)
    same_within_metres = models.PositiveIntegerField(default=60)
    is_offered = models.BooleanField(default=True)
    is_private = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("category")
        ordering = ["slug"]

    def __str__(self) -> str:
        return in_reader_language(self.names, self.slug)

    @property
    def urgent_words(self) -> str:
        """Where to call instead, in the reader's language; empty where it can be reported here."""
        return in_reader_language(self.urgent)

    def typed_questions(self) -> list[Question]:
        """The extra questions."""
        return read_questions(self.questions)

    def told(self, answers: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Questions and answers in the reader's language; an answer to a question that is gone stands as it was."""
        asked = {question.name: question for question in self.typed_questions()}
        lines = []
        for name, answer in answers.items():
            question = asked.get(name)
            given = answer if isinstance(answer, list) else [answer]
            words = ", ".join(_in_words(question, each) for each in given)
            lines.append((in_reader_language(question.labels if question else None, name), words))
        return lines


def _in_words(question: Question | None, answer: Any) -> str:
    if question and question.kind == "moment":
        moment = datetime.fromisoformat(answer)
        return date_format(localtime(moment) if moment.tzinfo else moment, "DATETIME_FORMAT")
    if question and question.kind == "yesno":
        return str({"yes": _("Yes"), "no": _("No")}.get(answer, answer))
    labels = (question.choices or {}) if question else {}
    return in_reader_language(labels.get(answer), str(answer))


class Route(models.Model):
    """One line of the routing table; see `rules.Rule`. An empty column means: any."""

    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    category = models.ForeignKey(
        Category, null=True, blank=True, on_delete=models.CASCADE, related_name="routes"
    )
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.CASCADE, related_name="routes")

    class Meta:
        verbose_name = _("route")
        constraints = [
            models.UniqueConstraint(
                "area", "category", "group", name="one_office_for_each_case", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(category=None) | Q(group=None), name="route_by_category_or_group"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.category_id or self.group_id} → {self.office_id}"


class Report(models.Model):
    """One thing that somebody saw in the street. `email` is kept only until it is confirmed and becomes the author.

    `via` is the program that it came through; `updated_at` when the office last moved it on or said something.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_report_id, editable=False)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="reports")
    lat = models.FloatField()
    lon = models.FloatField()
    cell = models.CharField(max_length=16)
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=200, blank=True)
    words = models.TextField(max_length=4000, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    language = models.CharField(max_length=8, blank=True)
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="reports")
    email = models.EmailField(blank=True)
    shows_name = models.BooleanField(default=False)
    is_public = models.BooleanField(default=True)
    source = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Source], default=Source.WEB)
    via = models.CharField(max_length=80, blank=True, default="", db_default="")
    external_id = models.CharField(max_length=60, blank=True)

    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in State], default=State.OPEN)
    office = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    assignee = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    promise = models.OneToOneField(Promise, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=now)
    opened_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(null=True)
    planned_for = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    closing = models.CharField(max_length=12, blank=True, choices=[(c.value, c.value) for c in Closing])
    closing_words = models.TextField(max_length=4000, blank=True)
    duplicate_of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="duplicates")
    # How many people the office's end of it was told to, and asked to look.
    asked = models.PositiveIntegerField(default=0, db_default=0)
    finding = models.CharField(
        max_length=10, choices=[(f.value, f.value) for f in Finding], default=Finding.UNKNOWN
    )

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.CheckConstraint(
                condition=Q(lat__range=(-90, 90), lon__range=(-180, 180)), name="report_is_on_earth"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at=None)),
                name="report_closed_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="unconfirmed") | Q(office__isnull=False, opened_at__isnull=False),
                name="report_open_has_an_office",
            ),
            models.CheckConstraint(
                condition=~Q(duplicate_of=F("pk")), name="report_is_not_its_own_duplicate"
            ),
            models.UniqueConstraint(
                "external_id", condition=~Q(external_id=""), name="report_known_elsewhere_once"
            ),
        ]
        indexes = [
            models.Index(fields=["-opened_at", "-id"], name="report_newest"),
            models.Index(fields=["area", "-opened_at"], name="report_newest_in_area"),
            models.Index(fields=["category", "-opened_at"], name="report_newest_of_category"),
            models.Index(
                fields=["-opened_at"],
                name="report_underway",
                condition=Q(state__in=["open", "planned", "in_progress"]),
            ),
            models.Index(
                fields=["office", "opened_at"],
                name="report_queue",
                condition=Q(state__in=["open", "planned", "in_progress"]),
            ),
            models.Index(fields=["sent_at"], name="report_unconfirmed", condition=Q(state="unconfirmed")),
            # A map view is answered from its index alone: read by latitude, narrowed by longitude, counted.
            models.Index(
                fields=["lat", "lon"],
                include=["category"],
                name="report_map_underway",
                condition=Q(is_public=True, state__in=["open", "planned", "in_progress"]),
            ),
            models.Index(
                fields=["lat", "lon"],
                include=["state", "category"],
                name="report_map",
                condition=Q(is_public=True, state__in=["open", "planned", "in_progress", "closed"]),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        """The public page."""
        return reverse("reports:report", args=[self.public_id])

    @property
    def reference(self) -> str:
        """The number that a person is told."""
        return reference(self.public_id)

    @property
    def subject(self) -> str:
        """What the journal, the promise and flags call it."""
        return f"{SUBJECT}:{self.public_id}"

    @property
    def is_underway(self) -> bool:
        """True while the city still has something to do."""
        return self.state in (State.OPEN, State.PLANNED, State.IN_PROGRESS)


class Merge(models.Model):
    """An office found that two reports are about one thing; undone when that was wrong.

    While it stands, `duplicate.duplicate_of` is `first`. What people gave stays in the rows of the report that they
    gave it to, and the first report shows it, too. Here stands what an undoing puts back: the state, where the clock of
    the promise stood (`clock_stopped`: there was one that ran), and the due dates of both. `due_at` is the day that the
    first report keeps for the duplicate, None where it keeps none; `first_due_at` the first report's own.
    """

    duplicate = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="merges")
    first = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=now)
    undone_at = models.DateTimeField(null=True)
    state_before = models.CharField(max_length=12, choices=[(s.value, s.value) for s in UNDERWAY])
    clock_stopped = models.BooleanField(default=False)
    moves_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    first_due_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "duplicate", condition=Q(undone_at=None), name="one_standing_merge_of_a_duplicate"
            ),
            models.CheckConstraint(condition=~Q(duplicate=F("first")), name="merge_is_of_two_reports"),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(undone_at__gte=F("made_at")), name="merge_undone_after_made"
            ),
            models.CheckConstraint(
                condition=Q(state_before__in=["open", "planned", "in_progress"]),
                name="merge_of_work_underway",
            ),
            models.CheckConstraint(
                condition=Q(due_at=None) | Q(clock_stopped=True, first_due_at__isnull=False),
                name="merge_keeps_a_day_with_a_promise",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duplicate_id} → {self.first_id}"


class Photo(models.Model):
    """A picture of the thing, or the office's proof that it is done."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="photos")
    upload = models.OneToOneField(Upload, on_delete=models.PROTECT, related_name="+")
    is_proof = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["-id"], name="photo_newest_proof", condition=Q(is_proof=True))]

    def __str__(self) -> str:
        return f"photo {self.pk} of {self.report_id}"


class Comment(models.Model):
    """Words added to a report: by a resident, or by the office (an answer, a question that stops the clock, a note
    that only the office sees). `via` is the program that a resident's words came through."""

    class Kind(models.TextChoices):
        COMMENT = "comment", _("comment")
        QUESTION = "question", _("question")
        ANSWER = "answer", _("answer")
        NOTE = "note", _("note")

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="comments")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.COMMENT)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    office = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(max_length=4000)
    via = models.CharField(max_length=80, blank=True, default="", db_default="")
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def subject(self) -> str:
        """What flags and decisions call it."""
        return f"reports.comment:{self.public_id}"


class Follow(models.Model):
    """Somebody wants to know how it goes on."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="follows")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint("report", "person", name="one_follow_of_a_person")]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.report_id}"


class Vote(models.Model):
    """One person's own look: fixed or still there. The last one counts. `first_time`: they say that they never told a
    city about anything before (None: they did not say).

    The readers of another site have one look together, `via` the program that speaks for it. With neither it is of
    somebody who left.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    via = models.CharField(max_length=80, blank=True, default="", db_default="")
    fixed = models.BooleanField()
    first_time = models.BooleanField(null=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint("report", "person", name="one_look_of_a_person"),
            models.UniqueConstraint(
                "report", "via", condition=Q(person=None) & ~Q(via=""), name="one_look_of_each_site"
            ),
            models.CheckConstraint(
                condition=Q(person=None) | Q(via=""), name="look_of_a_person_or_of_a_site"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {'fixed' if self.fixed else 'still there'} {self.report_id}"


class Template(models.Model):
    """A ready answer of an office (None: of all), by language."""

    office = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    names = models.JSONField()
    texts = models.JSONField()
    closing = models.CharField(max_length=12, blank=True, choices=[(c.value, c.value) for c in Closing])

    class Meta:
        verbose_name = _("answer template")
        ordering = ["pk"]

    def __str__(self) -> str:
        return in_reader_language(self.names)
