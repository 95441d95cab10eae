"""Reads what was printed, without a PDF library: the file's packed parts are opened, and objects looked for in all of it."""

import re
import zlib

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


def _opened(pdf: bytes) -> bytes:
    parts = [pdf]
    for packed in _PACKED.findall(pdf):
        try:
            parts.append(zlib.decompress(packed))
        except zlib.error:
            continue  # not packed, or a picture
    return b"\n".join(parts)
