"""Photos made fit to be kept: turned upright, no larger than a page needs, and without what the camera wrote into them,
such as the place and the time."""

import io
import threading
from dataclasses import dataclass

from PIL import Image, ImageOps

from qms.improvement.files.kinds import FileRefusedError

LONGEST_SIDE = 2_400  # pixels: sharp on an A4 page
SMALL_SIDE = 320
# Of a picture as it comes. The largest telephones take 50 million; a JPEG need not be read whole, the others must be, and so
# must a JPEG whose data come in several passes, each over the whole picture.
MOST_PIXELS = {"JPEG": 80_000_000, "PNG": 30_000_000, "WEBP": 30_000_000}
MOST_IN_PASSES = 25_000_000
# A picture takes up to 150 MB while it is read; eight people who send theirs at once must not take a gigabyte.
_ONE_AT_A_TIME = threading.Lock()
_MARKER, _SCAN = 0xFF, 0xDA
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_FRAMES_IN_ONE = frozenset((0xC0, 0xC1))  # baseline and extended, whose passes are told by their scans
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
        with _ONE_AT_A_TIME, Image.open(io.BytesIO(data), formats=tuple(MOST_PIXELS)) as opened:
            kept_as = opened.format or "PNG"
            most = MOST_IN_PASSES if kept_as == "JPEG" and _comes_in_passes(data) else MOST_PIXELS[kept_as]
            if opened.width * opened.height > most:
                raise FileRefusedError(f"This picture has more than {most // 1_000_000} million pixels. Save it smaller.")
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is then read at no more than it needs
            opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE))  # first, as turning makes a second picture
            picture = _plain(ImageOps.exif_transpose(opened), see_through=kept_as != "JPEG")
            small = _plain(picture, see_through=False)
            small.thumbnail((SMALL_SIDE, SMALL_SIDE))
            return CleanPicture(_saved(picture, kept_as), _saved(small, "JPEG"), picture.width, picture.height)
    except _UNREADABLE as error:
        raise FileRefusedError("This picture cannot be read. Save it anew as JPEG or PNG.") from error


def _comes_in_passes(jpeg: bytes) -> bool:
    """Whether a JPEG is progressive, or has its colours one after another: all of it is then held while it is read. Told by
    the headers before the first pass (ITU-T T.81, annex B); a file without them is taken to be so."""
    at, colours = 2, 0
    while at + 10 <= len(jpeg) and jpeg[at] == _MARKER:
        kind, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4])
        if kind == _MARKER:  # a fill byte
            at += 1
            continue
        if kind == _SCAN:
            return jpeg[at + 4] < colours
        if kind in _FRAMES:
            if kind not in _FRAMES_IN_ONE:
                return True
            colours = jpeg[at + 9]
        at += 2 + length
    return True


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
