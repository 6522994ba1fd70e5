from django.db import migrations

from core.words import WordIndex

DESCRIPTIONS = WordIndex("activities_task", "description")


class Migration(migrations.Migration):
    """Finding tasks by a part of their description: a trigram index."""

    dependencies = [("activities", "0005_indexes_of_the_board")]
    operations = [migrations.RunPython(DESCRIPTIONS.create, DESCRIPTIONS.drop)]
