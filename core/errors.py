class Refused(Exception):
    """The business says no. The text is a sentence for the person who asked, shown as it stands.

    `where` may name the page that mends it, as a URL name without arguments, or as an address.
    """

    def __init__(self, sentence: str, *, where: str = "") -> None:
        super().__init__(sentence)
        self.where = where
