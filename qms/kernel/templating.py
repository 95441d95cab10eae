"""What every template has at hand: formats, the organisation's name, the day."""

import datetime as dt
from typing import Any

from flask import Flask, current_app, has_request_context, request, url_for
from jinja2 import StrictUndefined

from qms.kernel import clock, formats, settings

UNNAMED = "Your organisation"
FRAME = "qms.frame"


def init_app(app: Flask) -> None:
    """Set up Jinja: a name that a view forgot is an error, not an empty space."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    for name in ("day", "month", "moment", "number", "percent", "count", "listed"):
        app.jinja_env.filters[name] = getattr(formats, name)
    app.jinja_env.filters["ago"] = _ago
    app.jinja_env.globals["page_url"] = page_url
    app.context_processor(_frame)


def organisation_name() -> str:
    """The name in the header: from the environment, or from this instance's settings."""
    return current_app.config["ORGANISATION_NAME"] or settings.read(settings.ORGANISATION_NAME, UNNAMED)


def page_url(**changes: Any) -> str:
    """This page's address with some of its query changed: for paging, sorting and filters."""
    query = {**request.args.to_dict(), **changes}
    return url_for(request.endpoint or "home", **(request.view_args or {}), **{k: v for k, v in query.items() if v != ""})


def _frame() -> dict[str, Any]:
    """The frame's words; a page that is rendered in parts reads them once."""
    if not has_request_context():
        return _read_frame()
    if FRAME not in request.environ:
        request.environ[FRAME] = _read_frame()
    return request.environ[FRAME]


def _read_frame() -> dict[str, Any]:
    stored = settings.read_several(settings.ORGANISATION_NAME, settings.DEMONSTRATION)
    return {
        "organisation_name": current_app.config["ORGANISATION_NAME"] or stored.get(settings.ORGANISATION_NAME, UNNAMED),
        "today": clock.today(),
        "is_demonstration": stored.get(settings.DEMONSTRATION) == "yes",
    }


def _ago(then: dt.date | dt.datetime) -> str:
    return formats.ago(clock.day_of(then) if isinstance(then, dt.datetime) else then, clock.today())
