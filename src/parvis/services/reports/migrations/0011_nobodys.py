"""What people left behind who were erased before leads to them no more."""

from django.db import migrations

GONE = "(SELECT id FROM people_person WHERE NOT is_active AND email LIKE 'forgotten-%@invalid')"


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0010_looks_of_who_left_checked'),
        ('people', '0002_lent_roles'),
    ]

    operations = [
        migrations.RunSQL(f"UPDATE reports_report SET author_id = NULL, shows_name = false WHERE author_id IN {GONE}", migrations.RunSQL.noop),
        migrations.RunSQL(f"UPDATE reports_comment SET person_id = NULL WHERE person_id IN {GONE}", migrations.RunSQL.noop),
        migrations.RunSQL(f"UPDATE reports_vote SET person_id = NULL WHERE person_id IN {GONE}", migrations.RunSQL.noop),
    ]
