"""The order in which people read names: "Ward 2" before "Ward 10", whatever the case of the letters."""

import re

NUMBERS = re.compile(r"(\d+)")

NaturalKey = tuple[str | int, ...]


def natural(name: str) -> NaturalKey:
    """The key to sort names by: words without their case and spare spaces, and between them numbers as numbers. Words and
    numbers take turns from a word on, which may be empty, so that any two keys can be compared."""
    parts = NUMBERS.split(" ".join(name.casefold().split()))
    return tuple(int(part) if at % 2 else part for at, part in enumerate(parts))
