"""The forms of composer: begin a service, compose it, bring it to a stage, copy it, take in a file."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from pydantic import ValidationError as SchemaError

from parvis.kernel.catalogue.actions import Draft
from parvis.kernel.catalogue.actions import Step as Move
from parvis.kernel.catalogue.manifest import Manifest, manifests
from parvis.kernel.catalogue.models import Service
from parvis.kernel.catalogue.rules import Stage
from parvis.kernel.control.rules import REASON_AT_MOST
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import Level, Role
from parvis.kernel.places.queries import neighbourhoods
from parvis.kernel.sheets.labels import LABELS, LEVELS, REWARDS, RUNGS, WHY
from parvis.kernel.sheets.rules import (
    ANSWER_AT_MOST,
    ANSWERS,
    DAYS_PROMISED_AT_MOST,
    FIRST_AT_MOST,
    NAME_AT_MOST,
    WORDS_AT_MOST,
    Rung,
    Sheet,
)
from parvis.kernel.ui.forms import DateInput
from parvis.kernel.ui.sprite import names as icons
from parvis.services.composer.queries import deed, stage_verbs

CLOSED = "closed"
_TIMES = ("answer_days", "neighbours_minutes", "partner", "partner_hours")
_HINTS = {
    "purpose": gettext_lazy("What is better for whom, in two or three sentences."),
    "legal_basis": gettext_lazy("The law, the statute or the decision of the council, with its number."),
    "access_plan": gettext_lazy(
        "Such as: by phone, at the desk, in large print, with a neighbour who translates."
    ),
    "learned": gettext_lazy("Answer this after the pilot, before the service opens to all."),
}


def offices_of(person: Person) -> list[Organisation]:
    """The offices in whose name somebody can offer a service."""
    every = Organisation.objects.filter(is_partner=False).order_by("slug")
    if person.serves_public_desk(Role.MANAGER):
        return list(every)
    return [each for each in every if person.serves(each.pk, Role.MANAGER)]


def reason_field(label: Any) -> forms.CharField:
    """Why: everyone reads it in the register."""
    return forms.CharField(
        label=label,
        help_text=gettext_lazy("Everyone can read this."),
        max_length=REASON_AT_MOST,
        widget=forms.Textarea({"rows": 3}),
    )


class PlaceForm(forms.Form):
    """Where, and whose."""

    area = forms.ChoiceField(
        label=gettext_lazy("Where?"),
        help_text=gettext_lazy("Begin small: one neighbourhood teaches more than a plan for all."),
        required=False,
    )
    steward = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Which office offers it?"), empty_label=None
    )

    def __init__(self, person: Person, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        places = sorted(((slug, each.name) for slug, each in neighbourhoods().items()), key=lambda p: p[1])
        fields["area"].choices = [("", gettext_lazy("The whole city")), *places]
        mine = [each.pk for each in offices_of(person)]
        fields["steward"].queryset = Organisation.objects.filter(pk__in=mine).order_by("slug")

    def clean_area(self) -> Any:
        """The neighbourhood of today, or None for the whole city."""
        return neighbourhoods().get(self.cleaned_data["area"])


class BeginForm(PlaceForm):
    """Which module, where, and whose."""

    module = forms.ChoiceField(label=gettext_lazy("What is it made from?"))
    field_order = ("module",)

    def __init__(self, person: Person, *args: Any, **options: Any) -> None:
        super().__init__(person, *args, **options)
        fields: dict[str, Any] = self.fields
        inviting = [(name, str(each.title)) for name, each in manifests().items() if each.invitations]
        fields["module"].choices = sorted(inviting, key=lambda pair: pair[1])


class ComposeForm(forms.Form):
    """All that can be composed, part by part; nothing must be complete before it is saved."""

    may_wait = True
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, service: Service, person: Person, *args: Any, **options: Any) -> None:
        self.service, self.manifest = service, service.manifest
        sheet = service.content
        initial = {**_initial(sheet, self.manifest), "revision": service.revision}
        initial |= {"steward": service.steward_id, "fallback": service.fallback_id}
        super().__init__(*args, **{**options, "initial": initial})
        self.parts = {
            gettext_lazy("What people see"): self._add(_texts()),
            gettext_lazy("Who may take part, and how"): self._add(_ladder(self.manifest)),
            gettext_lazy("What is promised, and by whom"): self._add(_promise(person, self.service)),
            gettext_lazy("What only officials decide"): self._add(_signatures(service)),
            gettext_lazy("Settings"): self._add(_settings(self.manifest)),
            gettext_lazy("Why the city does this, and on which terms"): self._add(_answers()),
        }
        if service.stage != Stage.DRAFT:
            why = {"reason": reason_field(gettext_lazy("Why is this changed?"))}
            self.parts[gettext_lazy("The decision")] = self._add(why)

    def sections(self) -> Iterator[tuple[Any, list[BoundField]]]:
        """The parts of the form with their fields, for the page; empty parts are left out."""
        for title, names in self.parts.items():
            if names:
                yield title, [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        """The whole as a sheet; what its schema refuses is told at the top."""
        given = super().clean() or {}
        if not self.errors:
            try:
                given["sheet"] = self._sheet(given)
            except SchemaError as wrong:
                raise forms.ValidationError([str(each["msg"]) for each in wrong.errors()]) from wrong
        return given

    def draft(self) -> Draft:
        """What was composed."""
        given = self.cleaned_data
        return Draft(given["steward"], given["fallback"], given["sheet"])

    def _add(self, fields: Mapping[str, forms.Field]) -> list[str]:
        self.fields.update(fields)
        return list(fields)

    def _sheet(self, given: dict[str, Any]) -> Sheet:
        ladder = {
            rung: given[f"rung_{rung.value}"]
            for rung in Rung
            if given.get(f"rung_{rung.value}", CLOSED) != CLOSED
        }
        as_the_module = {each.rung: each.least for each in self.manifest.invitations}
        defaults = self.manifest.settings().model_dump()
        return Sheet(
            names={code: given[f"name_{code}"] for code, _name in settings.LANGUAGES},
            words={code: given[f"words_{code}"] for code, _name in settings.LANGUAGES},
            icon=given["icon"],
            ladder=None if ladder == as_the_module else ladder,
            **{name: given.get(name, getattr(self.service.content, name)) for name in _TIMES},
            reward=given["reward"],
            two_people=self._for_two(given["two_people"]),
            settings={
                name: given[f"set_{name}"]
                for name, default in defaults.items()
                if given[f"set_{name}"] not in (None, default)
            },
            **{name: given[name] for name in ANSWERS},
        )

    def _for_two(self, ticked: list[str]) -> tuple[str, ...]:
        """What was ticked, and what the service asks for where the form does not ask, since the city does anyway."""
        asked = {each.verb for each in stage_verbs() if each.signatures == 1}
        return (*(each for each in self.service.content.two_people if each not in asked), *ticked)


class MoveForm(forms.Form):
    """Why a service comes to another stage; a pilot also says its last day."""

    until = forms.DateField(
        label=gettext_lazy("On which day does the pilot end?"),
        help_text=gettext_lazy("It ends by itself, within a year at most."),
        widget=DateInput(),
    )
    reason = reason_field(gettext_lazy("Why?"))

    def __init__(self, stage: Stage, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.stage = stage
        if stage is not Stage.PILOT:
            del self.fields["until"]

    def step(self) -> Move:
        """The stage, why, and until when."""
        return Move(self.stage, self.cleaned_data["reason"], self.cleaned_data.get("until"))


class FileForm(PlaceForm):
    """A service that another city, or another day, wrote down."""

    file = forms.FileField(
        label=gettext_lazy("The file of a service"), help_text=gettext_lazy("It ends with .toml.")
    )
    field_order = ("file",)


def _initial(sheet: Sheet, manifest: Manifest) -> dict[str, Any]:
    found: dict[str, Any] = {name: getattr(sheet, name) for name in (*ANSWERS, *_TIMES, "icon", "two_people")}
    found["reward"] = sheet.reward.value
    for code, _name in settings.LANGUAGES:
        found[f"name_{code}"], found[f"words_{code}"] = sheet.names.get(code), sheet.words.get(code)
    for each in manifest.invitations:
        ladder = {each.rung: each.least} if sheet.ladder is None else sheet.ladder
        asked = ladder.get(each.rung)
        found[f"rung_{each.rung.value}"] = CLOSED if asked is None else int(asked)
    defaults = manifest.settings().model_dump()
    return found | {f"set_{name}": value for name, value in {**defaults, **sheet.settings}.items()}


def _texts() -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    for code, _name in sorted(settings.LANGUAGES, key=lambda pair: pair[0] != settings.LANGUAGE_CODE):
        attrs = {"lang": code, "dir": "rtl" if get_language_info(code)["bidi"] else "ltr"}
        found[f"name_{code}"] = forms.CharField(
            label=LABELS[f"names.{code}"],
            max_length=NAME_AT_MOST,
            required=False,
            widget=forms.TextInput(attrs),
        )
        found[f"words_{code}"] = forms.CharField(
            label=LABELS[f"words.{code}"],
            max_length=WORDS_AT_MOST,
            required=False,
            widget=forms.Textarea({**attrs, "rows": 2}),
        )
    pictures = [(name, name.removesuffix("-duotone")) for name in icons() if name.endswith("-duotone")]
    found["icon"] = forms.ChoiceField(
        label=LABELS["icon"], choices=[("", gettext_lazy("As the module has it")), *pictures], required=False
    )
    return found


def _ladder(manifest: Manifest) -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    for rung in Rung:
        invited = [each for each in manifest.invitations if each.rung is rung]
        if invited:
            least = max(each.least for each in invited)
            levels = [(int(level), words) for level, words in LEVELS.items() if level >= least]
            found[f"rung_{rung.value}"] = forms.TypedChoiceField(
                label=RUNGS[rung],
                help_text=" · ".join(str(each.text) for each in invited),
                choices=[*levels, (CLOSED, gettext_lazy("Nobody: this is closed"))],
                coerce=lambda value: value if value == CLOSED else Level(int(value)),
            )
    return found


def _promise(person: Person, service: Service) -> dict[str, forms.Field]:
    every = Organisation.objects.filter(is_partner=False).order_by("slug")
    mine = {each.pk for each in offices_of(person)} | {service.steward_id}
    reward = [(each.value, words) for each, words in REWARDS.items()]
    return {
        "steward": forms.ModelChoiceField(
            every.filter(pk__in=mine), label=LABELS["steward"], empty_label=None
        ),
        "fallback": forms.ModelChoiceField(
            every, label=LABELS["fallback"], help_text=WHY["fallback"], required=False
        ),
        **(_times(service.manifest) if service.manifest.promises else {}),
        "reward": forms.ChoiceField(label=LABELS["reward"], choices=reward),
    }


def _times(manifest: Manifest) -> dict[str, forms.Field]:
    """By when an answer comes, and who has the first word; only where something is promised at all."""
    most = {"answer_days": DAYS_PROMISED_AT_MOST, **FIRST_AT_MOST}
    if manifest.promises != "service":
        del most["answer_days"]
    found: dict[str, forms.Field] = {
        name: forms.IntegerField(
            label=LABELS[name], min_value=5 if "minutes" in name else 1, max_value=limit, required=False
        )
        for name, limit in most.items()
    }
    partners = [
        (each.slug, each.name) for each in Organisation.objects.filter(is_partner=True).order_by("slug")
    ]
    if not partners:
        del found["partner_hours"]
        return found
    nobody = ("", gettext_lazy("Nobody: the office itself"))
    return found | {
        "partner": forms.ChoiceField(label=LABELS["partner"], choices=[nobody, *partners], required=False)
    }


def _signatures(service: Service) -> dict[str, forms.Field]:
    return {
        "two_people": forms.MultipleChoiceField(
            label=LABELS["two_people"],
            help_text=gettext_lazy("The others need one official. Nothing can be given to fewer."),
            choices=[(each.verb, deed(each, service)) for each in stage_verbs() if each.signatures == 1],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
    }


def _settings(manifest: Manifest) -> dict[str, forms.Field]:
    kinds: dict[Any, type[forms.Field]] = {bool: forms.BooleanField, int: forms.IntegerField}
    return {
        f"set_{name}": kinds.get(field.annotation, forms.CharField)(
            label=_(field.title) if field.title else name, required=False
        )
        for name, field in manifest.settings.model_fields.items()
    }


def _answers() -> dict[str, forms.Field]:
    return {
        name: forms.CharField(
            label=LABELS[name],
            help_text=_HINTS.get(name) or WHY[name],
            max_length=ANSWER_AT_MOST,
            required=False,
            widget=forms.Textarea({"rows": 4}),
        )
        for name in ANSWERS
    }
