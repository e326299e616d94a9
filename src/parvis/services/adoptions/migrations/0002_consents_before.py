"""Whoever showed their name beside what they look after before consents were kept said yes by doing so: that is written down, with when it was."""

from django.db import migrations

NOTE = """
    INSERT INTO consents_consent
        (person_id, purpose, version, language, words, way, given_at, withdrawn_by_way)
    SELECT person_id, 'adoptions.name', 1, 'en', %s, 'before', min(since), ''
    FROM adoptions_adoption WHERE shows_name GROUP BY person_id
    ON CONFLICT DO NOTHING
"""
WORDS = "Show my public name beside it"


def note(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(NOTE, [WORDS])


class Migration(migrations.Migration):
    dependencies = [("adoptions", "0001_initial"), ("consents", "0001_initial")]
    operations = [migrations.RunPython(note, migrations.RunPython.noop, elidable=True)]
