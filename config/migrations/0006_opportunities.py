from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

make_roles = import_module("config.migrations.0001_roles").make_roles


def make_series(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    series, uses = apps.get_model("core", "NumberSeries").objects, apps.get_model("core", "NumberSeriesUse").objects
    if uses.filter(purpose="opportunities").exists():
        return
    row, _created = series.get_or_create(
        code="OPP", defaults={"description": "Opportunities", "next_number": "OP1001", "allow_manual": False}
    )
    uses.create(purpose="opportunities", series=row)


class Migration(migrations.Migration):
    """Who may do what with opportunities, and where their numbers come from."""

    dependencies = [("config", "0005_tasks"), ("opportunities", "0001_initial")]
    operations = [
        migrations.RunPython(make_roles, migrations.RunPython.noop),
        migrations.RunPython(make_series, migrations.RunPython.noop),
    ]
