"""How many things of a layer stand and are gone, kept beside it: counting them took longer than the page."""

from django.db import migrations, models

COUNT = """
UPDATE assets_layer AS layer SET standing = found.standing, gone = found.gone
FROM (
    SELECT layer_id, count(*) FILTER (WHERE gone_at IS NULL) AS standing, count(gone_at) AS gone
    FROM assets_asset GROUP BY layer_id
) AS found
WHERE found.layer_id = layer.id
"""


class Migration(migrations.Migration):
    dependencies = [("assets", "0001_initial")]
    operations = [
        migrations.AddField("layer", "standing", models.PositiveIntegerField(db_default=0, default=0)),
        migrations.AddField("layer", "gone", models.PositiveIntegerField(db_default=0, default=0)),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
    ]
