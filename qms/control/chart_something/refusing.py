"""Why pasted data can't be charted, said to a person."""

from collections.abc import Sequence

from qms.kernel.uploads import RowError


class PasteRefused(Exception):  # noqa: N818  it is said to a person, who does not read class names
    """The text cannot be charted: a sentence about the whole, or the errors of its rows."""

    def __init__(self, sentence: str, errors: Sequence[RowError] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.errors = list(errors)
