"""A chart split at the day of a change, as a picture that other rooms show."""

import datetime as dt

from flask import Response, request
from werkzeug.exceptions import NotFound

from qms.control.blueprint import blueprint
from qms.control.charts.changes import split_subject
from qms.control.charts.drawings import phone_picture, picture_file
from qms.control.charts.naming import file_stem
from qms.control.charts.presenters import load
from qms.control.charts.views import picture
from qms.people.access import signed_in


@blueprint.get("/charts/<int:series_id>/changes/<day:period>.<any(svg, png):kind>")
@signed_in
def chart_change(series_id: int, period: dt.date, kind: str) -> Response:
    """The chart with its average and limits before and since that day; ?until= ends it, ?size=phone gives the narrow
    picture. 404 where nothing has been measured."""
    loaded = load(series_id)
    if loaded.subject is None:
        raise NotFound("There is nothing to show yet: no measurements have been stored for this chart.")
    subject = split_subject(loaded.subject, period, _day(request.args.get("until", "")))
    svg = phone_picture(subject) if request.args.get("size") == "phone" else picture_file(subject)
    return picture(svg, kind, f"{file_stem(loaded.title, subject.chart)}-change-{period}")


def _day(text: str) -> dt.date | None:
    """The day that was asked for; None for none, and for what is no day."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
