from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SERIES = [
    ("campaigns", "CAMP", "Campaigns", "CP1001", False),
    ("segments", "SEGM", "Segments", "SM1001", False),
    ("contacts", "CONT", "Contacts", "CT000001", False),
    ("customers", "CUST", "Customers", "C00001", True),
    ("items", "ITEM", "Items", "1000", True),
    ("quotes", "QUOTE", "Quotes", "SQ1001", False),
    ("orders", "ORDER", "Orders", "SO1001", False),
]


def make_series(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    series, uses = apps.get_model("core", "NumberSeries").objects, apps.get_model("core", "NumberSeriesUse").objects
    for purpose, code, description, first, manual in SERIES:
        row = series.create(code=code, description=description, next_number=first, allow_manual=manual)
        uses.create(purpose=purpose, series=row)


class Migration(migrations.Migration):
    """A new company can begin at once; the administration changes the series as it likes."""

    dependencies = [("config", "0001_roles"), ("core", "0001_initial")]
    operations = [migrations.RunPython(make_series, migrations.RunPython.noop)]
