from typing import Any

from django.db import migrations, models


def had_none(apps: Any, _editor: Any) -> None:
    """Until now only lines were counted."""
    apps.get_model("pricing", "Activation").objects.filter(lines__isnull=False).update(interactions=0)


class Migration(migrations.Migration):
    dependencies = [("pricing", "0002_lists_in_order")]

    operations = [
        migrations.AddField(
            "activation", "interactions", models.PositiveIntegerField(null=True, verbose_name="Target interactions")
        ),
        migrations.RunPython(had_none, migrations.RunPython.noop, elidable=True),
    ]
