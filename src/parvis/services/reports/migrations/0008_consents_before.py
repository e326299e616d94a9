"""Whoever showed their name beside a report before consents were kept said yes by doing so: that is written down, with when it was."""

from django.db import migrations

NOTE = """
    INSERT INTO consents_consent
        (person_id, purpose, version, language, words, way, given_at, withdrawn_by_way)
    SELECT author_id, 'reports.name', 1, 'en', %s, 'before', min(coalesce(opened_at, sent_at)), ''
    FROM reports_report WHERE shows_name AND author_id IS NOT NULL GROUP BY author_id
    ON CONFLICT DO NOTHING
"""
WORDS = "Show my public name beside the report"


def note(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(NOTE, [WORDS])


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_proofs"), ("consents", "0001_initial")]
    operations = [migrations.RunPython(note, migrations.RunPython.noop, elidable=True)]
