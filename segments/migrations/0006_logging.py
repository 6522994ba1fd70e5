from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

NOW = {"creating": "at work", "created": "done"}


def named_alike(apps: Any, _editor: Any) -> None:
    """All long work on a segment has the same states."""
    for before, after in NOW.items():
        apps.get_model("segments", "Assignment").objects.filter(state=before).update(state=after)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("interactions", "0007_covered_statistics"),
        ("segments", "0005_saved_criteria"),
    ]

    operations = [
        migrations.AlterField(
            "assignment",
            "state",
            models.CharField(
                choices=[("at work", "At work"), ("done", "Done"), ("refused", "Refused")],
                default="at work",
                max_length=8,
                verbose_name="Status",
            ),
        ),
        migrations.AlterField("assignment", "count", models.PositiveIntegerField(default=0)),
        migrations.RunPython(named_alike, migrations.RunPython.noop, elidable=True),
        migrations.CreateModel(
            name="Logging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("at work", "At work"), ("done", "Done"), ("refused", "Refused")],
                        default="at work",
                        max_length=8,
                        verbose_name="Status",
                    ),
                ),
                ("refusal", models.TextField(blank=True)),
                ("count", models.PositiveIntegerField(default=0)),
                ("at", models.DateTimeField(verbose_name="At")),
                ("number", models.CharField(max_length=20, verbose_name="Segment No.")),
                ("sends", models.BooleanField(verbose_name="Send")),
                ("follows_up", models.BooleanField(verbose_name="Create Follow-up Segment")),
                ("day", models.DateField(verbose_name="Date")),
                (
                    "follow_up",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="segments.segment",
                    ),
                ),
                (
                    "logged",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="interactions.loggedsegment",
                    ),
                ),
                (
                    "segment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="loggings",
                        to="segments.segment",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="User",
                    ),
                ),
            ],
            options={"verbose_name": "Logging", "verbose_name_plural": "Loggings", "default_permissions": ()},
        ),
    ]
