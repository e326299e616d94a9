"""People stand in the chain under a seal, so that they can be forgotten without breaking it.

Both columns are empty in what stands already and in what old code still writes: such entries hold the actor itself.
"""

from django.db import migrations, models

ADD = """
ALTER TABLE journal_entry ADD COLUMN salt bytea, ADD COLUMN seal bytea;
-- NOT VALID: what stands already has neither, so there is nothing to read through under a lock.
ALTER TABLE journal_entry
    ADD CONSTRAINT journal_entry_seal CHECK (seal IS NULL AND salt IS NULL OR length(seal) = 32) NOT VALID,
    ADD CONSTRAINT journal_entry_salt CHECK (salt IS NULL OR length(salt) = 16) NOT VALID,
    ADD CONSTRAINT journal_entry_forgotten
        CHECK ((actor = 'forgotten') = (seal IS NOT NULL AND salt IS NULL)) NOT VALID;

CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The one change that there is: who it was is forgotten, together with what opens the seal.
    IF TG_OP = 'UPDATE' AND TG_LEVEL = 'ROW' THEN
        IF OLD.salt IS NOT NULL AND NEW.salt IS NULL AND NEW.actor = 'forgotten' THEN
            OLD.salt := NULL;
            OLD.actor := NEW.actor;
            IF OLD IS NOT DISTINCT FROM NEW THEN
                RETURN NEW;
            END IF;
        END IF;
    END IF;
    RAISE EXCEPTION 'The journal is append-only: entries are never changed or deleted.' USING ERRCODE = 'check_violation';
END $$;
"""
REMOVE = """
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM journal_entry WHERE seal IS NOT NULL) THEN
        RAISE EXCEPTION 'Entries are sealed: without their seals the chain could not be checked any more.';
    END IF;
END $$;
CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The journal is append-only: entries are never changed or deleted.' USING ERRCODE = 'check_violation';
END $$;
ALTER TABLE journal_entry DROP COLUMN salt, DROP COLUMN seal;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [
        migrations.RunSQL(
            ADD,
            REMOVE,
            state_operations=[
                migrations.AddField("entry", "salt", models.BinaryField(null=True)),
                migrations.AddField("entry", "seal", models.BinaryField(null=True)),
            ],
        ),
    ]
