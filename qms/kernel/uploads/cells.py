"""The cell: what counts as blank, how text is tidied, how a cell is said back to the person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_INVISIBLE = "\ufeff\u200b\u200e\u200f\u2060"
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " "})

_UNTIDY = ("\x1f ", " \x1f", "\x1f'", *"\t\r\n\v\f\x1c\x1d\x1e")


def tidy(text: str) -> str:
    """Trimmed text without the invisible marks spreadsheets add, non-breaking spaces made plain.

    An apostrophe that only guards against formulas (ours on export, or Excel's text mark) is taken off, so
    that a table written by `safe_csv` reads back as it was.
    """
    if not text.isascii():
        text = text.translate(_SPACES).strip().strip(_INVISIBLE)
    if text.startswith("'") and text[1:].startswith(FORMULA_STARTS):
        text = text[1:]
    return text.strip()


class Tidied(dict[str, str]):
    """text -> tidy text of one column, remembered: equal cells become one object, and are tidied once."""

    varied = False

    def __missing__(self, text: str) -> str:
        if len(self) > 20_000:  # a column of unlike texts gains nothing from being remembered
            self.varied = True
            self.clear()
        self[text] = tidied = tidy(text)
        return tidied

    def column(self, cells: Sequence[object]) -> list[object]:
        """The cells with their text tidied and None made ""."""
        kinds = set(map(type, cells))
        if kinds == {str}:
            if self.varied and _all_tidy(cells):  # type: ignore[arg-type]  # they are all str
                return list(cells)
            return list(map(self.__getitem__, cells))  # type: ignore[arg-type]  # they are all str
        if not kinds & {str, type(None)}:
            return list(cells)
        return [self[cell] if type(cell) is str else "" if cell is None else cell for cell in cells]


def _all_tidy(texts: Sequence[str]) -> bool:
    """Whether no text has anything to tidy, found in one look at all of them."""
    joined = f"\x1f{chr(31).join(texts)}\x1f"
    return joined.isascii() and not any(mark in joined for mark in _UNTIDY)


def is_blank(cell: object) -> bool:
    """Whether a person looking at the cell would see nothing."""
    return cell is None or (isinstance(cell, str) and not tidy(cell))


def last_filled(row: Sequence[object]) -> int:
    """How many cells the row has up to the last that is not blank."""
    return max((index + 1 for index, cell in enumerate(row) if not is_blank(cell)), default=0)


def as_text(cell: object) -> str:
    """A cell in the words a person would use for it: 5 not 5.0, ISO dates, blank for None."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if not (cell.hour or cell.minute or cell.second) else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def shown(cell: object, limit: int = 40) -> str:
    """A cell short enough to quote in a sentence."""
    text = " ".join(as_text(cell).split())
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
