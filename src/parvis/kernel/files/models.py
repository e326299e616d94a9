"""What people have sent in."""

from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.kernel.clock import now
from parvis.kernel.files.rules import THUMBNAIL_SIDE, Size, fitting
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import new_public_id

PREVIEW_SALT = "parvis.files.preview"


class Upload(models.Model):
    """One photograph, redrawn by us. `keep_until` is set while nothing claims it; then it is thrown away.
    `appearance` is what it looks like (see `appearance.py`); None for what came before we looked, and for a sheet of
    one colour.

    The row is written after the files and deleted before them, so that no row ever lacks its files.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    purpose = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    mime = models.CharField(max_length=60)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    bytes = models.PositiveIntegerField()
    appearance = models.BigIntegerField(null=True, editable=False)
    created_at = models.DateTimeField(default=now, editable=False)
    keep_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("photograph")
        ordering = ["pk"]
        indexes = [
            models.Index("keep_until", condition=models.Q(keep_until__isnull=False), name="upload_unclaimed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(width__gt=0, height__gt=0, bytes__gt=0), name="upload_is_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_claimed(self) -> bool:
        """True once something (a report, a proof) holds it."""
        return self.keep_until is None

    @property
    def address(self) -> str:
        """Where the large picture is shown."""
        return self.address_of(Size.LARGE)

    @property
    def thumbnail_address(self) -> str:
        """Where the small picture is shown."""
        return self.address_of(Size.THUMBNAIL)

    @property
    def thumbnail_size(self) -> tuple[int, int]:
        """Width and height of the small picture, in pixels."""
        return fitting(self.width, self.height, THUMBNAIL_SIDE)

    def address_of(self, size: Size) -> str:
        """The address of one size. Before it is claimed only who was given this very address may look."""
        address = reverse("files:show", args=[self.public_id, size.value])
        if self.is_claimed:
            return address
        return f"{address}?key={signing.TimestampSigner(salt=PREVIEW_SALT).sign(self.public_id).partition(':')[2]}"

    def file_of(self, size: Size) -> str:
        """The name of one size in the store."""
        return f"uploads/{self.public_id[:2].lower()}/{self.public_id}-{size.value}.jpg"
