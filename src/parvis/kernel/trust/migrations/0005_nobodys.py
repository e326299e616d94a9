"""What people left behind who were erased before leads to them no more."""

from django.db import migrations

GONE = "(SELECT id FROM people_person WHERE NOT is_active AND email LIKE 'forgotten-%@invalid')"


class Migration(migrations.Migration):

    dependencies = [
        ('trust', '0004_one_waiting_flag'),
        ('people', '0002_lent_roles'),
    ]

    operations = [
        migrations.RunSQL(f"UPDATE trust_flag SET person_id = NULL WHERE person_id IN {GONE}", migrations.RunSQL.noop),
    ]
