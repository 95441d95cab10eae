"""What the outline editor posts: the words of every box, and one step to take."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qms.kernel.screening import find_nhs_numbers

LONGEST = 500


@dataclass(frozen=True)
class Posted:
    """The step ("in", with its box) and the words that the person changed, by box."""

    version: str
    step: str
    at: int | None
    typed: dict[int, str] = field(default_factory=dict)


def read(form: Mapping[str, str]) -> Posted:
    """Take the form apart. Words count as typed where they differ from those that the page showed."""
    step, _, at = form.get("do", "store").partition(":")
    typed = {}
    for name, value in form.items():
        kind, _, number = name.partition("-")
        if kind == "text" and (box := _id(number)) is not None:
            words = " ".join(value.split())
            if words != " ".join(form.get(f"was-{number}", "").split()):
                typed[box] = words
    return Posted(form.get("version", ""), step, _id(at), typed)


def problems(typed: Mapping[int, str]) -> dict[int, str]:
    """What keeps the words of a box from being stored, by box."""
    found = {}
    for box, words in typed.items():
        if len(words) > LONGEST:
            found[box] = f"Use {LONGEST} characters or fewer. A box is a headline, not a text."
        elif numbers := find_nhs_numbers(words):
            found[box] = f"“{numbers[0]}” looks like an NHS number. Remove anything that could identify a patient."
    return found


def _id(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
