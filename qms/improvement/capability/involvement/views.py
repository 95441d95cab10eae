"""Who is on which project, and the same as a file."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.capability.files import table_file
from qms.improvement.capability.involvement import presenters, queries
from qms.improvement.projects.choices import unit_choices
from qms.kernel.db import db
from qms.kernel.paging import page_of
from qms.organisation.queries import all_units
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import person, signed_in
from qms.people.roles import Permission

FILE_PEOPLE = 5_000
SOME = 500


@blueprint.get("/capability/people")
@signed_in
def capability_people() -> ResponseReturnValue:
    """Everybody on a project that goes on, with their projects."""
    filters = _filters()
    page = page_of(queries.people(filters, person()), size=40)
    on = queries.involvements(page.items, filters.unit)
    keeps = person().can_anywhere(Permission.KEEP_TRAINING)
    return render_template(
        "improvement/capability/involvement/index.html",
        filters=filters,
        page=page,
        rows=presenters.rows(page.items, on, queries.tiers_of(page.items, person()) if keeps else {}),
        sentence=presenters.sentence(page.total, filters),
        units=unit_choices(all_units()),
        keeps=keeps,
    )


@blueprint.get("/capability/people.<any(csv, xlsx):kind>")
@signed_in
def capability_people_file(kind: str) -> Response:
    """A row for each part in a project, narrowed alike."""
    filters = _filters()
    found = list(db.session.execute(queries.people(filters, person()).limit(FILE_PEOPLE)).scalars())
    on: dict[int, list[queries.Involvement]] = {}
    for start in range(0, len(found), SOME):
        on |= queries.involvements(found[start : start + SOME], filters.unit)
    return table_file("people-on-projects", presenters.COLUMNS, presenters.file_rows(found, on), kind)


def _filters() -> queries.Filters:
    """What the address asks for; a unit that does not exist is a 404, other nonsense is passed over."""
    text = request.args.get("unit", "")
    return queries.Filters(
        unit=unit_by_id(int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else None,
        words=request.args.get("words", "").strip()[:100],
        untrained=request.args.get("untrained") == "yes" and person().can_anywhere(Permission.KEEP_TRAINING),
    )
