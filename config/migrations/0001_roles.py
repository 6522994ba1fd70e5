from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from config.roles import OURS, grant

FIRST = ["core", "salespeople", "contacts", "campaigns", "items", "segments", "pricing", "sales"]
"""The apps of that day; a later one comes with a later migration, or no database that is there already could follow."""


def make_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    there = {model._meta.app_label for model in apps.get_models()}
    for label in there & {*OURS, "auth"}:
        app = apps.get_app_config(label)
        app.models_module = True
        create_permissions(app, apps=apps, verbosity=0)
        app.models_module = None
    grant(apps.get_model("auth", "Group").objects, apps.get_model("auth", "Permission").objects)


class Migration(migrations.Migration):
    """The four roles as groups. A later migration of the same kind follows whenever the table of roles changes."""

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        *[(label, "0001_initial") for label in FIRST],
    ]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
