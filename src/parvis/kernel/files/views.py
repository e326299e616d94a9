"""Shows photographs to those who may see them."""

import logging

from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from parvis.kernel.files.models import Upload
from parvis.kernel.files.policies import may_see, tell_shown
from parvis.kernel.files.rules import Size
from parvis.kernel.permissions.access import everyone

log = logging.getLogger(__name__)
SECONDS_PUBLIC = 3600


@everyone
@require_safe
def show(request: HttpRequest, public_id: str, size: str) -> HttpResponse:
    """One size of one photograph. What is not there, and what this person may not see, look the same: 404."""
    upload = Upload.objects.filter(public_id=public_id).first()
    if upload is None or size not in list(Size):
        raise Http404
    is_public = upload.is_claimed and bool(may_see(AnonymousUser(), upload))
    if not is_public and not may_see(request.user, upload, request.GET.get("key", "")):
        raise Http404
    if not is_public:
        tell_shown(request.user, upload)
    # The size stands in the mark because both sizes share the sum of the large one.
    etag = f'"{upload.sha256[:32]}-{size}"'
    response = get_conditional_response(request, etag=etag) or _picture(upload, Size(size))
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={SECONDS_PUBLIC}" if is_public else "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return response


def _picture(upload: Upload, size: Size) -> HttpResponse:
    try:
        with default_storage.open(upload.file_of(size)) as file:
            content = file.read()
    except FileNotFoundError as missing:
        log.error("The file of photograph %s (%s) is missing.", upload.public_id, size)
        raise Http404 from missing
    response = HttpResponse(content, content_type=upload.mime)
    response["Content-Disposition"] = f'inline; filename="{upload.public_id}.jpg"'
    return response
