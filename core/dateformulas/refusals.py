from collections.abc import Callable, Sequence

from core.errors import Refused


def _(sentence: str) -> str:
    """Mark a sentence for the translators; `FormulaRefused.worded` translates it."""
    return sentence


class FormulaRefused(Refused):
    """The text is English; `worded` says the same in another language, so that a formula need not know Django."""

    def __init__(self, sentence: str, *, offers: Sequence[str] = (), **parts: object) -> None:
        self.sentence, self.offers, self.parts = sentence, offers, parts
        super().__init__(self.worded(str))

    def worded(self, translated: Callable[[str], str]) -> str:
        said = translated(self.sentence) % self.parts
        if not self.offers:
            return said
        return translated(_("%(said)s Try %(offers)s.")) % {"said": said, "offers": ", ".join(self.offers)}
