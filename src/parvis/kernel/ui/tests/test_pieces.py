"""Rooms add to each other's pages without knowing each other."""

from django.template import RequestContext, Template
from django.test import RequestFactory

from parvis.kernel.ui import pieces
from parvis.kernel.ui.pieces import add_piece


def drawn(rf: RequestFactory, spot: str) -> str:
    template = Template("{% pieces spot 'reports.report:abc' %}")
    return template.render(RequestContext(rf.get("/"), {"spot": spot}))


def first(request, subject):
    return f"first about {subject};"


def second(request, subject):
    return "<second>"


def test_pieces_stand_in_the_order_in_which_they_came_each_once(rf, monkeypatch):
    monkeypatch.setattr(pieces, "_pieces", {})
    for piece in (first, second, first):
        add_piece("a page", piece)
    assert drawn(rf, "a page") == "first about reports.report:abc;&lt;second&gt;"


def test_a_spot_to_which_nobody_adds_is_empty(rf):
    assert drawn(rf, "nowhere") == ""
