"""What people left behind who were erased before leads to them no more."""

from django.db import migrations

GONE = "(SELECT id FROM people_person WHERE NOT is_active AND email LIKE 'forgotten-%%@invalid')"
UPDATES = (
    "UPDATE reports_report SET author_id = NULL, shows_name = false WHERE author_id IN ",
    "UPDATE reports_comment SET person_id = NULL WHERE person_id IN ",
    "UPDATE reports_vote SET person_id = NULL WHERE person_id IN ",
)


def forget(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        for update in UPDATES:
            cursor.execute(update + GONE, [])


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0010_looks_of_who_left_checked'),
        ('people', '0002_lent_roles'),
    ]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
