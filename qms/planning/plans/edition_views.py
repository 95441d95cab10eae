"""An edition as it was signed off."""

from flask import render_template
from flask.typing import ResponseReturnValue

from qms.people.access import signed_in
from qms.planning.blueprint import blueprint
from qms.planning.drivers.presenters import lines, picture, verdict_words
from qms.planning.plans import queries
from qms.planning.plans.snapshot import diagram_of


@blueprint.get("/editions/<int:plan_edition_id>")
@signed_in
def edition(plan_edition_id: int) -> ResponseReturnValue:
    """The words, the diagram, and what its measures said on that day."""
    signed = queries.edition(plan_edition_id)
    plan, diagram = queries.plan(signed.plan_id), diagram_of(signed.content)
    return render_template(
        "planning/plans/edition.html",
        plan=plan,
        edition=signed,
        content=signed.content,
        picture=picture(diagram, title=signed.content.get("title", plan.title), live=False),
        lines=lines(diagram),
        verdict_words=verdict_words,
    )
