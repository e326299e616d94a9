"""Long answers come piece by piece under both kinds of server, and stop when the reader leaves."""

import asyncio

import pytest
from django.test import AsyncRequestFactory, RequestFactory

from parvis.kernel.streaming import stream


class Source:
    """Counts what is taken from it and knows when it was closed."""

    def __init__(self):
        self.made, self.closed = 0, False

    def pieces(self):
        try:
            for number in range(100):
                self.made += 1
                yield str(number).encode()
        finally:
            self.closed = True


@pytest.fixture
def source():
    """A hundred pieces."""
    return Source()


def test_the_plain_server_gets_the_pieces_one_by_one(source):
    answer = stream(RequestFactory().get("/"), source.pieces(), headers={"Content-Type": "text/csv"})
    assert (next(iter(answer.streaming_content)), source.made, answer["Content-Type"]) == (
        b"0",
        1,
        "text/csv",
    )
    answer.close()


def test_the_asynchronous_server_gets_them_one_by_one_too_and_closes_the_source_when_the_reader_leaves(
    source,
):
    async def read():
        answer = stream(AsyncRequestFactory().get("/"), source.pieces())
        pieces = answer.streaming_content
        first = [await anext(pieces), await anext(pieces)]
        made = source.made
        await pieces.aclose()
        return first, made

    assert asyncio.run(read()) == ([b"0", b"1"], 2)
    assert source.closed


def test_everything_arrives(source):
    async def read():
        return [piece async for piece in stream(AsyncRequestFactory().get("/"), source.pieces())]

    assert len(asyncio.run(read())) == 100
    assert source.closed
