from django.db import migrations

from contacts.models import sql


class Migration(migrations.Migration):
    """Finding contacts by a part of their name: a trigram index."""

    dependencies = [("contacts", "0002_initial")]
    operations = [migrations.RunPython(sql.rebuild, sql.drop)]
