"""Whoever added a device before consents were kept said yes by doing so: that is written down, with when it was."""

from django.db import migrations

NOTE = """
    INSERT INTO consents_consent
        (person_id, purpose, version, language, words, way, given_at, withdrawn_by_way)
    SELECT person_id, 'push.devices', 1, 'en', %s, 'before', min(created_at), ''
    FROM push_device WHERE true GROUP BY person_id
    ON CONFLICT DO NOTHING
"""
WORDS = "Tell me on this device"


def note(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(NOTE, [WORDS])


class Migration(migrations.Migration):
    dependencies = [("push", "0001_initial"), ("consents", "0001_initial")]
    operations = [migrations.RunPython(note, migrations.RunPython.noop, elidable=True)]
