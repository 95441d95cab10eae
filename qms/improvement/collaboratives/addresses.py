"""Where the parts of a collaborative's page are."""

from flask import url_for

FIRST = "overview"  # the part that the page's plain address shows


def tab_url(collaborative_id: int, key: str = FIRST, anchor: str = "") -> str:
    """The address of one part (see parts.py), at its beginning or at the anchor within it."""
    tab = None if key == FIRST else key
    return url_for("improvement.collaborative", collaborative_id=collaborative_id, tab=tab, _anchor=anchor or key)
