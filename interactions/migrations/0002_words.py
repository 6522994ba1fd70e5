from django.db import migrations

from core.words import WordIndex

DESCRIPTIONS = WordIndex("interactions_interaction", "description")


class Migration(migrations.Migration):
    """Finding interactions by a part of their description: a trigram index."""

    dependencies = [("interactions", "0001_initial")]
    operations = [migrations.RunPython(DESCRIPTIONS.create, DESCRIPTIONS.drop)]
