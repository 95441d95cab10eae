"""The list of sequences, and a sequence's own page and files."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from werkzeug.exceptions import NotFound

from qms.control.blueprint import blueprint
from qms.control.cusums import queries
from qms.control.cusums.charting import charts_of
from qms.control.cusums.forms import ExplainForm
from qms.control.cusums.models import OutcomeSequence
from qms.control.cusums.presenters import (
    cusum_picture,
    line_of,
    list_sentence,
    sequence_page,
    table_columns,
    table_rows,
    vlad_picture,
)
from qms.golden_thread.drawing import svg_to_png
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.paging import Page, page_of, slice_of
from qms.kernel.uploads import safe_csv, stream_csv
from qms.organisation.queries import all_units
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import person, signed_in
from qms.people.roles import Permission

COLUMNS = ("sequence", "unit", "standing", "cases", "events", "expected", "last_case", "owner", "closed_on")
CASES_A_PAGE = 20


@blueprint.get("/cusums")
@signed_in
def cusums() -> ResponseReturnValue:
    """Sequences of cases: those with a limit reached first."""
    unit_id, closed = request.args.get("unit", type=int), request.args.get("closed") == "1"
    unit = unit_by_id(unit_id) if unit_id else None
    statement = queries.sequences_matching(unit, closed=closed)
    found = page_of(statement, size=30)
    waiting = statement.where(queries.waits()).order_by(None).subquery()
    return render_template(
        "control/cusums/index.html",
        page=Page([line_of(each) for each in queries.listed(found.items)], found.number, found.size, found.total),
        sentence=list_sentence(found.total, db.session.scalar(select(func.count()).select_from(waiting)) or 0),
        units=all_units(),
        unit=unit,
        closed=closed,
        may_start=person().can_anywhere(Permission.DEFINE_METRICS),
    )


@blueprint.get("/cusums.csv")
@signed_in
def cusums_file() -> Response:
    """The same list whole, as CSV."""
    unit_id, closed = request.args.get("unit", type=int), request.args.get("closed") == "1"
    statement = queries.sequences_matching(unit_by_id(unit_id) if unit_id else None, closed=closed)
    found = queries.listed(list(db.session.execute(statement).scalars()))
    rows = []
    for each in found:
        one, reading = each.sequence, each.reading
        figures = [reading.cases, reading.events, reading.expected, reading.last_on] if reading else [0, 0, 0, None]
        rows.append([one.name, one.unit.name, line_of(each).standing.words, *figures, one.owner.name, one.closed_on])
    return download(safe_csv(rows, COLUMNS, bom=True), f"case-by-case-{clock.today().isoformat()}.csv", "text/csv")


@blueprint.get("/cusums/<int:sequence_id>")
@signed_in
def cusum(sequence_id: int) -> ResponseReturnValue:
    """One sequence: the sentence, the pictures, signals with their answers, the cases."""
    return show(queries.sequence(sequence_id))


def show(
    one: OutcomeSequence, *, answered: int = 0, form: ExplainForm | None = None, problem: str = "", status: int = 200
) -> ResponseReturnValue:
    """The page; `form` is the one that came with the request for the signal `answered`, as it was filled in."""
    signals = queries.signals_of(one)
    charts = charts_of(one, queries.cases_of(one), signals)
    rows = slice_of(range(len(charts.cases) - 1, -1, -1), size=CASES_A_PAGE) if charts else None
    page = sequence_page(one, charts, signals, rows, person())
    return (
        render_template(
            "control/cusums/cusum.html",
            page=page,
            forms={each.id: form if form and each.id == answered else ExplainForm(formdata=None) for each in page.live},
            form=form,
            problem=problem,
            removed=queries.removed_cases(one) if page.may_enter else [],
        ),
        status,
    )


@blueprint.get("/cusums/<int:sequence_id>.<any(svg, png, csv):kind>")
@signed_in
def cusum_file(sequence_id: int, kind: str) -> Response:
    """The CUSUM (or with ?show=vlad the VLAD) as a picture, or all cases as CSV. 404 where there are no cases."""
    one = queries.sequence(sequence_id)
    charts = charts_of(one, queries.cases_of(one), queries.signals_of(one))
    if charts is None:
        raise NotFound("There is nothing to download yet: no cases have been stored.")
    stem = f"cusum-{one.id}"
    if kind == "csv":
        return download("".join(stream_csv(table_rows(one, charts), table_columns(), bom=True)), f"{stem}.csv", "text/csv")
    wants_vlad = request.args.get("show") == "vlad"
    svg = (vlad_picture if wants_vlad else cusum_picture)(one, charts, heading=True)
    name = f"{'vlad' if wants_vlad else 'cusum'}-{one.id}.{kind}"
    if kind == "png":
        return download(svg_to_png(svg), name, "image/png")
    return download(svg, name, "image/svg+xml")


def download(content: str | bytes, name: str, mimetype: str) -> Response:
    """The content as a file with this name."""
    return Response(content, mimetype=mimetype, headers={"Content-Disposition": f'attachment; filename="{name}"'})
