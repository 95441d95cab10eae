"""The page that a yearly report is written from, and the same as CSV."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.impact.editions.presenters import edition_views
from qms.improvement.impact.editions.queries import editions_of
from qms.improvement.impact.yearly.page import begun, year_context, year_file
from qms.improvement.impact.yearly.presenters import neighbours, story_of
from qms.improvement.impact.yearly.queries import Year, year_of_unit
from qms.improvement.impact.years import year_of
from qms.kernel import clock
from qms.kernel.formats import day
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import person, signed_in
from qms.people.roles import Permission


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
        editions=edition_views(editions_of(found.unit, year)),
        may_keep=person().can(Permission.RUN_PROJECTS, found.unit),
        **year_context(story_of(found)),
    )


@blueprint.get("/impact/years/<int:unit_id>/<int:year>.csv")
@signed_in
def impact_year_csv(unit_id: int, year: int) -> Response:
    """The same as rows."""
    return year_file(story_of(_found(unit_id, year)))


def _found(unit_id: int, year: int) -> Year:
    return year_of_unit(unit_by_id(unit_id), begun(year))
