from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

make_roles = import_module("config.migrations.0001_roles").make_roles


def make_series(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Tasks are numbered from the first day, unless somebody has set that up already."""
    series, uses = apps.get_model("core", "NumberSeries").objects, apps.get_model("core", "NumberSeriesUse").objects
    if uses.filter(purpose="tasks").exists():
        return
    about = {"description": "Tasks", "next_number": "TD000001", "allow_manual": False}
    row, _created = series.get_or_create(code="TASK", defaults=about)
    uses.create(purpose="tasks", series=row)


class Migration(migrations.Migration):
    """Who may read and write activities and tasks, and the numbers of tasks."""

    dependencies = [("config", "0004_imports"), ("activities", "0001_initial")]
    operations = [
        migrations.RunPython(make_roles, migrations.RunPython.noop),
        migrations.RunPython(make_series, migrations.RunPython.noop),
    ]
