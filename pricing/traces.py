"""Where the record of activations may name a contact."""

from contacts.traces import Mention
from pricing.models import Activation

MENTIONS = [Mention(Activation, ["reason", "evidence"])]
