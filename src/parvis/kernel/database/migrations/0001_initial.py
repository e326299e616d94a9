"""The memory of what was seeded."""

from django.db import migrations, models

import parvis.kernel.clock


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Seeding",
            fields=[
                ("module", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(default=parvis.kernel.clock.now, editable=False)),
            ],
            options={"verbose_name": "seeding"},
        ),
    ]
