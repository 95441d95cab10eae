"""The summary table and its CSV twin."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from qms.control.blueprint import blueprint
from qms.control.charts.views import picture
from qms.control.summary import filters as choices
from qms.control.summary import queries
from qms.control.summary.filters import filters_of
from qms.control.summary.picture import slides_of, summary_picture
from qms.control.summary.presenters import summary_page
from qms.control.summary.table_file import COLUMNS, table_rows
from qms.kernel import clock
from qms.kernel.uploads import stream_csv
from qms.organisation.queries import all_units
from qms.people.access import person, signed_in
from qms.people.roles import Permission

COLUMN_WORDS = {
    "metric": "Metric",
    "unit": "Unit",
    "value": "Last value",
    "variation": "Variation",
    "assurance": "Target met",
    "mean": "Mean",
    "limits": "Width of the limits",
    "target": "Target",
    "age": "Age of the data",
    "action": "Action",
}
ORDERS = [
    (f"{sign}{name}", f"{words}, {way}")
    for name, words in COLUMN_WORDS.items()
    for sign, way in (("", "upwards"), ("-", "downwards"))
]


@blueprint.get("/")
@signed_in
def index() -> ResponseReturnValue:
    """The room opens with the summary table."""
    return _page()


@blueprint.get("/summary")
@signed_in
def summary() -> ResponseReturnValue:
    """Every chart as a row: filtered, sorted, grouped and paged."""
    return _page()


@blueprint.get("/summary.csv")
@signed_in
def summary_file() -> Response:
    """The same table whole, as CSV."""
    text = stream_csv(table_rows(filters_of(request.args)), COLUMNS, bom=True)
    name = f"summary-{clock.today().isoformat()}.csv"
    return Response("".join(text), mimetype="text/csv", headers={"Content-Disposition": f"attachment; filename={name}"})


@blueprint.get("/summary.<any(png, svg):kind>")
@signed_in
def summary_picture_file(kind: str) -> Response:
    """The same rows as a picture for a slide; ?page= is the number of the slide."""
    return picture(summary_picture(filters_of(request.args)), kind, f"summary-{clock.today().isoformat()}")


def _page() -> str:
    page = summary_page(filters_of(request.args))
    return render_template(
        "control/summary/summary.html",
        page=page,
        slides=slides_of(page.page),
        choices=choices,
        units=all_units(),
        metrics=queries.metrics_offered(),
        objectives=queries.objectives_offered(),
        variations=[(each, choices.VARIATIONS[each]) for each in _variations(page.filters.variation)],
        orders=ORDERS,
        may_upload=person().can_anywhere(Permission.UPLOAD_MEASUREMENTS),
    )


def _variations(asked: str) -> tuple[str, ...]:
    """What the form offers, and what a link from another page asked for."""
    return choices.OFFERED if asked in choices.OFFERED or not asked else (*choices.OFFERED, asked)
