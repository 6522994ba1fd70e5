"""What sales entries know of a contact; figures are made of them."""

from contacts.traces import Trace
from items.models import SalesEntry

TRACES = [Trace(SalesEntry, kept=True, hidden=["unit_cost", "price_without_campaign"])]
