"""Functions of PostgreSQL that Django does not know."""

from django.db.models import Func, IntegerField


class Position(Func):
    """The place of a value in an array, from 1 on; NULL where it is not in it."""

    function = "array_position"
    output_field = IntegerField()
