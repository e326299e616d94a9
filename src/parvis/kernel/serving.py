"""How requests are answered: to their end, also where the reader goes away before."""

import asyncio

import django
from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class Handler(ASGIHandler):
    """Django's handler, but whoever hangs up leaves no connection of the database behind.

    Django breaks off between two threads and then asks the one that is gone to clean up: its connection is never given
    back, and after a dozen times nobody gets one any more (asgiref issues 491 and 526). What was begun costs little to
    finish, and a thread cannot be broken off anyway.
    """

    async def run_get_response(self, request: HttpRequest) -> HttpResponseBase:
        """The answer. Where nobody waits for it any more it is made all the same, and closed."""
        answering = asyncio.ensure_future(super().run_get_response(request))
        try:
            return await asyncio.shield(answering)
        except asyncio.CancelledError:
            response = await answering
            await sync_to_async(response.close)()
            raise


def serve() -> Handler:
    """The application as the server calls it; loads the services first."""
    django.setup(set_prefix=False)
    return Handler()
