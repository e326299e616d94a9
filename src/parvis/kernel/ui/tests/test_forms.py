"""Forms that say what is wrong, where, and how to mend it."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.utils import get_blank_choice_label
from django.utils.datastructures import MultiValueDict

from parvis.kernel.ui.fields import faults_of, parts_of
from parvis.kernel.ui.forms import Cards, DateInput, PhotographsField, Spot, SpotField, layout_of
from parvis.kernel.ui.templatetags.ui import error_summary

PIXEL = b"not really a picture, and `files` would say so"


class Report(forms.Form):
    title = forms.CharField(label="What happened?", help_text="A few words are enough.")
    size = forms.ChoiceField(
        label="How large?",
        choices=[("s", "Small"), ("l", "Large")],
        widget=Cards(hints={"s": "One person can move it"}, icons={"l": "door-open"}),
    )
    ways = forms.MultipleChoiceField(
        label="How may we answer?",
        choices=[("page", "Here"), ("email", "By e-mail")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    day = forms.DateField(label="When?", widget=DateInput(), required=False)
    agreed = forms.BooleanField(label="I may be asked", required=False)
    photographs = PhotographsField(label="Photographs", required=False, at_most=2)
    place = SpotField(label="Where?")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def photograph(name="light.jpg"):
    return SimpleUploadedFile(name, PIXEL, "image/jpeg")


def test_a_new_form_shows_no_errors():
    html = str(Report())
    assert "data-error-summary" not in html
    assert "aria-invalid" not in html


def test_errors_stand_on_top_and_lead_to_their_fields():
    form = Report({"size": "s"})
    html = str(form)
    assert html.index("data-error-summary") < html.index('name="title"')
    assert 'href="#id_title"' in html
    assert "Fill in “What happened?”." in html
    assert "autofocus" in html[: html.index("</h2>")]


def test_every_line_of_the_summary_leads_to_something_on_the_page():
    form = Report({})
    html = str(form)
    faults = faults_of(form)
    assert {fault.target for fault in faults} == {"id_title", "id_size_0", "id_place_0"}
    assert all(f'id="{fault.target}"' in html for fault in faults)


def test_a_summary_for_the_whole_form_comes_first():
    form = Report({"title": "x"})
    form.add_error(None, "This was sent already.")
    assert faults_of(form)[0].sentence == "This was sent already."
    assert faults_of(form)[0].target == ""


def test_an_unsent_form_has_an_empty_summary():
    assert error_summary(Report()) == {"faults": []}


def test_a_field_is_described_by_its_hint_and_its_error():
    html = str(Report({})["title"].as_field_group())
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert 'for="id_title"' in html


def test_what_is_optional_says_so():
    assert "(optional)" in str(Report()["day"].as_field_group())
    assert "(optional)" not in str(Report()["title"].as_field_group())


class Filter(forms.Form):
    near = forms.ChoiceField(
        label="How far?", choices=[("", "anywhere"), ("5", "500 metres")], required=False
    )
    kind = forms.ChoiceField(
        label="What?", choices=[("", get_blank_choice_label()), ("a", "A lamp")], required=False
    )


def test_a_list_that_stands_on_an_answer_is_not_called_optional():
    assert "(optional)" not in str(Filter()["near"].as_field_group())
    assert "(optional)" in str(Filter()["kind"].as_field_group())


def test_a_group_has_a_legend_and_each_choice_its_label():
    html = str(Report({"size": "l"})["size"].as_field_group())
    assert "<legend" in html
    assert html.count("<label") == 2
    assert "One person can move it" in html
    assert "#door-open" in html
    assert html.count("checked") == 1


def test_what_was_typed_is_still_there_after_an_error():
    html = str(Report({"title": "A dark light", "ways": ["email"], "place_address": "Elm Street"}))
    assert 'value="A dark light"' in html
    assert 'value="Elm Street"' in html
    assert 'value="email"' in html


def test_nobody_can_smuggle_markup_through_a_form():
    html = str(Report({"title": "<script>alert(1)</script>", "place_address": '"><script>'}))
    assert "<script>alert" not in html
    assert '"><script>' not in html.replace('<script type="module"', "")


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("title", "line"), ("size", "cards"), ("ways", "choices"), ("day", "line"), ("agreed", "tick"),
        ("photographs", "group"), ("place", "group"),
    ],
)  # fmt: skip
def test_each_kind_of_field_has_its_layout(name, layout):
    assert layout_of(Report.base_fields[name].widget) == layout
    assert parts_of(Report()[name]).layout == layout


def test_photographs_from_both_buttons_arrive_together():
    files = MultiValueDict({"photographs": [photograph("one.jpg"), photograph("two.jpg")]})
    form = Report({"title": "x", "size": "s", "place_address": "Elm Street"}, files)
    assert form.is_valid(), form.errors
    assert [each.name for each in form.cleaned_data["photographs"]] == ["one.jpg", "two.jpg"]


def test_too_many_photographs_are_refused_with_the_number():
    files = MultiValueDict({"photographs": [photograph()] * 3})
    form = Report({}, files)
    assert "2 photographs" in form.errors["photographs"][0]


def test_photographs_can_be_left_out_unless_they_are_needed():
    assert PhotographsField(required=False).clean([]) == []
    with pytest.raises(forms.ValidationError):
        PhotographsField(required=True).clean([])


def test_a_place_is_an_address_a_point_or_both():
    field = SpotField()
    assert field.clean(["Elm Street", "", ""]) == Spot("Elm Street")
    assert field.clean(["", "42.36", "-71.06"]) == Spot("", 42.36, -71.06)
    assert field.clean(["", "42.36", "-71.06"]).has_point
    assert not Spot("Elm Street").has_point


@pytest.mark.parametrize(
    "given", [["", "", ""], ["", "42.36", ""], ["", "91", "0"], ["", "0", "181"], ["", "x", "y"]]
)
def test_half_a_place_or_none_is_refused(given):
    with pytest.raises(forms.ValidationError):
        SpotField().clean(given)


def test_a_place_that_may_be_left_out_is_an_empty_one():
    assert SpotField(required=False).clean(["", "", ""]) == Spot()


def test_a_kept_place_is_shown_again():
    html = str(Report(initial={"place": Spot("Elm Street", 42.36, -71.06)})["place"])
    assert 'value="Elm Street"' in html
    assert 'value="42.36"' in html


def test_several_forms_on_a_page_are_drawn_one_after_the_other():
    html = str(forms.formset_factory(Report, extra=2)())
    assert html.count("What happened?") == 2
    assert "TOTAL_FORMS" in html


def test_hidden_fields_stay_hidden():
    html = str(Report())
    assert 'type="hidden" name="token"' in html
    assert html.count("<label") == len(
        [
            1
            for name in (
                "title",
                "day",
                "agreed",
                "photo",
                "photo",
                "address",
                "lat",
                "lon",
                "s",
                "l",
                "page",
                "email",
            )
        ]
    )
