"""What all projects are worth together, and the same as CSV."""

from collections.abc import Mapping

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from qms.improvement.benefits import queries
from qms.improvement.benefits.models import Benefit, BenefitKind, BenefitState
from qms.improvement.benefits.presenters import CSV_COLUMNS, csv_cells, list_sentence, rows, sum_views
from qms.improvement.benefits.wording import CAUTION, KINDS, STATES
from qms.improvement.blueprint import blueprint
from qms.improvement.projects.choices import unit_choices
from qms.improvement.projects.listing import units_with_projects
from qms.kernel.db import db
from qms.kernel.paging import page_of
from qms.kernel.uploads.export import safe_csv
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import signed_in

CSV_ROWS = 5_000


@blueprint.get("/benefits")
@signed_in
def benefits() -> ResponseReturnValue:
    """Every benefit, narrowed as the address says, with the sums over the whole list."""
    filters = _filters(request.args)
    page, claims = page_of(queries.statement(filters), size=50), queries.claims(filters)
    return render_template(
        "improvement/benefits/index.html",
        filters=filters,
        sentence=list_sentence(claims),
        sums=sum_views(claims),
        caution=CAUTION,
        page=page,
        rows=rows(page.items),
        units=unit_choices(units_with_projects()),
        kinds=[(kind.value, words.name) for kind, words in KINDS.items()],
        states=[(state.value, words) for state, (words, _) in STATES.items()],
    )


@blueprint.get("/benefits.csv")
@signed_in
def benefits_csv() -> Response:
    """The list as a file."""
    statement = queries.statement(_filters(request.args)).limit(CSV_ROWS)
    found: list[Benefit] = list(db.session.execute(statement).unique().scalars())
    text = safe_csv([csv_cells(each) for each in found], CSV_COLUMNS, bom=True)
    return Response(text, mimetype="text/csv", headers={"Content-Disposition": "attachment; filename=benefits.csv"})


def _filters(query: Mapping[str, str]) -> queries.Filters:
    """What the address asks for; a unit that does not exist is a 404, other nonsense is passed over."""
    unit, kind, state = (query.get(name, "") for name in ("unit", "kind", "state"))
    asked = int(unit) if unit.isascii() and unit.isdigit() and len(unit) < 10 else 0
    return queries.Filters(
        unit=unit_by_id(asked) if asked else None,
        kind=BenefitKind(kind) if kind in set(BenefitKind) else None,
        state=BenefitState(state) if state in set(BenefitState) else None,
    )
