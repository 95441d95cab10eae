"""What a file is, by its bytes; its name is believed only as far as they agree."""

import io
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum

from qms.kernel.uploads.kinds import UNZIPPING_ERRORS

ACCEPTED = "PDF, Word, Excel, PowerPoint, OpenDocument, CSV or plain text, and photos as JPEG, PNG or WebP"
LONGEST_NAME = 120


class FileRefusedError(Exception):
    """A file cannot be kept; the message says why, and what to do."""


class Shape(StrEnum):
    """How a file is looked into: a picture, a folder of XML parts, text, or not at all."""

    PICTURE = "picture"
    PARTS = "parts"
    TEXT = "text"
    SEALED = "sealed"


@dataclass(frozen=True)
class Kind:
    """A kind of file that is kept, with the endings that its names may have; the first is given where none fits."""

    words: str
    mimetype: str
    endings: tuple[str, ...]
    shape: Shape


_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."

PDF = Kind("PDF", "application/pdf", (".pdf",), Shape.SEALED)
JPEG = Kind("Photo", "image/jpeg", (".jpg", ".jpeg"), Shape.PICTURE)
PNG = Kind("Picture", "image/png", (".png",), Shape.PICTURE)
WEBP = Kind("Picture", "image/webp", (".webp",), Shape.PICTURE)
CSV = Kind("CSV table", "text/csv", (".csv",), Shape.TEXT)
TEXT = Kind("Text", "text/plain", (".txt", ".md"), Shape.TEXT)
WORD = Kind("Word document", f"{_OPEN_XML}wordprocessingml.document", (".docx",), Shape.PARTS)
EXCEL = Kind("Excel workbook", f"{_OPEN_XML}spreadsheetml.sheet", (".xlsx",), Shape.PARTS)
POWERPOINT = Kind("PowerPoint slides", f"{_OPEN_XML}presentationml.presentation", (".pptx",), Shape.PARTS)
ODT = Kind("Text document", f"{_OPEN_DOCUMENT}text", (".odt",), Shape.PARTS)
ODS = Kind("Spreadsheet", f"{_OPEN_DOCUMENT}spreadsheet", (".ods",), Shape.PARTS)
ODP = Kind("Slides", f"{_OPEN_DOCUMENT}presentation", (".odp",), Shape.PARTS)
KINDS = (PDF, JPEG, PNG, WEBP, CSV, TEXT, WORD, EXCEL, POWERPOINT, ODT, ODS, ODP)

_BY_MIMETYPE = {kind.mimetype: kind for kind in KINDS}
_FOLDERS = {"word/": WORD, "xl/": EXCEL, "ppt/": POWERPOINT}
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PHONE_FORMATS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
ACCEPT = ",".join(sorted({each for kind in KINDS for each in (kind.mimetype, *kind.endings)}))  # for a file field


def kind_of(mimetype: str) -> Kind:
    """The kind of a file that is kept. Raises KeyError for a media type that none has."""
    return _BY_MIMETYPE[mimetype]


def recognise(name: str, data: bytes) -> Kind:
    """What the bytes are. Raises FileRefusedError for what is not kept."""
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data.startswith(b"PK"):
        return _in_archive(data)
    if data[4:8] == b"ftyp" and data[8:12] in _PHONE_FORMATS:
        raise FileRefusedError("This photo is in a format that many computers cannot show. Save it as JPEG and choose that.")
    if data.startswith(OLD_OFFICE):
        raise FileRefusedError("This is an older Office file, or one with a password. Save it as .docx, .xlsx, .pptx or PDF.")
    return _text(name, data)


def tidy_name(name: str, kind: Kind) -> str:
    """The file's name without its folders and odd characters, short enough, with an ending that its kind has."""
    last = re.split(r"[/\\]", name)[-1]
    plain = re.sub(r"[\x00-\x1f\x7f<>:\"|?*\u202a-\u202e\u2066-\u2069]", "", last).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot or f".{ending.lower()}" not in kind.endings:
        stem, ending = (stem if dot and re.fullmatch(r"\w{1,5}", ending) else plain), kind.endings[0][1:]
    return f"{stem[: LONGEST_NAME - 8].strip(' .') or 'file'}.{ending.lower()}"


def _in_archive(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                said = archive.read("mimetype").decode("ascii", "replace").strip()
                if (kind := _BY_MIMETYPE.get(said)) and kind.shape is Shape.PARTS:
                    return _without_macros(kind, names)
    except UNZIPPING_ERRORS as error:
        raise FileRefusedError("This file is damaged, or has a password. Save it anew and choose that.") from error
    if "[Content_Types].xml" in names:
        for folder, kind in _FOLDERS.items():
            if any(each.startswith(folder) for each in names):
                return _without_macros(kind, names)
    raise FileRefusedError("Archives are not kept. Choose the files within it.")


def _without_macros(kind: Kind, names: list[str]) -> Kind:
    if any(each.lower().endswith("vbaproject.bin") or each.startswith("Basic/") for each in names):
        raise FileRefusedError("This file holds macros. Save it without them, as .docx, .xlsx, .pptx or PDF.")
    return kind


def _text(name: str, data: bytes) -> Kind:
    ending = f".{name.rpartition('.')[2].lower()}"
    for kind in (CSV, TEXT):
        if ending in kind.endings and data and b"\x00" not in data:
            return kind
    raise FileRefusedError(f"This kind of file is not kept. Kept are {ACCEPTED}.")
