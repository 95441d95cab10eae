"""A unit's own page, and all its charts side by side."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from qms.control.blueprint import blueprint
from qms.control.wards import queries
from qms.control.wards.presenters import crumbs_above, small_charts, ward_page
from qms.kernel.paging import Page, page_of
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import person, signed_in

CHARTS_A_PAGE = 12


@blueprint.get("/units/<int:unit_id>")
@signed_in
def ward(unit_id: int) -> ResponseReturnValue:
    """What a huddle looks at: signals, verdicts, charts, projects, and how the unit contributes."""
    return render_template("control/wards/ward.html", page=ward_page(unit_by_id(unit_id), person()))


@blueprint.get("/units/<int:unit_id>/charts")
@signed_in
def small_multiples(unit_id: int) -> ResponseReturnValue:
    """All charts of the unit, small, some a page; parts only where asked for."""
    unit = unit_by_id(unit_id)
    parts, metric_id = request.args.get("stratum") == "all", request.args.get("metric", type=int)
    readings = page_of(queries.charts_at(unit, parts=parts or bool(metric_id), metric_id=metric_id), size=CHARTS_A_PAGE)
    return render_template(
        "control/wards/charts.html",
        unit=unit,
        crumbs_list=[*crumbs_above(unit), (unit.name, url_for("control.ward", unit_id=unit.id))],
        page=Page(small_charts(readings.items), readings.number, readings.size, readings.total),
        parts=parts,
        parts_total=queries.parts_at(unit),
        metric=readings.items[0].series.metric if metric_id and readings.items else None,
    )
