from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """A field and how it reads before and after; blank where nothing stands."""

    label: str
    before: str
    after: str
