"""What a file is, by its first bytes: names lie, and people rename."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib

from qms.kernel.uploads.errors import NoTable, TableError

SAVE_AS = "Save it as CSV or XLSX."
# What reading a damaged zip file may raise; damaged numbers in it make positions that cannot be reached.
UNZIPPING_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    OSError,
    EOFError,
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_STARTS = [
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"{\\rtf", "a Word document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
    (b"{", "a JSON file"),
    (b"[{", "a JSON file"),
    (b"[[", "a JSON file"),
    (b"<?xml", "an XML file"),
]
_HTML = re.compile(rb"<(!doctype html|html|head|body|meta|table|div|script)[\s>]", re.IGNORECASE)
# A part that only this kind of zip has; the first that is there decides.
_ZIP_PARTS = [
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a slide show"),
    ("xl/workbook.bin", "a binary workbook (XLSB)"),
    ("Index/Document.iwa", "an Apple Numbers file"),
]
_OPEN_DOCUMENTS = {
    "application/vnd.oasis.opendocument.text": "a text document",
    "application/vnd.oasis.opendocument.presentation": "a slide show",
}


def kind_of(data: bytes) -> str:
    """ "text", "xlsx", "xls" or "ods". Raises TableError for anything else, saying what it is."""
    if not data.strip():
        raise NoTable("The file is empty.", "Choose the file again, or save it again first.")
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    if data.startswith(OLE):
        return _kind_of_ole(data)
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, name in _STARTS:
        if start.startswith(mark):
            raise _not_a_table(name)
    if (start.startswith(b"RIFF") and start[8:12] == b"WEBP") or (start.startswith(b"BM") and b"\x00" in start):
        raise _not_a_table("an image")
    if _HTML.match(start):
        raise TableError("This is a web page, not a table.", "Open it in a spreadsheet and save it as CSV or XLSX.")
    return "text"


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = archive.open("mimetype").read(100).decode("ascii", "replace") if "mimetype" in names else ""
    except UNZIPPING_ERRORS as error:
        raise broken_workbook() from error
    if mimetype.startswith("application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    if mimetype in _OPEN_DOCUMENTS:
        raise _not_a_table(_OPEN_DOCUMENTS[mimetype])
    for part, name in _ZIP_PARTS:
        if part in names:
            raise _not_a_table(name)
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise TableError("This is a ZIP archive, not a table.", "Take the CSV or XLSX file out of it first.")


def _kind_of_ole(data: bytes) -> str:
    """Old Office files and encrypted new ones share one container; its directory names are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise TableError("This workbook is protected by a password.", "Take the password off, or save the table as CSV.")
    for stream, name in (("WordDocument", "a Word document"), ("PowerPoint Document", "a slide show")):
        if stream.encode("utf-16-le") in data:
            raise _not_a_table(name)
    if any(stream.encode("utf-16-le") in data for stream in ("Workbook", "Book")):
        return "xls"
    raise _not_a_table("an e-mail or another Office document")


def _not_a_table(name: str) -> TableError:
    return TableError(f"This is {name}, not a table.", SAVE_AS)


def broken_workbook() -> TableError:
    """What to say of a workbook that cannot be unpacked or understood."""
    return TableError("This workbook is broken or incomplete.", "Open it in a spreadsheet and save it again as XLSX.")
