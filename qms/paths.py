"""Where the files that are not Python lie, from a checkout and from an installed wheel alike."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = PACKAGE.parent


def _folder(name: str) -> Path:
    # In a wheel, templates/ and migrations/ are installed inside the package; in a checkout they stand beside it.
    installed = PACKAGE / name
    return installed if installed.is_dir() else _CHECKOUT / name


TEMPLATES = _folder("templates")
MIGRATIONS = _folder("migrations")
STATIC = PACKAGE / "static"
