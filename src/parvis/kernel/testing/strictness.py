"""Makes faults loud that Django lets pass: undefined template variables, and lists whose order nobody asked for."""

from typing import Any

from django.conf import settings
from django.db.models import Func
from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler
from django.template import engines
from django.template.base import FilterExpression
from django.template.context import Context
from django.template.defaulttags import ForNode

_WITH_A_DEFAULT = {"default", "default_if_none"}
_resolve = FilterExpression.resolve
_prepare_loop = ForNode.__init__
_order_by = SQLCompiler.get_order_by


class UndefinedVariableError(Exception):
    """A template of ours names a variable that nobody gave it."""


class _Undefined(str):
    """What Django would show for an undefined variable; being asked for it is the fault."""

    __slots__ = ()

    def __contains__(self, _part: object) -> bool:
        return True

    def __mod__(self, variable: object) -> str:
        raise UndefinedVariableError(f"The template variable “{variable}” is not defined.")


class _Sequence(FilterExpression):
    """What a loop runs over; Django would take an undefined one for an empty one."""

    def __init__(self, expression: FilterExpression) -> None:
        self.expression = expression

    def resolve(self, context: Context, ignore_failures: bool = False) -> Any:
        """The sequence; `ignore_failures` is what the loop asks for and does not get."""
        return self.expression.resolve(context)

    def __str__(self) -> str:
        return str(self.expression)


def refuse_undefined_variables() -> None:
    """An undefined variable stops the page, in `{{ }}`, in the arguments of tags and in loops.

    Two ways remain to say that a variable may be missing: `{% if it %}` and `{{ it|default:"" }}`. Templates of
    other people's packages are left alone.
    """
    engines["django"].engine.string_if_invalid = _Undefined("undefined")  # type: ignore[attr-defined]
    FilterExpression.resolve = _resolve_strictly  # type: ignore[method-assign]
    ForNode.__init__ = _prepare_strict_loop  # type: ignore[method-assign]


def shuffle_unordered_lists() -> None:
    """A query for rows that names no order gives them in a random one, as PostgreSQL may at any time."""
    SQLCompiler.get_order_by = _order_by_or_shuffle  # type: ignore[method-assign]


def _resolve_strictly(self: FilterExpression, context: Context, ignore_failures: bool = False) -> Any:
    try:
        return _resolve(self, context, ignore_failures)
    except UndefinedVariableError as undefined:
        if any(
            getattr(function, "_filter_name", "") in _WITH_A_DEFAULT for function, _arguments in self.filters
        ):
            return _resolve(self, context, True)
        origin = _origin(context)
        if not origin.startswith(str(settings.SOURCE)):
            return ""
        undefined.add_note(f"In the template {origin}: {self.token}")
        raise


def _prepare_strict_loop(self: ForNode, loopvars: Any, sequence: Any, *others: Any, **named: Any) -> None:
    _prepare_loop(self, loopvars, _Sequence(sequence), *others, **named)


def _origin(context: Context) -> str:
    template = getattr(context.render_context, "template", None) or context.template
    return str(getattr(getattr(template, "origin", None), "name", ""))


def _order_by_or_shuffle(self: SQLCompiler) -> list[Any]:
    found: list[Any] = _order_by(self)
    if found or not _is_list_of_rows(self):
        return found
    shuffled = OrderBy(Random()).resolve_expression(self.query, allow_joins=True, reuse=None)
    statement, parameters = self.compile(shuffled)
    return [(shuffled, (statement, parameters, False))]


def _is_list_of_rows(compiler: SQLCompiler) -> bool:
    """Neither part of another statement, nor a question whose answer has no order (count, exists)."""
    query = compiler.query
    is_part = query.subquery or query.combinator or type(compiler) is not SQLCompiler
    # Rows made one by grouping or by `distinct` can only be ordered by what was selected.
    is_folded = query.distinct or query.group_by is not None
    has_no_order = not query.default_ordering or _is_one_figure(compiler)
    return not (is_part or is_folded or has_no_order)


def _is_one_figure(compiler: SQLCompiler) -> bool:
    annotations = compiler.query.annotation_select.values()
    return not compiler.query.default_cols and any(
        isinstance(each, Func) and each.contains_aggregate for each in annotations
    )
