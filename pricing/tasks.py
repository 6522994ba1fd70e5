"""What follows an activation in the background: the counts and the evidence of its record (decision 1)."""

from datetime import datetime

from django_tasks import task

from campaigns.models import Campaign
from pricing.evidence import evidence_of
from pricing.models import Activation


@task()
def fill_in(activation_id: int) -> None:
    """Write on the record what the switch covers."""
    record = Activation.objects.select_related("campaign").filter(pk=activation_id).first()
    if record:
        evidence_of(record.campaign).write_on(record)


@task()
def record_what_changed(campaign_id: int, user_id: int, at: str, reason: str) -> None:
    """A record of an activated campaign that was activated again, if it covers anything else than the last one says."""
    campaign = Campaign.objects.activated().filter(pk=campaign_id).first()
    last = Activation.objects.filter(campaign=campaign_id).first()
    if campaign is None or last is None:
        return
    found = evidence_of(campaign)
    if found.differs_from(last):
        found.write_on(
            Activation(campaign=campaign, on=True, user_id=user_id, at=datetime.fromisoformat(at), reason=reason)
        )
