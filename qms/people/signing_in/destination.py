"""Where to go after signing in: only ever to a page of our own."""

import re

from flask import url_for

# One slash, then anything but a second slash or a backslash, which browsers read as another host. No control
# characters at all: browsers drop tabs and line ends, so that "/\t/host" would become "//host".
_OWN = re.compile(r"/(?![/\\])[^\x00-\x1f\x7f\\]*")


def own_page(asked_for: str | None) -> str:
    """The page that was asked for, or the home page where that is not a relative path of ours."""
    if asked_for and _OWN.fullmatch(asked_for):
        return asked_for
    return url_for("home")
