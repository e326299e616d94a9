"""Who may look at a photograph: the module that it was sent in for decides; without its word it stays closed."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.utils.translation import gettext as _

from parvis.kernel.files.models import PREVIEW_SALT, Upload
from parvis.kernel.files.rules import DAYS_UNCLAIMED
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict

type Reader = Person | AnonymousUser
type Policy = Callable[[Reader, Upload], Verdict]
type Shown = Callable[[Reader, Upload], None]

_policies: dict[str, Policy] = {}
_told: dict[str, Shown] = {}


def register(purpose: str, policy: Policy, shown: Shown | None = None) -> None:
    """Let a module decide about the claimed photographs of one of its purposes (`module.thing`); `shown` is called
    when somebody is shown one that not everybody may see."""
    _policies[purpose] = policy
    if shown:
        _told[purpose] = shown


def tell_shown(reader: Reader, upload: Upload) -> None:
    """Tell the module of a claimed photograph that is not public who is shown it."""
    if upload.is_claimed and upload.purpose in _told:
        _told[upload.purpose](reader, upload)


def may_see(reader: Reader, upload: Upload, preview_key: str = "") -> Verdict:
    """Claimed: what the module says. Unclaimed: whoever sent it in, or holds the signed address of the preview."""
    if not upload.is_claimed:
        return _may_preview(reader, upload, preview_key)
    policy = _policies.get(upload.purpose)
    return policy(reader, upload) if policy else Denied(_("Nobody has opened this photograph."))


def _may_preview(reader: Reader, upload: Upload, key: str) -> Verdict:
    if reader.pk is not None and upload.owner_id == reader.pk:
        return ALLOWED
    try:
        signing.TimestampSigner(salt=PREVIEW_SALT).unsign(
            f"{upload.public_id}:{key}", max_age=DAYS_UNCLAIMED * 86_400
        )
    except signing.BadSignature:
        return Denied(_("This photograph has not been sent yet."))
    return ALLOWED
