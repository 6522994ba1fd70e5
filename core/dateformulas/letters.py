"""The letters of date formulas. The English ones are neutral: they are stored, and read in every language."""

NEUTRAL = "en"
LETTERS = "CDWMQY"

# What else is read in a language, and what it means; the first letter of a meaning is the one shown.
LOCAL: dict[str, dict[str, str]] = {
    NEUTRAL: {},
    "nl": {"L": "C", "K": "Q", "J": "Y"},
    "nb": {"L": "C", "N": "C", "U": "W", "K": "Q", "Å": "Y"},
}
READ = {
    language: str.maketrans({key: meaning for letter, meaning in local.items() for key in (letter, letter.lower())})
    | str.maketrans(LETTERS.lower(), LETTERS)
    for language, local in LOCAL.items()
}
SHOWN = {
    language: str.maketrans({meaning: letter for letter, meaning in reversed(local.items())})
    for language, local in LOCAL.items()
}


def neutral(text: str, language: str) -> str:
    """The text in neutral letters, sign by sign; what the language does not know stays as it is."""
    return text.translate(READ.get(language, READ[NEUTRAL]))


def shown(text: str, language: str) -> str:
    return text.translate(SHOWN.get(language, {}))
