"""The list of plans, and the same as CSV."""

from collections.abc import Mapping

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from qms.kernel.db import db
from qms.kernel.paging import page_of
from qms.kernel.uploads.export import safe_csv
from qms.organisation.presenters import choices as unit_choices
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import person, signed_in
from qms.people.roles import Permission
from qms.planning.blueprint import blueprint
from qms.planning.drivers.diagram import diagrams_of
from qms.planning.plans import listing
from qms.planning.plans.models import PlanState, QualityPlan
from qms.planning.plans.presenters import CSV_COLUMNS, Row, csv_cells, list_sentence, rows
from qms.planning.plans.wording import STATE_WORDS

CSV_ROWS = 5_000

STATES = [
    (listing.LIVE, "In use"),
    *((state.value, STATE_WORDS[state]) for state in PlanState),
    (listing.OVERDUE, "Review overdue"),
    (listing.EVERYTHING, "All"),
]


@blueprint.get("/")
@signed_in
def index() -> ResponseReturnValue:
    """Every plan, narrowed and sorted as the address says."""
    filters = _filters(request.args)
    page = page_of(listing.statement(filters), size=50)
    return render_template(
        "planning/plans/index.html",
        filters=filters,
        sentence=list_sentence(listing.totals(filters), filters),
        page=page,
        rows=_rows(page.items),
        units=unit_choices(listing.units_with_plans()),
        states=STATES,
        objectives=listing.objectives_with_plans(),
        may_draft=person().can_anywhere(Permission.EDIT_PLANS),
    )


@blueprint.get("/plans.csv")
@signed_in
def plans_csv() -> Response:
    """The list, narrowed and sorted alike, as a file."""
    statement = listing.statement(_filters(request.args)).limit(CSV_ROWS)
    found = _rows(list(db.session.execute(statement).unique().scalars()))
    text = safe_csv([csv_cells(row) for row in found], CSV_COLUMNS, bom=True)
    return Response(text, mimetype="text/csv", headers={"Content-Disposition": "attachment; filename=plans.csv"})


def _rows(plans: list[QualityPlan]) -> list[Row]:
    return rows(plans, diagrams_of([each.id for each in plans]))


def _filters(query: Mapping[str, str]) -> listing.Filters:
    """What the address asks for; a unit that does not exist is a 404, other nonsense is passed over."""
    unit_id, objective_id = (_number(query.get(name, "")) for name in ("unit", "objective"))
    return listing.Filters(
        unit=unit_by_id(unit_id) if unit_id else None,
        state=query.get("state", listing.LIVE),
        objective_id=objective_id,
        words=query.get("words", "").strip()[:100],
        sort=query.get("sort") or "title",
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
