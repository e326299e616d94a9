"""The journal: partitioned by month, append-only, with the heads of its chains."""

from django.db import migrations, models
from django.db.models.functions import Now

CREATE = """
CREATE TABLE journal_entry (
    id bigint GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    day date NOT NULL,
    area_id bigint NOT NULL,
    sequence integer NOT NULL CHECK (sequence > 0),
    verb varchar(60) NOT NULL,
    subject varchar(80) NOT NULL,
    actor varchar(16) NOT NULL,
    cell varchar(16) NOT NULL,
    minutes integer NOT NULL CHECK (minutes >= 0),
    data jsonb NOT NULL,
    before_hash bytea NOT NULL CHECK (length(before_hash) = 32),
    own_hash bytea NOT NULL CHECK (length(own_hash) = 32),
    PRIMARY KEY (at, id)
) PARTITION BY RANGE (at);
CREATE TABLE journal_entry_other PARTITION OF journal_entry DEFAULT;
CREATE INDEX journal_entry_subject ON journal_entry (subject, at);
CREATE INDEX journal_entry_area ON journal_entry (area_id, at);
CREATE INDEX journal_entry_actor ON journal_entry (actor, at) WHERE actor NOT IN ('guest', 'system', 'import');
CREATE INDEX journal_entry_chain ON journal_entry (day, area_id, sequence);

CREATE TABLE journal_chain (
    day date NOT NULL,
    area_id bigint NOT NULL,
    length integer NOT NULL,
    head bytea NOT NULL CHECK (length(head) = 32),
    PRIMARY KEY (day, area_id)
);

CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The journal is append-only: entries are never changed or deleted.' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER journal_entry_is_append_only BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_entry_is_kept BEFORE TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();

-- Makes the missing monthly partitions. A month whose entries already stand in the default partition stays there:
-- moving them would need a lock on the whole journal.
CREATE FUNCTION journal_prepare_months(first date, last date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    month date := date_trunc('month', first);
    name text;
BEGIN
    WHILE month <= last LOOP
        name := 'journal_entry_' || to_char(month, 'YYYY_MM');
        IF to_regclass(name) IS NULL AND NOT EXISTS (
            SELECT 1 FROM journal_entry_other
            WHERE at >= month::timestamp AT TIME ZONE 'UTC' AND at < (month + interval '1 month') AT TIME ZONE 'UTC'
        ) THEN
            EXECUTE format(
                'CREATE TABLE %I PARTITION OF journal_entry FOR VALUES FROM (%L) TO (%L)',
                name, month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC'
            );
        END IF;
        month := month + interval '1 month';
    END LOOP;
END $$;
SELECT journal_prepare_months((now() - interval '1 month')::date, (now() + interval '3 months')::date);
"""
REMOVE = """
DROP TABLE journal_entry; DROP TABLE journal_chain;
DROP FUNCTION journal_prepare_months; DROP FUNCTION journal_refuse;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(
            CREATE,
            REMOVE,
            state_operations=[
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        ("pk", models.CompositePrimaryKey("at", "id", blank=True, editable=False, primary_key=True, serialize=False)),
                        ("id", models.BigIntegerField()),
                        ("at", models.DateTimeField()),
                        ("recorded_at", models.DateTimeField()),
                        ("day", models.DateField()),
                        ("area_id", models.BigIntegerField()),
                        ("sequence", models.IntegerField()),
                        ("verb", models.CharField(max_length=60)),
                        ("subject", models.CharField(max_length=80)),
                        ("actor", models.CharField(max_length=16)),
                        ("cell", models.CharField(max_length=16)),
                        ("minutes", models.IntegerField()),
                        ("data", models.JSONField()),
                        ("before_hash", models.BinaryField()),
                        ("own_hash", models.BinaryField()),
                    ],
                    options={"db_table": "journal_entry", "managed": False},
                ),
                migrations.CreateModel(
                    name="Chain",
                    fields=[
                        ("pk", models.CompositePrimaryKey("day", "area_id", blank=True, editable=False, primary_key=True, serialize=False)),
                        ("day", models.DateField()),
                        ("area_id", models.BigIntegerField()),
                        ("length", models.IntegerField()),
                        ("head", models.BinaryField()),
                    ],
                    options={"db_table": "journal_chain", "managed": False},
                ),
            ],
        ),
        migrations.CreateModel(
            name="Once",
            fields=[
                ("key", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("result", models.CharField(max_length=120)),
                ("at", models.DateTimeField(db_default=Now())),
            ],
            options={"indexes": [models.Index(fields=["at"], name="once_by_age")]},
        ),
    ]
