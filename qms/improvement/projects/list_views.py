"""The list of projects, and the same as CSV."""

from collections.abc import Mapping

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.projects import listing
from qms.improvement.projects.choices import unit_choices
from qms.improvement.projects.models import Project, Stage
from qms.improvement.projects.presenters import CSV_COLUMNS, csv_cells, list_sentence
from qms.improvement.projects.rows import rows_of
from qms.improvement.projects.wording import STAGE_WORDS
from qms.kernel.db import db
from qms.kernel.paging import page_of
from qms.kernel.uploads.export import safe_csv
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import person, signed_in
from qms.people.roles import Permission

CSV_ROWS = 5_000
ARCHIVED = "archived"  # asked for as if it were a stage


@blueprint.get("/")
@signed_in
def index() -> ResponseReturnValue:
    """Every project, narrowed and sorted as the address says."""
    filters = _filters(request.args)
    page = page_of(listing.statement(filters), size=50)
    return render_template(
        "improvement/projects/index.html",
        filters=filters,
        mine=bool(filters.lead_id),
        sentence=list_sentence(listing.totals(filters), filters),
        page=page,
        rows=rows_of(page.items),
        units=unit_choices(listing.units_with_projects()),
        stages=[
            (listing.ACTIVE, "All that go on"),
            *((stage.value, STAGE_WORDS[stage]) for stage in Stage),
            (ARCHIVED, "Archived"),
        ],
        objectives=listing.objectives_with_projects(),
        may_start=person().can_anywhere(Permission.RUN_PROJECTS),
    )


@blueprint.get("/projects.csv")
@signed_in
def projects_csv() -> Response:
    """The list, narrowed and sorted alike, as a file."""
    statement = listing.statement(_filters(request.args)).limit(CSV_ROWS)
    projects: list[Project] = list(db.session.execute(statement).unique().scalars())
    found = rows_of(projects)
    text = safe_csv([csv_cells(row) for row in found], CSV_COLUMNS, bom=True)
    return Response(text, mimetype="text/csv", headers={"Content-Disposition": "attachment; filename=projects.csv"})


def _filters(query: Mapping[str, str]) -> listing.Filters:
    """What the address asks for; a unit that does not exist is a 404, other nonsense is passed over."""
    unit_id, objective_id = (_number(query.get(name, "")) for name in ("unit", "objective"))
    return listing.Filters(
        unit=unit_by_id(unit_id) if unit_id else None,
        stage="" if query.get("stage") == ARCHIVED else query.get("stage", ""),
        archived=query.get("stage") == ARCHIVED,
        objective_id=objective_id,
        lead_id=person().id if query.get("lead") == "me" else None,
        words=query.get("words", "").strip()[:100],
        sort=query.get("sort") or listing.NEWEST_ENTRY_FIRST,
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
