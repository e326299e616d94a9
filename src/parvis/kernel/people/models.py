"""Accounts, organisations, roles, and contributions that wait for a confirmed e-mail address."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.naming import in_reader_language
from parvis.kernel.people.rules import Level, Role, new_public_id


class PersonManager(BaseUserManager["Person"]):
    """Makes accounts; e-mail addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A new person; without a password they sign in by an e-mailed code."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person with this e-mail address, however it is capitalised."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin):
    """Anyone known to the city, from a guest who left an address to an official."""

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    THEMES = [
        ("system", _("As my device")),
        ("light", _("Light")),
        ("dark", _("Dark")),
        ("contrast", _("High contrast")),
    ]

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    public_name = models.CharField(_("public name"), max_length=60, blank=True)
    legal_name = models.CharField(_("legal name"), max_length=120, blank=True)
    level = models.SmallIntegerField(
        default=Level.GUEST, choices=[(level.value, level.name) for level in Level]
    )
    language = models.CharField(_("language"), max_length=8, blank=True)
    theme = models.CharField(_("appearance"), max_length=10, default="system", choices=THEMES)
    home_area = models.ForeignKey(
        "places.Area", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=now, editable=False)

    objects = PersonManager()

    # Read once for each request, which loads its person anew.
    _memberships: "list[Membership] | None" = None
    _second_factor: bool | None = None

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_once")]

    def __str__(self) -> str:
        return self.public_name or str(_("A resident"))

    def memberships_with_offices(self) -> "list[Membership]":
        """The person's roles, their organisations at hand; read once for each request, the second factor with them."""
        if self.level < Level.OFFICIAL:
            return []  # whoever gets a role becomes an official: nobody else needs the query
        if self._memberships is None:
            factors = Authenticator.objects.filter(user=OuterRef("person")).exclude(type="recovery_codes")
            rows = self.memberships.select_related("organisation", "lent_from")
            rows = rows.filter(Q(until=None) | Q(until__gt=now()))
            self._memberships = list(rows.annotate(second_factor=Exists(factors)).order_by("pk"))
            if self._memberships:
                self._second_factor = bool(self._memberships[0].__dict__["second_factor"])
        return self._memberships

    def roles(self) -> dict[int, Role]:
        """Organisation id → the highest role there, own or lent."""
        found: dict[int, Role] = {}
        for each in self.memberships_with_offices():
            before = found.get(each.organisation_id)
            if before is None or before in each.today.includes:
                found[each.organisation_id] = each.today
        return found

    def refresh_roles(self) -> None:
        """Read the roles anew at the next question."""
        self._memberships, self._second_factor = None, None

    def is_official(self) -> bool:
        """True for anyone with a role in an organisation."""
        return self.is_active and bool(self.roles())

    def has_second_factor(self) -> bool:
        """True when an authenticator app or a passkey is set up."""
        if self._second_factor is None:
            self._second_factor = (
                Authenticator.objects.filter(user=self).exclude(type="recovery_codes").exists()
            )
        return self._second_factor

    def serves(self, organisation_id: int | None, role: Role = Role.AGENT) -> bool:
        """True when the person has this role, or one that includes it, in the organisation."""
        own = self.roles().get(organisation_id) if organisation_id else None
        return own is not None and role in own.includes

    def serves_public_desk(self, role: Role = Role.AGENT) -> bool:
        """True when the person has this role, or one that includes it, at the public desk, where every chain ends."""
        return any(
            each.organisation.is_public_desk and role in each.today.includes
            for each in self.memberships_with_offices()
        )


class Organisation(models.Model):
    """An office of the city or a partner. The name is kept by language: {"en": "Street Lighting", …}."""

    slug = models.SlugField(max_length=60, unique=True)
    names = models.JSONField()
    email = models.EmailField(blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    is_public_desk = models.BooleanField(default=False)
    is_partner = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("organisation")
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(
                "is_public_desk", condition=models.Q(is_public_desk=True), name="one_public_desk"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, or in the house language."""
        return in_reader_language(self.names, self.slug)


class Membership(models.Model):
    """A person's role in an organisation: their own, or lent to them by somebody else's membership until a moment."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=[(role.value, role.value) for role in Role])
    since = models.DateTimeField(default=now, editable=False)
    until = models.DateTimeField(null=True)
    lent_from = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="lent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "person", "organisation", "lent_from", name="one_role_from_each_lender", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(role__in=list(Role)), name="known_role"),
            models.CheckConstraint(
                condition=Q(until=None, lent_from=None) | Q(until__isnull=False, lent_from__isnull=False),
                name="role_lent_until_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["until"], condition=Q(until__isnull=False), name="membership_lent")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.organisation_id}"

    @property
    def today(self) -> Role:
        """The role as it counts: a lent one never goes beyond what its lender has today."""
        own = Role(self.role)
        return own if self.lent_from is None else own.at_most(Role(self.lent_from.role))


class Confirmation(models.Model):
    """A guest's contribution that waits until its e-mail address is confirmed. Never dropped unasked: asked again.

    `purpose` names the handler that the contributing module registered; `subject` is that module's own id.
    """

    email = models.EmailField()
    purpose = models.CharField(max_length=60)
    subject = models.CharField(max_length=40)
    language = models.CharField(max_length=8)
    created_at = models.DateTimeField(default=now, editable=False)
    asked_at = models.DateTimeField(default=now)
    times_asked = models.SmallIntegerField(default=1)
    confirmed_at = models.DateTimeField(null=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("purpose", "subject", name="one_confirmation_of_each_subject")]
        indexes = [
            models.Index(
                fields=["asked_at"], condition=models.Q(confirmed_at=None), name="confirmation_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.subject}"
