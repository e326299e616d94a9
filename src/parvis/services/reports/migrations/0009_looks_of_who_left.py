"""A look of somebody who left is nobody's: neither a person's nor another site's. All rows hold by the new rules already."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0008_consents_before'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.UniqueConstraint(models.F('report'), models.F('via'), condition=models.Q(('person', None), models.Q(('via', ''), _negated=True)), name='one_look_of_each_site'),
        ),
        migrations.RemoveConstraint(model_name='vote', name='one_look_of_each_other_site'),
        migrations.RemoveConstraint(model_name='vote', name='look_of_a_person_or_a_site'),
        AddConstraintNotValid(
            model_name='vote',
            constraint=models.CheckConstraint(condition=models.Q(('person', None), ('via', ''), _connector='OR'), name='look_of_a_person_or_of_a_site'),
        ),
    ]
