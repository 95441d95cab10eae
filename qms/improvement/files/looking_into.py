"""Looking into documents for NHS numbers. What a PDF or a picture shows cannot be read here: people are reminded instead."""

import io
import zipfile
from collections.abc import Iterator
from xml.parsers.expat import ExpatError

from qms.improvement.files.kinds import OLD_OFFICE, FileRefusedError, Kind, Shape
from qms.improvement.files.xml_words import words_in
from qms.kernel.screening import find_nhs_numbers, mask
from qms.kernel.uploads.kinds import UNZIPPING_ERRORS

MOST_UNPACKED = 60_000_000  # bytes, of a document of at most 15 MB with all that lies within it
MOST_PARTS = 5_000
_DAMAGED = "This file is damaged, or has a password. Save it anew and choose that."
# LookupError: a part that says that it is written in a script that nobody knows.
_UNREADABLE = (*UNZIPPING_ERRORS, ExpatError, LookupError)
# Texts in other forms that Word takes in whole, and the tables behind a data model.
_UNREAD = (".mht", ".mhtml", ".htm", ".html", ".rtf", ".txt", ".csv", ".data")
_SETTINGS_OF_A_PRINTER = "printersettings"  # the one kind of .bin that every second workbook has, without a word in it


class _Room:
    """What may still be unpacked of a file: a small one can hold gigabytes of the same byte."""

    def __init__(self) -> None:
        self._bytes, self._parts = MOST_UNPACKED, MOST_PARTS

    def take(self, *, size: int = 0, parts: int = 0) -> None:
        """Use some of it. Raises FileRefusedError where there is not so much."""
        self._bytes, self._parts = self._bytes - size, self._parts - parts
        if self._bytes < 0 or self._parts < 0:
            raise FileRefusedError("This file is far too big once it is unpacked. Save it as PDF, or leave parts out.")


def refuse_nhs_numbers(data: bytes, kind: Kind) -> None:
    """Raises FileRefusedError where the document's text holds what looks like an NHS number, shown masked, and where
    something lies within it that cannot be read."""
    for text in _texts(data, kind):
        if found := find_nhs_numbers(text):
            raise FileRefusedError(
                f"This file holds what looks like an NHS number: {mask(found[0])}. Remove anything that could identify a "
                "patient and choose it again."
            )


def _texts(data: bytes, kind: Kind) -> Iterator[str]:
    if kind.shape is Shape.TEXT:
        yield data.decode("utf-8", "replace")
    elif kind.shape is Shape.PARTS:
        try:
            yield from _of_parts(data, _Room(), within=False)
        except _UNREADABLE as error:
            raise FileRefusedError(_DAMAGED) from error


def _of_parts(data: bytes, room: _Room, *, within: bool) -> Iterator[str]:
    """The texts of a document's parts, and of the documents within it, such as the workbook behind a chart; `within` says
    that this is one of them, and then nothing may lie deeper."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        room.take(parts=len(archive.infolist()))
        for part in archive.infolist():
            with archive.open(part) as stream:
                if part.filename.lower().endswith(".xml"):
                    for read, text in words_in(stream):
                        room.take(size=read)
                        yield text
                    continue
                begins = stream.read(len(OLD_OFFICE))
                if begins.startswith(b"PK\x03\x04") and not within:
                    rest = stream.read(MOST_UNPACKED)
                    room.take(size=len(rest))
                    yield from _of_parts(begins + rest, room, within=True)
                elif _hides(part.filename, begins):
                    raise _hidden(part.filename)


def _hides(name: str, begins: bytes) -> bool:
    """Whether a part may hold words that cannot be read here."""
    last = name.lower().rpartition("/")[2]
    if begins.startswith((b"PK\x03\x04", OLD_OFFICE)):
        return True
    return last.endswith(_UNREAD) or (last.endswith(".bin") and not last.startswith(_SETTINGS_OF_A_PRINTER))


def _hidden(name: str) -> FileRefusedError:
    return FileRefusedError(
        f"Another file lies within this one ({name.rpartition('/')[2][:60]}), which cannot be checked for what identifies a "
        "patient. Put a picture of it in its place, or save the whole as PDF."
    )
