"""Reads what was printed, without a PDF library: the file's packed parts are opened, and objects looked for in all of it."""

import datetime as dt
import re
import zlib
from collections import Counter
from dataclasses import dataclass

_PACKED = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def pages_of(pdf: bytes) -> int:
    """How many pages the PDF has."""
    assert pdf.startswith(b"%PDF-")
    return len(re.findall(rb"/Type ?/Page\b", _opened(pdf)))


def size_of(pdf: bytes) -> tuple[int, int]:
    """Width and height of its first page in whole millimetres."""
    found = re.search(rb"/MediaBox ?\[([^\]]*)\]", _opened(pdf))
    assert found
    _, _, width, height = (float(each) for each in found[1].split())
    return round(width * 25.4 / 72), round(height * 25.4 / 72)


def is_tagged(pdf: bytes) -> bool:
    """Whether it says of itself that it is PDF/UA, with its structure and language."""
    whole = _opened(pdf)
    return b"pdfuaid" in whole and b"/StructTreeRoot" in whole and re.search(rb"/Lang ?\(en-GB\)", whole) is not None


@dataclass(frozen=True)
class Told:
    """What a PDF says of itself; `tags` counts the elements of its structure by their kind."""

    title: str
    author: str
    language: str
    made_on: dt.date | None
    shows_title: bool
    tags: Counter[str]
    alternatives: list[str]


def told_by(pdf: bytes) -> Told:
    """The properties, the structure and the words for pictures of a PDF."""
    whole = _opened(pdf)
    made = re.search(rb"/CreationDate ?\(D:(\d{8})", whole)
    return Told(
        title=_texts(rb"Title", whole)[-1],
        author=_texts(rb"Author", whole)[-1],
        language=_texts(rb"Lang", whole)[-1],
        made_on=dt.datetime.strptime(made[1].decode(), "%Y%m%d").replace(tzinfo=dt.UTC).date() if made else None,
        shows_title=b"/DisplayDocTitle true" in whole,
        tags=Counter(each.decode() for each in re.findall(rb"/S ?/(\w+)", whole)),
        alternatives=_texts(rb"Alt", whole),
    )


def _texts(name: bytes, whole: bytes) -> list[str]:
    """Every text that is kept under a name: as letters, or as hexadecimal numbers of UTF-16."""
    found = re.findall(rb"/" + name + rb" ?(?:\(((?:[^()\\]|\\.)*)\)|<([0-9a-fA-F]+)>)", whole, re.DOTALL)
    raw = (bytes.fromhex(numbers.decode()) if numbers else re.sub(rb"\\(.)", rb"\1", letters) for letters, numbers in found)
    return [each.decode("utf-16") if each.startswith(b"\xfe\xff") else each.decode("latin-1") for each in raw]


def _opened(pdf: bytes) -> bytes:
    parts = [pdf]
    for packed in _PACKED.findall(pdf):
        try:
            parts.append(zlib.decompress(packed))
        except zlib.error:
            continue  # not packed, or a picture
    return b"\n".join(parts)
