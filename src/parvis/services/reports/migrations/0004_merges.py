"""What a merge was, so that it can be undone. One new table: nothing that is there is touched.

What no constraint of one row can say is said by a trigger: whoever is a duplicate has none, and the other way round. It
locks the two reports as `actions/merging.py` does, so that of two merges at once the later one sees the earlier.
"""

import django.db.models.deletion
import parvis.kernel.clock
from django.db import migrations, models

NO_CHAINS = """
CREATE FUNCTION reports_merge_makes_no_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM reports_report WHERE id IN (NEW.duplicate_id, NEW.first_id) ORDER BY id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT 1 FROM reports_merge
        WHERE undone_at IS NULL AND (duplicate_id = NEW.first_id OR first_id = NEW.duplicate_id)
    ) THEN
        RAISE EXCEPTION 'A report that goes on elsewhere cannot be the first of others.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'merge_makes_no_chain';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER merge_makes_no_chain BEFORE INSERT OR UPDATE ON reports_merge
    FOR EACH ROW WHEN (NEW.undone_at IS NULL) EXECUTE FUNCTION reports_merge_makes_no_chain();
"""
CHAINS_AGAIN = """
DROP TRIGGER merge_makes_no_chain ON reports_merge;
DROP FUNCTION reports_merge_makes_no_chain();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0003_looks_checked'),
    ]

    operations = [
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=parvis.kernel.clock.now)),
                ('undone_at', models.DateTimeField(null=True)),
                ('state_before', models.CharField(choices=[('open', 'open'), ('planned', 'planned'), ('in_progress', 'in_progress')], max_length=12)),
                ('clock_stopped', models.BooleanField(default=False)),
                ('moves_at', models.DateTimeField(null=True)),
                ('paused_at', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('first_due_at', models.DateTimeField(null=True)),
                ('duplicate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges', to='reports.report')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reports.report')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('duplicate'), condition=models.Q(('undone_at', None)), name='one_standing_merge_of_a_duplicate'), models.CheckConstraint(condition=models.Q(('duplicate', models.F('first')), _negated=True), name='merge_is_of_two_reports'), models.CheckConstraint(condition=models.Q(('undone_at', None), ('undone_at__gte', models.F('made_at')), _connector='OR'), name='merge_undone_after_made'), models.CheckConstraint(condition=models.Q(('state_before__in', ['open', 'planned', 'in_progress'])), name='merge_of_work_underway'), models.CheckConstraint(condition=models.Q(('due_at', None), models.Q(('clock_stopped', True), ('first_due_at__isnull', False)), _connector='OR'), name='merge_keeps_a_day_with_a_promise')],
            },
        ),
        migrations.RunSQL(NO_CHAINS, CHAINS_AGAIN),
    ]
