from django.db import migrations

FIELDS = ["name", "address", "city", "phone", "home_page", "post_code", "email", "mobile_phone"]


def set_up(apps, schema_editor):
    """Sixteen strings: the first and the last five signs of eight fields."""
    search, _new = apps.get_model("contacts", "DuplicateSearch").objects.get_or_create(pk=1)
    line = apps.get_model("contacts", "SearchLine")
    line.objects.bulk_create(
        line(search=search, field=field, part=part) for field in FIELDS for part in ("first", "last")
    )


class Migration(migrations.Migration):
    """What companies are recognised by; the strings of those that are there already are generated from the page."""

    dependencies = [("contacts", "0010_duplicates")]
    operations = [migrations.RunPython(set_up, migrations.RunPython.noop)]
