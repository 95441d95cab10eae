"""Makes small files of each kind for tests."""

import io
import zipfile
from typing import Any

from PIL import Image


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), colour: Any = "teal", **more: Any) -> bytes:
    """A plain picture."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **more)
    return out.getvalue()


def photo(size: tuple[int, int] = (60, 40)) -> bytes:
    """A photo as a telephone takes it: lying on its side, with the place and the camera written into it."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x010F] = "Telephone maker"
    exif.get_ifd(0x8825)[1] = "N"  # where it was taken
    return picture("JPEG", size, exif=exif)


def archive(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def word(*paragraphs: str, **more: str | bytes) -> bytes:
    """A Word document of these paragraphs, each given as the XML of its runs."""
    body = "".join(f"<w:p>{each}</w:p>" for each in paragraphs)
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": f"<w:document>{body}</w:document>", **more})


def workbook(*cells: str) -> bytes:
    """An Excel workbook whose sheet holds these values."""
    values = "".join(f"<c><v>{each}</v></c>" for each in cells)
    return archive({"[Content_Types].xml": "<Types/>", "xl/worksheets/sheet1.xml": f"<sheetData>{values}</sheetData>"})
