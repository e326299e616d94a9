"""What people left behind who were erased before leads to them no more."""

from django.db import migrations

GONE = "(SELECT id FROM people_person WHERE NOT is_active AND email LIKE 'forgotten-%@invalid')"


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0002_appearance'),
        ('people', '0002_lent_roles'),
    ]

    operations = [
        migrations.RunSQL(f"UPDATE files_upload SET owner_id = NULL WHERE keep_until IS NULL AND owner_id IN {GONE}", migrations.RunSQL.noop),
    ]
