"""Where the parts of a project's page are."""

from flask import url_for

FIRST = "log"  # the part that the page's plain address shows


def part_url(project_id: int, key: str, anchor: str = "") -> str:
    """The address of one part (see parts.py), at its beginning or at the anchor within it."""
    tab = None if key == FIRST else key
    return url_for("improvement.project", project_id=project_id, tab=tab, _anchor=anchor or key)
