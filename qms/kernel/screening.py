"""Finds what looks like an NHS number, so that it can be refused."""

import re

import nhs_number

_TEN_DIGITS = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?!\d)")


def find_nhs_numbers(text: str) -> list[str]:
    """The pieces of `text` that are valid NHS numbers, as they are written."""
    return [found.group(0) for found in _TEN_DIGITS.finditer(text) if nhs_number.is_valid("".join(found.groups()))]
