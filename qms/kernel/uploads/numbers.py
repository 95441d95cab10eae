"""Numbers as people type them. What could be read in two ways is refused with the way to write it."""

from __future__ import annotations

import math
import re
from datetime import date, time, timedelta
from typing import NamedTuple

from qms.kernel.uploads.cells import is_blank, shown, tidy
from qms.kernel.uploads.errors import FieldError


class Number(NamedTuple):
    """`value` is None where `missing` says why: "blank", "not available" or "suppressed"."""

    value: float | None
    percent: bool = False
    missing: str | None = None


_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d{1,3}(?: \d{3})+(?:\.\d+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:[. ]\d{3})+),\d+", re.ASCII)
_BRACKETED = re.compile(r"\(\s*[£$€]?\s*([\d,. ]*\d)\s*%?\s*\)", re.ASCII)
_CURRENCY = re.compile(r"[£$€]|\b(?:GBP|EUR|USD)\b", re.IGNORECASE)
_WITH_WORDS = re.compile(r"([+-]?[\d,]*\.?\d+)\s*([^\W\d_].*|°.*)", re.ASCII | re.DOTALL)
_BELOW = re.compile(r"(?:<|≤|<=|>|≥|>=)\s*\d+(?:\.\d+)?%?")
_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2012": "-", "\ufe63": "-", "\uff0d": "-"})
_NOT_AVAILABLE = {"n/a", "na", "#n/a", "n.a.", "-", "--", "—", ".", "..", "null", "none", "no data", "[x]", "[z]"}
_SUPPRESSED = {"*", "**", "[c]", "supp", "suppressed", "redacted"}

_REASONS = {
    "blank": ("The number is missing.", "Write a number, or leave the row out."),
    "not available": ("'{}' stands for a number that is not available.", "Leave the row out."),
    "suppressed": ("'{}' stands for a number that is suppressed.", "Leave the row out, or use the real number."),
}


def parse_number(cell: object, *, allow_missing: bool = False) -> Number:
    """The number in a cell. A percentage gives its share (95% is 0.95) and `percent` True.

    Blank, not available and suppressed cells give a Number without a value where `allow_missing`, else an
    error. Raises FieldError, with how to write it, for everything that is not one plain finite number.
    """
    if isinstance(cell, str):
        text = tidy(cell)
        number = _from_text(text) if text else Number(None, missing="blank")
    elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
        if not math.isfinite(cell):
            raise _not_a_number(cell)
        number = Number(float(cell))
    elif is_blank(cell):
        number = Number(None, missing="blank")
    elif isinstance(cell, (date, time, timedelta)):
        kind = "date" if isinstance(cell, date) else "time"
        raise FieldError(f"'{shown(cell)}' is a {kind}, not a number.", "Format the column as numbers.")
    else:
        raise _not_a_number(cell)
    if number.missing and not allow_missing:
        message, remedy = _REASONS[number.missing]
        raise FieldError(message.format(shown(cell)), remedy)
    return number


def _not_a_number(cell: object) -> FieldError:
    return FieldError(f"'{shown(cell)}' is not a number.", "Use digits, such as 1234 or 12.5.")


def _from_text(text: str) -> Number:
    lower = text.lower()
    if lower in _SUPPRESSED or _BELOW.fullmatch(text):
        return Number(None, missing="suppressed")
    if lower in _NOT_AVAILABLE or text == "–":
        return Number(None, missing="not available")
    text = text.translate(_SIGNS)
    percent = text.endswith("%")
    digits = text[:-1].rstrip() if percent else text
    if _GROUPED.fullmatch(digits):
        digits = digits.replace(",", "").replace(" ", "")
    if not _PLAIN.fullmatch(digits):
        raise _explained(text, digits)
    # Moving the decimal point in the text keeps 99.9% at exactly the float 0.999; dividing by 100 would not.
    value = float(digits) if not percent else _hundredth(digits)
    if not math.isfinite(value):
        raise FieldError(f"'{shown(text)}' is too big a number.", "Check how many digits it has.")
    return Number(value, percent=percent)


def _hundredth(digits: str) -> float:
    return float(f"{digits}e-2") if "e" not in digits.lower() else float(digits) / 100


def _explained(text: str, digits: str) -> FieldError:
    """The error for text that is nearly a number, with the number to write."""
    said = shown(text)
    if text.startswith("#"):
        return FieldError(f"'{said}' is an error of the spreadsheet.", "Correct the formula in this cell.")
    if match := _BRACKETED.fullmatch(text):
        return FieldError(f"'{said}' is in brackets.", f"Write {match[1]}, or -{match[1]} if it is below zero.")
    if _CURRENCY.search(text):
        plain = tidy(_CURRENCY.sub("", text)).replace(",", "")
        remedy = f"Write {plain}." if _PLAIN.fullmatch(plain) else "Write the number alone."
        return FieldError(f"'{said}' has a currency sign.", remedy)
    if _DECIMAL_COMMA.fullmatch(digits):
        whole, _, part = digits.rpartition(",")
        plain = f"{whole.replace('.', '').replace(' ', '')}.{part}"
        return FieldError(f"'{said}' has a decimal comma.", f"Write {plain}{'%' if text.endswith('%') else ''}.")
    if match := _WITH_WORDS.fullmatch(text):
        return FieldError(f"'{said}' has words after the number.", f"Write {match[1].replace(',', '')}.")
    return _not_a_number(text)
