"""Requests as views behind a door get them."""

from django.http import HttpRequest

from parvis.kernel.people.models import Person


class MemberRequest(HttpRequest):
    """A request whose person is signed in: what views marked `members` or `officials` are given."""

    user: Person
