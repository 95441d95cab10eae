"""Looking into documents for NHS numbers. What a PDF or a picture shows cannot be read here: people are reminded instead."""

import io
import re
import zipfile
from collections.abc import Iterator

from qms.improvement.files.kinds import FileRefusedError, Kind, Shape
from qms.kernel.screening import find_nhs_numbers, mask
from qms.kernel.uploads.kinds import UNZIPPING_ERRORS

MOST_UNPACKED = 60_000_000  # bytes, of a document of at most 15 MB
MOST_PARTS = 5_000
_TAG = re.compile(r"<[^>]*>")
_END_OF_WORDS = re.compile(r"</(?:\w+:)?(?:p|v|t|si|tc|h|table-cell|c|is)>|<(?:\w+:)?(?:tab|br|s)\b[^>]*/?>")
# Within a paragraph of Word or PowerPoint, what was typed in one go may lie in several runs: their texts are joined.
_RUN_ENDS = re.compile(r"</(?:w|a):t>")


def refuse_nhs_numbers(data: bytes, kind: Kind) -> None:
    """Raises FileRefusedError where the document's text holds what looks like an NHS number, shown masked."""
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
            yield from _of_parts(data)
        except UNZIPPING_ERRORS as error:
            raise FileRefusedError("This file is damaged, or has a password. Save it anew and choose that.") from error


def _of_parts(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS:
            raise _too_big()
        left = MOST_UNPACKED
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels")):
                with archive.open(part) as stream:
                    read = stream.read(left + 1)
                left -= len(read)
                if left < 0:
                    raise _too_big()
                yield words_of(read.decode("utf-8", "replace"))


def words_of(xml: str) -> str:
    """The text of an XML part, with a space or a line where words end and none within a run of them."""
    joined = _RUN_ENDS.sub("", xml)
    return _TAG.sub("", _END_OF_WORDS.sub("\n", joined))


def _too_big() -> FileRefusedError:
    return FileRefusedError("This file is far too big once it is unpacked. Save it as PDF, or leave parts out.")
