"""Long answers piece by piece, so that memory stays flat whoever asks: Django would gather them first under ASGI."""

from collections.abc import AsyncIterator, Generator

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, StreamingHttpResponse


def stream(
    request: HttpRequest,
    pieces: Generator[bytes],
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> StreamingHttpResponse:
    """An answer made of these pieces; the generator is closed when the reader goes away."""
    content = _awaited(pieces) if isinstance(request, ASGIRequest) else pieces
    return StreamingHttpResponse(content, status=status, headers=headers)


async def _awaited(pieces: Generator[bytes]) -> AsyncIterator[bytes]:
    following = sync_to_async(lambda: next(pieces, None))
    try:
        while (piece := await following()) is not None:
            yield piece
    finally:
        await sync_to_async(pieces.close)()
