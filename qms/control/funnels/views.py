"""Funnels: which metrics can be compared, one comparison, and the same as a file."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from qms.control.blueprint import blueprint
from qms.control.charts.views import download, picture
from qms.control.funnels import words
from qms.control.funnels.asking import asked_of
from qms.control.funnels.comparing import Comparison, compare
from qms.control.funnels.listing import comparable
from qms.control.funnels.presenters import FILE_COLUMNS, file_rows, picture_file, shown_comparison, title_of
from qms.golden_thread.metrics.definitions import slug
from qms.golden_thread.metrics.queries import metric as metric_by_id
from qms.kernel.uploads import safe_csv
from qms.organisation.models import UnitKind
from qms.organisation.presenters import choices
from qms.organisation.queries import all_units
from qms.people.access import person, signed_in


@blueprint.get("/funnels")
@signed_in
def funnels() -> ResponseReturnValue:
    """The metrics whose units can be compared."""
    asked = " ".join(request.args.get("q", "").split())[:100]
    return render_template("control/funnels/index.html", page=comparable(asked), words=asked)


@blueprint.get("/funnels/<int:metric_id>")
@signed_in
def funnel(metric_id: int) -> ResponseReturnValue:
    """One metric's units over a period: who differs more than chance, and is it us?"""
    comparison = _comparison(metric_id)
    return render_template(
        "control/funnels/funnel.html",
        comparison=comparison,
        shown=shown_comparison(comparison),
        title=title_of(comparison),
        words=words,
        tops=choices([unit for unit in all_units() if unit.kind is not UnitKind.WARD]),
    )


@blueprint.get("/funnels/<int:metric_id>.<any(svg, png, csv):kind>")
@signed_in
def funnel_file(metric_id: int, kind: str) -> Response:
    """The comparison as a picture for slides, or its units as CSV. 404 where there is nothing to compare."""
    comparison = _comparison(metric_id)
    if comparison.funnel is None:
        raise NotFound(f"There is nothing to download. {comparison.problem}")
    stem = f"{slug(title_of(comparison))}-funnel"
    if kind == "csv":
        rows = file_rows(comparison, comparison.funnel)
        return download(safe_csv(rows, FILE_COLUMNS, bom=True), f"{stem}.csv", "text/csv")
    return picture(picture_file(comparison, comparison.funnel), kind, stem)


def _comparison(metric_id: int) -> Comparison:
    metric = metric_by_id(metric_id)
    return compare(metric, asked_of(metric, request.args, person()))
