"""The part of a chart around a change, as a picture that other rooms show."""

import datetime as dt

from flask import Response, request
from werkzeug.exceptions import NotFound

from qms.control.blueprint import blueprint
from qms.control.charts.drawings import phone_picture, picture_file
from qms.control.charts.naming import file_stem
from qms.control.charts.presenters import load
from qms.control.charts.slices import slice_of
from qms.control.charts.views import picture
from qms.people.access import signed_in

MOST_FLAGS = 9


@blueprint.get("/charts/<int:series_id>/slices/<day:period>.<any(svg, png):kind>")
@signed_in
def chart_slice(series_id: int, period: dt.date, kind: str) -> Response:
    """The chart from some points before that day on; ?until= ends it, each ?flag= is a day to mark, ?size=phone gives the
    narrow picture. 404 where nothing has been measured."""
    loaded = load(series_id)
    if loaded.subject is None:
        raise NotFound("There is nothing to show yet: no measurements have been stored for this chart.")
    flags = [day for day in map(_day, request.args.getlist("flag")[:MOST_FLAGS]) if day]
    subject = slice_of(loaded.subject, period, _day(request.args.get("until", "")), flags=flags)
    svg = phone_picture(subject) if request.args.get("size") == "phone" else picture_file(subject)
    return picture(svg, kind, f"{file_stem(loaded.title, subject.chart)}-around-{period}")


def _day(text: str) -> dt.date | None:
    """The day that was asked for; None for none, and for what is no day."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
