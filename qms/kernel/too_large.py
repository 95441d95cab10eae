"""When more is sent than the server takes: the words of the page that says so, which fit what was to be sent.

@blueprint.post("/projects/<int:project_id>/files")
@runs_project()
@takes_large("At most 15 MB a file.")
def file_new(project_id): …
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask import current_app, request

View = TypeVar("View", bound=Callable[..., object])

TABLE = "A table has 20 MB at most: split it by year, or remove columns that are not needed."
ANYTHING = "Send less of it, or in parts."


def takes_large(sentence: str) -> Callable[[View], View]:
    """Mark a view to which files are sent: `sentence` says how much it takes, and what to do about more."""

    def mark(view: View) -> View:
        view.too_large = sentence  # type: ignore[attr-defined]  # kept with the view, as its access mark is
        return view

    return mark


def advice() -> str:
    """What the view that was asked says about sending less."""
    view = current_app.view_functions.get(request.endpoint or "")
    said: str = getattr(view, "too_large", ANYTHING)
    return said


MOST_READ = 100_000_000
"""Bytes let pass before the answer; whoever sends more sees a broken connection."""


def let_pass(environ: Mapping[str, Any]) -> None:
    """Read what was sent, a piece at a time, and keep none of it."""
    left = min(int(environ.get("CONTENT_LENGTH") or 0), MOST_READ)
    stream = environ["wsgi.input"]
    while left > 0 and (piece := stream.read(min(left, 1 << 20))):
        left -= len(piece)
