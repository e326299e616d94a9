"""A reader who goes away while the answer is made leaves nothing behind."""

import asyncio
import threading

import pytest
from asgiref.testing import ApplicationCommunicator
from django.db import connection
from django.http import HttpResponse
from django.test import AsyncRequestFactory
from django.urls import path

from parvis.kernel.permissions.access import everyone
from parvis.kernel.serving import Handler

begun, go_on = threading.Event(), threading.Event()
used, closed = [], []


@everyone
def slow(request):
    connection.ensure_connection()
    used.append(connection.connection)
    begun.set()
    go_on.wait(10)
    answer = HttpResponse("It is done.")
    answer._resource_closers.append(lambda: closed.append(answer))
    return answer


urlpatterns = [path("slow/", slow)]


@pytest.mark.django_db(transaction=True)
def test_who_hangs_up_while_the_answer_is_made_keeps_no_connection(settings):
    settings.ROOT_URLCONF = __name__
    scope = {**AsyncRequestFactory()._base_scope(path="/slow/"), "client": ("127.0.0.1", 50000)}

    async def ask_and_hang_up():
        line = ApplicationCommunicator(Handler(), scope)
        await line.send_input({"type": "http.request", "body": b"", "more_body": False})
        await asyncio.to_thread(begun.wait, 10)
        await line.send_input({"type": "http.disconnect"})
        await asyncio.sleep(0)  # the handler hears of it before the answer is made
        go_on.set()
        await line.wait(10)

    asyncio.run(ask_and_hang_up())
    assert [each.closed for each in used] == [True]
    assert len(closed) == 1
