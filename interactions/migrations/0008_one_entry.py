"""Of two entries that gather the same interactions of a segment one is kept, and has those of the other."""

from typing import Any

from django.db import migrations
from django.db.models import Count


def join(apps: Any, _schema: Any) -> None:
    entries = apps.get_model("interactions", "CampaignEntry").objects.filter(cancelled=False)
    interactions = apps.get_model("interactions", "Interaction").objects
    keys = entries.order_by().values("campaign", "document_type", "segment_number")
    for key in keys.annotate(count=Count("pk")).filter(count__gt=1):
        del key["count"]
        kept, *others = sorted(entries.filter(**key), key=lambda entry: (entry.logged_segment_id is None, entry.pk))
        interactions.filter(campaign_entry__in=others).update(
            campaign_entry=kept, logged_segment=kept.logged_segment_id
        )
        entries.filter(pk__in=[other.pk for other in others]).delete()


class Migration(migrations.Migration):
    dependencies = [("interactions", "0007_covered_statistics")]
    operations = [migrations.RunPython(join, migrations.RunPython.noop)]
