"""Checks the looks that are there in a transaction of its own, in which people can go on looking."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_other_systems")]

    operations = [ValidateConstraint(model_name="vote", name="look_of_a_person_or_a_site")]
