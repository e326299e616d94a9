"""An index of the photographs of work done, built while the city goes on writing."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("files", "0002_appearance"), ("reports", "0006_looks_answered")]

    operations = [
        AddIndexConcurrently(
            model_name="photo",
            index=models.Index(condition=models.Q(("is_proof", True)), fields=["-id"], name="photo_newest_proof"),
        ),
    ]
