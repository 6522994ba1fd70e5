from importlib import import_module

from django.db import migrations

make_roles = import_module("config.migrations.0001_roles").make_roles


class Migration(migrations.Migration):
    """Who sets up profile questionnaires, and who has their automatic questions answered anew."""

    dependencies = [("config", "0012_merging"), ("contacts", "0013_profiles")]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
