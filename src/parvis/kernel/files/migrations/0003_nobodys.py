"""What people left behind who were erased before leads to them no more."""

from django.db import migrations

GONE = "(SELECT id FROM people_person WHERE NOT is_active AND email LIKE 'forgotten-%%@invalid')"
UPDATES = (
    "UPDATE files_upload SET owner_id = NULL WHERE keep_until IS NULL AND owner_id IN ",
)


def forget(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        for update in UPDATES:
            cursor.execute(update + GONE, [])


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0002_appearance'),
        ('people', '0002_lent_roles'),
    ]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
