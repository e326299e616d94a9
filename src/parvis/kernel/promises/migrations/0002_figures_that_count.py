"""Figures are counted in the index alone. It is built while the city goes on writing; then the one before it goes."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("promises", "0001_initial")]

    operations = [
        AddIndexConcurrently(
            model_name="promise",
            index=models.Index(
                condition=models.Q(("paused_at", None), ("withdrawn_at", None)),
                fields=["service", "due_at"],
                include=["answered_at", "area_id", "topic", "owner"],
                name="promise_figures_that_count",
            ),
        ),
        RemoveIndexConcurrently(model_name="promise", name="promise_figures"),
    ]
