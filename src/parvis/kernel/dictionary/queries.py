"""The dictionary itself: what the database says, joined with what the models and the rules of retention say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.utils import translation

from parvis.kernel.database import tables as database
from parvis.kernel.dictionary.registry import all_keys
from parvis.kernel.keeping.registry import Rule, all_rules

# Tables without a model of ours, and what they are for.
_OF_LIBRARIES = {
    "database_cache": "What is remembered for a short time: tries to sign in, used codes. Empties itself.",
    "django_migrations": "Which steps of the tables' history this database has seen.",
    "django_content_type": "The names of all kinds of rows, for Django.",
    "auth_permission": "Django's own permissions, which are not used: policies decide.",
    "auth_group": "Django's groups, which are not used: roles are memberships.",
    "auth_group_permissions": "Django's groups, which are not used: roles are memberships.",
    "people_person_groups": "Django's groups, which are not used: roles are memberships.",
    "people_person_user_permissions": "Django's own permissions, which are not used: policies decide.",
    "django_session": "Sign-ins that last, and what a visitor without an account has begun.",
    "account_emailaddress": "The e-mail addresses of each account, and whether they are proved.",
    "account_emailconfirmation": "Links that were sent to prove an address.",
    "mfa_authenticator": "Second factors and passkeys of each account.",
    "usersessions_usersession": "Where each account is signed in.",
    "socialaccount_socialaccount": "Accounts elsewhere with which people sign in, and what those say of where.",
    "socialaccount_socialapp": "Not used: the one provider that the city believes comes from the environment.",
    "socialaccount_socialtoken": "Not used: no token of a provider is kept.",
    "procrastinate_jobs": "Background work that waits or runs; what is done is kept a day, what failed thirty.",
    "procrastinate_events": "What happened to each piece of background work.",
    "procrastinate_periodic_defers": "When periodic work was last put in line.",
    "procrastinate_workers": "The processes that do background work, and when each last showed itself.",
}
_COMMON = {
    "id": "the row's number, for the database alone",
    "public_id": "the number by which people and programs know it",
    "created_at": "when the row was made",
    "updated_at": "when the row was last changed",
    "lat": "latitude in degrees (WGS 84)",
    "lon": "longitude in degrees (WGS 84)",
    "person": "the person whose row this is",
    "names": "its name in each language",
    "slug": "its short name in addresses",
}


@dataclass(frozen=True, slots=True)
class Word:
    """One column: its meaning, the values that it can have, and, where it is personal, how long it is kept."""

    column: database.Column
    meaning: str
    values: tuple[tuple[str, str], ...] = ()
    rule: Rule | None = None
    opens: str = ""

    @property
    def kept(self) -> str:
        """How long a personal value is kept and why; empty where it is not personal."""
        if self.rule is None:
            return ""
        kept = self.rule.kept
        if kept.days is None:
            return f"as long as the account: {kept.reason}"
        return f"{kept.days} days after {kept.counted_from}: {kept.reason}"


@dataclass(frozen=True, slots=True)
class Page:
    """One table: which room it belongs to, what it is, and its columns."""

    table: database.Table
    room: str
    meaning: str
    words: tuple[Word, ...]

    @property
    def is_personal(self) -> bool:
        """True when some column tells who somebody is."""
        return any(word.rule for word in self.words)


def dictionary() -> list[Page]:
    """Every table of this database, in English, by name."""
    known = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy
    }
    with connection.cursor() as cursor, translation.override("en"):
        found = database.tables(cursor)
        rules = {rule.name: rule for rule in all_rules()}
        return [_page(table, known.get(name), rules) for name, table in sorted(found.items())]


def described(names: Iterable[str]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The tables behind these fields (`module.Model.field`): name, meaning, and each column with its meaning. In
    English, from the models alone: nothing is asked of the database."""
    found: dict[str, tuple[str, str, list[tuple[str, str]]]] = {}
    with translation.override("en"):
        for name in names:
            label, model_name, field_name = name.split(".")
            model = apps.get_app_config(label).get_model(model_name)
            field: Any = model._meta.get_field(field_name)
            table = model._meta.db_table
            page = found.setdefault(table, (table, _meaning_of(table, model), []))
            page[2].append((field.column, _meaning_in_short(field)))
    return [found[name] for name in sorted(found)]


def _page(table: database.Table, model: type[models.Model] | None, rules: dict[str, Rule]) -> Page:
    fields = {field.column: field for field in model._meta.concrete_fields} if model else {}
    words = tuple(_word(table, column, fields.get(column.name), rules) for column in table.columns)
    room = model._meta.app_label if model else table.name.split("_")[0]
    return Page(table, room, _meaning_of(table.name, model), words)


def _meaning_of(name: str, model: type[models.Model] | None) -> str:
    if name in _OF_LIBRARIES:
        return _OF_LIBRARIES[name]
    said = (model.__doc__ or "") if model else ""
    # Django writes a list of the fields where a class has no docstring of its own.
    return "" if model and said.startswith(f"{model.__name__}(") else " ".join(said.split())


def _word(table: database.Table, column: database.Column, field: Any, rules: dict[str, Rule]) -> Word:
    if field is None:
        return Word(column, _COMMON.get(column.name, column.name.replace("_", " ")))
    name = f"{field.model._meta.label}.{field.name}"
    return Word(
        column,
        "; ".join(_meanings(table, column, field)),
        tuple((str(value), str(label)) for value, label in field.flatchoices),
        rules.get(name),
        all_keys().get(name, ""),
    )


def _meanings(table: database.Table, column: database.Column, field: Any) -> Iterator[str]:
    yield _meaning_in_short(field)
    for reference in table.references:
        if column.name in reference.columns:
            yield f"a row of {reference.table}"
    if column.computed:
        yield "computed by the database"


def _meaning_in_short(field: Any) -> str:
    plain = field.name.replace("_", " ")
    return str(field.help_text or _COMMON.get(field.name) or field.verbose_name or plain)
