"""The live stream."""

from django.core import signing
from django.http import HttpRequest, HttpResponseBadRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from parvis.kernel.live.hub import hub, read_topics
from parvis.kernel.permissions.access import everyone


@everyone
@require_GET
async def stream(request: HttpRequest) -> HttpResponseBase:
    """The stream of changes for the signed topics in `t`."""
    try:
        topics = read_topics(request.GET.get("t", ""))
    except signing.BadSignature:
        return HttpResponseBadRequest(_("This stream has expired. Load the page again."))
    answer = StreamingHttpResponse(hub.stream(topics), content_type="text/event-stream")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Accel-Buffering"] = "no"
    return answer
