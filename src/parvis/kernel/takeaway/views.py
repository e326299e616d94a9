"""The archive of all that is kept about the reader."""

from django.conf import settings
from django.http import StreamingHttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from parvis.kernel.clock import now
from parvis.kernel.keeping.views import no_store
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import members
from parvis.kernel.streaming import stream
from parvis.kernel.takeaway.writing import archive


@members
@no_store
@require_GET
def whole(request: MemberRequest) -> StreamingHttpResponse:
    """One file, sent while it is written."""
    headers = {
        "Content-Type": "application/zip",
        "Content-Disposition": f'attachment; filename="parvis-my-data-{now().date()}.zip"',
    }
    return stream(request, archive(request.user, get_language() or settings.LANGUAGE_CODE), headers=headers)
