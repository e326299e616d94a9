"""Without a lock that anybody waits for."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0009_looks_of_who_left'),
    ]

    operations = [ValidateConstraint(model_name="vote", name="look_of_a_person_or_of_a_site")]
