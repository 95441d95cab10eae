"""Bytes to text: the encodings that Excel, databases and old systems write."""

from __future__ import annotations

import codecs
import re

from qms.kernel.uploads.errors import TableError
from qms.kernel.uploads.kinds import SAVE_AS

_MARKED = [(codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")]
# Tab and the line ends are text; so is the end mark that old DOS programs leave (1A).
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")


def decode(data: bytes) -> tuple[str, str]:
    """(text, encoding). Raises TableError for bytes that are not text in UTF-8, UTF-16 or Windows-1252."""
    text, encoding = _decoded(data)
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        raise TableError(f"The file is not plain text: line {line:,} holds bytes that no table has.", SAVE_AS)
    return text.rstrip("\x1a"), encoding


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise TableError(
                    "The file is broken: its text does not match the encoding it names.",
                    "Save it again as CSV UTF-8.",
                ) from error
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise TableError("The file is not plain text that we can read.", "Save it as CSV UTF-8 or XLSX.")
