"""One person flags one thing once until somebody looks at it; afterwards again. The new rule is there before the old goes."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("trust", "0003_setbacks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.UniqueConstraint(
                models.F("subject"),
                models.F("person"),
                condition=models.Q(models.Q(("person", None), _negated=True), ("settled_at", None)),
                name="one_waiting_flag",
            ),
        ),
        migrations.RemoveConstraint(model_name="flag", name="one_flag_of_a_person"),
    ]
