"""The page that a yearly report is written from, and the same as CSV."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from qms.improvement.blueprint import blueprint
from qms.improvement.impact.yearly.page import year_context, year_file
from qms.improvement.impact.yearly.presenters import neighbours, story_of
from qms.improvement.impact.yearly.queries import Year, year_of_unit
from qms.improvement.impact.years import FIRST, year_of
from qms.kernel import clock
from qms.kernel.formats import day
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import signed_in


@blueprint.get("/impact/years/<int:unit_id>/<int:year>")
@signed_in
def impact_year(unit_id: int, year: int) -> ResponseReturnValue:
    """One unit's financial year, in sentences and lists."""
    found = _found(unit_id, year)
    return render_template(
        "improvement/impact/year.html",
        unit=found.unit,
        year=year,
        runs_until=day(found.until) if year == year_of(clock.today()) else "",
        neighbours=neighbours(year),
        **year_context(story_of(found)),
    )


@blueprint.get("/impact/years/<int:unit_id>/<int:year>.csv")
@signed_in
def impact_year_csv(unit_id: int, year: int) -> Response:
    """The same as rows."""
    return year_file(story_of(_found(unit_id, year)))


def _found(unit_id: int, year: int) -> Year:
    if not FIRST < year <= year_of(clock.today()):
        raise NotFound("This financial year has not begun, or is too long ago.")
    return year_of_unit(unit_by_id(unit_id), year)
