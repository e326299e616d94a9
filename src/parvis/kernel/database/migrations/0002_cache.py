"""The table behind Django's cache. No model: Django's cache backend reads and writes it by name."""

from django.db import migrations

MAKE = """
CREATE TABLE database_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX database_cache_expires ON database_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("database", "0001_initial")]
    operations = [migrations.RunSQL(MAKE, "DROP TABLE database_cache")]
