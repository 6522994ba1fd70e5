from django.db import migrations

from core.words import WordIndex

DESCRIPTIONS = WordIndex("activities_task", "description")


class Migration(migrations.Migration):
    """Finding tasks by a part of their description: a trigram index."""

    dependencies = [("activities", "0004_feeds_and_notifications")]
    operations = [migrations.RunPython(DESCRIPTIONS.create, DESCRIPTIONS.drop)]
