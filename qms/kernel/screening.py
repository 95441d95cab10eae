"""NHS numbers recognised so that they can be refused: nothing that identifies a patient is ever kept.

About 1 in 15 random ten-digit numbers passes the check, so the caller may let a person overrule it. Columns of
counts are not for screening; names, notes and columns that nobody asked for are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from nhs_number import REGION_RESERVED, REGION_UNALLOCATED, is_valid

from qms.kernel.uploads.cells import as_text
from qms.kernel.uploads.errors import RowError

CHANCE = 1 / 11  # of ten random digits, that the check digit fits (ISO 7064 modulus 11)
_GAP = r"[ \u00a0\u2009\u202f\u2010\u2011\u2012\u2013-]"
# Not inside a longer number or code, nor the decimals of one; "NHS" may touch it, and "+44" makes it a telephone.
_CANDIDATE = re.compile(
    rf"(?<![A-Za-z0-9])(?<!\d[.,])(?<!\+44)(?<!\+44 )(?:NHS)?(\d{{3}}({_GAP}?)\d{{3}}\2\d{{4}})(?![A-Za-z0-9]|[.,]\d)",
    re.IGNORECASE | re.ASCII,
)


class Screened(NamedTuple):
    """What a column holds: `hits` are (index, NHS numbers in the cell), `candidates` its ten-digit numbers."""

    hits: list[tuple[int, list[str]]]
    candidates: int

    @property
    def by_chance(self) -> bool:
        """Whether so few of many numbers pass that they are probably references of another kind."""
        return self.candidates >= 20 and len(self.hits) < 2.5 * CHANCE * self.candidates


def find_nhs_numbers(text: object) -> list[str]:
    """The NHS numbers in a text as they are written, spaced 3-3-4 or unbroken; from any nation of the UK.

    A whole number of ten digits from a workbook counts as text. Checked by the nhs-number package, less the
    ranges that are never issued.
    """
    return [written for written, valid in _candidates(text) if valid]


def _candidates(text: object) -> list[tuple[str, bool]]:
    if not isinstance(text, str):
        if isinstance(text, bool) or not isinstance(text, (int, float)):
            return []
        text = as_text(text)
    return [(found[1], _issued(re.sub(r"\D", "", found[1]))) for found in _CANDIDATE.finditer(text)]


def _issued(digits: str) -> bool:
    if REGION_RESERVED.contains_number(digits) or REGION_UNALLOCATED.contains_number(digits):
        return False
    return len(set(digits)) > 1 and is_valid(digits)


def mask(number: str) -> str:
    """An NHS number that can be shown and logged: its first three and last two digits."""
    digits = re.sub(r"\D", "", number)
    return f"{digits[:3]} ••• ••{digits[-2:]}"


def screen_column(cells: Sequence[object]) -> Screened:
    """The NHS numbers in a column, each different cell looked at once."""
    found: dict[object, list[tuple[str, bool]]] = {}
    for cell in set(cells):
        if candidates := _candidates(cell):
            found[cell] = candidates
    if not found:
        return Screened([], 0)
    hits, total = [], 0
    for at, cell in enumerate(cells):
        if cell in found:
            total += len(found[cell])
            if numbers := [written for written, valid in found[cell] if valid]:
                hits.append((at, numbers))
    return Screened(hits, total)


def screen_columns(columns: Mapping[str, Sequence[object]], *, row_numbers: Sequence[int] | None = None) -> list[RowError]:
    """An error for each cell that seems to hold an NHS number, which the message shows masked.

    `columns` are those that are not counts; `row_numbers` the spreadsheet rows (from 2 when not given).
    """
    errors = []
    for name, cells in columns.items():
        rows = range(2, len(cells) + 2) if row_numbers is None else row_numbers
        screened = screen_column(cells)
        remedy = "Remove it. Nothing that identifies a patient may be stored."
        if screened.by_chance:
            remedy = (
                f"Only {len(screened.hits):,} of {screened.candidates:,} such numbers in this column pass the NHS "
                "number check, so they may be another kind of reference. Leave the column out if it is not needed."
            )
        for at, numbers in screened.hits:
            masked = ", ".join(map(mask, numbers))
            errors.append(RowError(rows[at], name, masked, f"This looks like an NHS number: {masked}.", remedy))
    return errors
