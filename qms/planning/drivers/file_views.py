"""The diagram as a file: SVG for documents, PNG for slides."""

from flask import Response

from qms.golden_thread.drawing import svg_to_png
from qms.people.access import signed_in
from qms.planning.blueprint import blueprint
from qms.planning.drivers.diagram import diagram_of
from qms.planning.drivers.presenters import picture
from qms.planning.plans import queries


@blueprint.get("/plans/<int:plan_id>/drivers.svg")
@signed_in
def diagram(plan_id: int) -> Response:
    """The diagram as SVG, without links, which lead nowhere from a document."""
    return _file(_drawn(plan_id), "image/svg+xml", plan_id, "svg")


@blueprint.get("/plans/<int:plan_id>/drivers.png")
@signed_in
def diagram_png(plan_id: int) -> Response:
    """The diagram as PNG, twice as fine as on the page."""
    return _file(svg_to_png(_drawn(plan_id)), "image/png", plan_id, "png")


def _drawn(plan_id: int) -> str:
    plan = queries.plan(plan_id)
    return str(picture(diagram_of(plan_id), title=plan.title, linked=False))


def _file(content: str | bytes, mimetype: str, plan_id: int, ending: str) -> Response:
    name = f"driver-diagram-{plan_id}.{ending}"
    return Response(content, mimetype=mimetype, headers={"Content-Disposition": f"inline; filename={name}"})
