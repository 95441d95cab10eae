"""What a zipped workbook would become in memory, measured before anything is built from it.

A few kilobytes can unpack to gigabytes, and one cell in the last corner of a sheet makes the reader set aside
a place for every cell before it: both would end the process rather than raise an error.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET  # expat fetches nothing and limits how far entities expand
import zipfile
from collections.abc import Iterator
from typing import IO

from qms.kernel.uploads.errors import TableError
from qms.kernel.uploads.kinds import UNZIPPING_ERRORS, broken_workbook

MAX_PARTS = 5_000
MAX_UNPACKED = 400_000_000  # bytes: a million rows of six columns are about 300 MB of XML
MAX_CELLS = 20_000_000
TOO_BIG = "Copy the table alone into a new workbook, or save it as CSV."

_CHUNK = 1 << 20
_OVERLAP = 32
# Cells beyond column F or row 999,999: a sheet that names none of them is small enough.
_FAR = re.compile(rb"""r\s*=\s*["'](?:[A-Za-z]{2,3}\d|[G-Zg-z]\d|[A-Fa-f]?\d{7})""")
_PLACE = re.compile(rb"""r\s*=\s*["']([A-Za-z]{0,3})(\d{1,9})""")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def check_archive(data: bytes, kind: str, *, max_unpacked: int = MAX_UNPACKED, max_cells: int = MAX_CELLS) -> None:
    """Refuse (TableError) a workbook that unpacks beyond `max_unpacked` bytes or spreads over `max_cells`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise TableError("This workbook is protected by a password.", "Take the password off, or save it as CSV.")
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > max_unpacked:
                raise _unpacks_too_far()
            left = max_unpacked
            for part in parts:
                left = _check_part(archive, part, kind, left, max_cells)
    except (*UNZIPPING_ERRORS, ET.ParseError) as error:
        raise broken_workbook() from error


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, kind: str, left: int, max_cells: int) -> int:
    """The bytes still allowed after this part."""
    # The declared size may lie: read on to where the data really ends, or well past what is allowed.
    part.file_size = left + 2 * _CHUNK
    far = False
    tail = b""
    with archive.open(part) as stream:
        for piece in _pieces(stream):
            left -= len(piece)
            if left < 0:
                raise _unpacks_too_far()
            far = far or _FAR.search(tail + piece) is not None
            tail = piece[-_OVERLAP:]
    if kind == "ods" and part.filename == "content.xml":
        with archive.open(part) as stream:
            _check_open_document(stream, max_cells)
    elif far and part.filename.endswith(".xml"):
        with archive.open(part) as stream:
            _check_spread(stream, max_cells)
    return left


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    while piece := stream.read(_CHUNK):
        yield piece


def _check_spread(stream: IO[bytes], max_cells: int) -> None:
    """Last column times last row of an Excel sheet."""
    columns, last_row, tail = {b"A"}, 1, b""
    for piece in _pieces(stream):
        if places := _PLACE.findall(tail + piece):
            letters, rows = zip(*places, strict=True)
            columns.update(letters)
            last_row = max(last_row, *map(int, rows))
        tail = piece[-_OVERLAP:]
    if last_row * max(map(_column_number, columns)) > max_cells:
        raise _spreads_too_far()


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _check_open_document(stream: IO[bytes], max_cells: int) -> None:
    """Rows times columns of each OpenDocument sheet, repeats counted, up to the last cell with a value."""
    rows = width = row_width = rows_seen = cells_seen = 0
    for event, element in ET.iterparse(stream, events=("start", "end")):  # noqa: S314  # see the import
        if event == "start":
            if element.tag == f"{_TABLE}table":
                rows = width = rows_seen = 0
            elif element.tag == f"{_TABLE}table-row":
                row_width = cells_seen = 0
        elif element.tag in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            cells_seen += _repeats(element, "number-columns-repeated")
            if len(element) or any("value" in name for name in element.attrib):
                row_width = cells_seen
        elif element.tag == f"{_TABLE}table-row":
            rows_seen += _repeats(element, "number-rows-repeated")
            if row_width:
                rows, width = rows_seen, max(width, row_width)
            if rows * width > max_cells:
                raise _spreads_too_far()
            element.clear()


def _repeats(element: ET.Element, name: str) -> int:
    said = element.get(f"{_TABLE}{name}", "1")
    if not re.fullmatch(r"\d{1,9}", said, re.ASCII):
        raise ET.ParseError(f"{name} is {said}")
    return int(said)


def _unpacks_too_far() -> TableError:
    return TableError("This workbook is too big once it is unpacked.", TOO_BIG)


def _spreads_too_far() -> TableError:
    return TableError("This workbook has cells far away from its table, and is too big to read.", TOO_BIG)
