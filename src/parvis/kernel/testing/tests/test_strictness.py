"""The suite makes loud what Django lets pass."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.template import engines

from parvis.kernel.testing.strictness import UndefinedVariableError


@pytest.fixture
def page(settings, tmp_path):
    """Renders words as if they stood in a template file of ours."""

    def render(words, **context):
        template = engines["django"].from_string(words)
        template.template.origin.name = f"{settings.SOURCE}/somewhere/templates/page.html"
        return template.render(context)

    return render


def test_an_undefined_variable_stops_the_page(page):
    with pytest.raises(UndefinedVariableError, match="name"):
        page("Hello {{ name }}")


def test_a_loop_over_something_undefined_stops_the_page(page):
    with pytest.raises(UndefinedVariableError):
        page("{% for each in nothing %}{{ each }}{% endfor %}")


def test_a_template_may_say_that_a_variable_can_be_missing(page):
    assert page('{% if name %}no{% endif %}{{ name|default:"nobody" }}') == "nobody"


def test_templates_of_other_people_are_left_alone():
    assert engines["django"].from_string("Hello {{ name }}").render({}) == "Hello "


@pytest.mark.django_db
def test_rows_without_an_order_come_in_a_random_one():
    assert "RANDOM()" in str(ContentType.objects.all().query)
    assert "RANDOM()" not in str(ContentType.objects.order_by("pk").query)


@pytest.mark.django_db
def test_questions_that_have_no_order_are_not_shuffled(django_assert_num_queries):
    with django_assert_num_queries(3) as asked:
        ContentType.objects.count()
        ContentType.objects.exists()
        list(ContentType.objects.filter(pk__in=ContentType.objects.values("pk")).order_by("pk"))
    assert not [query["sql"] for query in asked if "RANDOM()" in query["sql"]]


@pytest.mark.django_db
def test_the_suite_has_a_database_of_its_own():
    assert connection.settings_dict["NAME"].startswith("test_parvis_")
