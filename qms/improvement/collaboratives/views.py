"""The list of collaboratives, and the page of one."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.collaboratives.listing import listed, rows_of, sentence
from qms.improvement.collaboratives.page import render_collaborative
from qms.improvement.collaboratives.queries import collaborative as collaborative_by_id
from qms.people.access import person, signed_in
from qms.people.roles import Permission


@blueprint.get("/collaboratives")
@signed_in
def collaboratives() -> ResponseReturnValue:
    """Every programme, those that run first."""
    page = listed(words=" ".join(request.args.get("words", "").split()))
    return render_template(
        "improvement/collaboratives/index.html",
        page=page,
        rows=rows_of(page.items),
        sentence=sentence(),
        words=request.args.get("words", ""),
        may_start=person().can_anywhere(Permission.COACH_PROJECTS),
    )


@blueprint.get("/collaboratives/<int:collaborative_id>")
@signed_in
def collaborative(collaborative_id: int) -> ResponseReturnValue:
    """One programme: its teams, what they found, what comes next."""
    return render_collaborative(collaborative_by_id(collaborative_id))
