"""A file on its way in, checked and made fit before anything of it is stored."""

from dataclasses import dataclass

from qms.improvement.files.kinds import FileRefusedError, Kind, Shape, recognise, tidy_name
from qms.improvement.files.looking_into import refuse_nhs_numbers
from qms.improvement.files.pictures import clean_picture
from qms.kernel.screening import find_nhs_numbers

MOST_BYTES = 15 * 1024 * 1024  # of one file as it comes
MOST_TOGETHER = 20 * 1024 * 1024  # of what is sent at once, with the words beside it
MOST_AT_ONCE = 6


@dataclass(frozen=True)
class Prepared:
    """What will be kept: pictures without anything but their pixels, and with a small one beside them."""

    name: str
    kind: Kind
    data: bytes
    small: bytes | None = None
    width: int | None = None
    height: int | None = None


def prepare(name: str, data: bytes) -> Prepared:
    """The file as it will be kept. Raises FileRefusedError with what to do instead."""
    if not data:
        raise FileRefusedError("This file is empty.")
    if len(data) > MOST_BYTES:
        raise FileRefusedError(f"This file is larger than {MOST_BYTES // 1024 // 1024} MB. Save it smaller, or as PDF.")
    if find_nhs_numbers(name.replace("_", " ")):
        raise FileRefusedError("Its name looks as if it held an NHS number. Give the file another name.")
    kind = recognise(name, data)
    tidy = tidy_name(name, kind)
    if kind.shape is Shape.PICTURE:
        picture = clean_picture(data)
        return Prepared(tidy, kind, picture.data, picture.small, picture.width, picture.height)
    refuse_nhs_numbers(data, kind)
    return Prepared(tidy, kind, data)
