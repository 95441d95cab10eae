"""Photos made fit to be kept: turned upright, no larger than a page needs, and without what the camera wrote into them,
such as the place and the time."""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps

from qms.improvement.files.kinds import FileRefusedError

LONGEST_SIDE = 2_400  # pixels: sharp on an A4 page
SMALL_SIDE = 320
# Of a picture as it comes. The largest telephones take 50 million; a JPEG need not be read whole, the others must be.
MOST_PIXELS = {"JPEG": 80_000_000, "PNG": 30_000_000, "WEBP": 30_000_000}
_UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclass(frozen=True)
class CleanPicture:
    """A picture as it is kept, the small one beside it (JPEG), and its size in pixels."""

    data: bytes
    small: bytes
    width: int
    height: int


def clean_picture(data: bytes) -> CleanPicture:
    """The picture without anything but its pixels. Raises FileRefusedError where it cannot be read, or is far too large."""
    try:
        with Image.open(io.BytesIO(data), formats=tuple(MOST_PIXELS)) as opened:
            kept_as = opened.format or "PNG"
            if opened.width * opened.height > MOST_PIXELS[kept_as]:
                millions = MOST_PIXELS[kept_as] // 1_000_000
                raise FileRefusedError(f"This picture has more than {millions} million pixels. Save it smaller.")
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is then read at no more than it needs
            picture = ImageOps.exif_transpose(opened)
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            picture = _plain(picture, see_through=kept_as != "JPEG")
            small = _plain(picture, see_through=False)
            small.thumbnail((SMALL_SIDE, SMALL_SIDE))
            return CleanPicture(_saved(picture, kept_as), _saved(small, "JPEG"), picture.width, picture.height)
    except _UNREADABLE as error:
        raise FileRefusedError("This picture cannot be read. Save it anew as JPEG or PNG.") from error


def _plain(picture: Image.Image, *, see_through: bool) -> Image.Image:
    """The pixels alone, in colours that every browser shows; what is see-through lies on white paper where it may not be."""
    has_alpha = "A" in picture.getbands() or "transparency" in picture.info
    if has_alpha and see_through:
        return picture.convert("RGBA")
    if not has_alpha:
        return picture.convert("RGB")
    paper = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(paper, picture.convert("RGBA")).convert("RGB")


def _saved(picture: Image.Image, kind: str) -> bytes:
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    out = io.BytesIO()
    bare.save(out, kind, **({"quality": 85} if kind != "PNG" else {"optimize": True}))
    return out.getvalue()
