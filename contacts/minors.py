"""Minors: without the consent of their parents they are reached by nobody (CON-33)."""

from collections.abc import Collection

from django.db.models import Q

SWITCHES = ["minor", "parental_consent_received"]
LACKS_CONSENT = Q(minor=True, parental_consent_received=False)


def blocks(changed: Collection[str], *, minor: bool) -> bool:
    """Whether changing these fields of a contact blocks it for privacy, whatever else is said.

    A person becomes a minor, or the consent of a minor's parents is noted or taken back: to lift the block is a step of
    its own afterwards, and without consent the database refuses it.
    """
    return minor and not {*SWITCHES}.isdisjoint(changed)
