"""The outline editor of a driver diagram: one page, and one address that takes every step."""

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from qms.kernel.db import db
from qms.people.access import needs, person, signed_in
from qms.people.roles import Permission
from qms.planning.blueprint import blueprint
from qms.planning.drivers.actions import reword
from qms.planning.drivers.diagram import diagram_of
from qms.planning.drivers.graph import Box
from qms.planning.drivers.outline_form import Posted, problems, read
from qms.planning.drivers.presenters import lines, picture, verdict_words, weak_sentence
from qms.planning.drivers.queries import recently_deleted
from qms.planning.drivers.sketch import DiagramRefusedError
from qms.planning.drivers.steps import SAID, Done, take, what_goes
from qms.planning.drivers.wording import KIND_WORDS, shown_text
from qms.planning.plans import queries
from qms.planning.plans.editions import PlanRefusedError
from qms.planning.plans.models import PlanState


@blueprint.get("/plans/<int:plan_id>/drivers")
@signed_in
def drivers(plan_id: int) -> ResponseReturnValue:
    """The outline with its diagram; those who may not change it read both."""
    return _page(plan_id)


@blueprint.post("/plans/<int:plan_id>/drivers")
@needs(Permission.EDIT_PLANS, unit_of=queries.unit_of_plan)
def drivers_change(plan_id: int) -> ResponseReturnValue:
    """Store what was typed, then take one step."""
    plan, posted = queries.plan(plan_id), read(request.form)
    if posted.version != str(plan.version):
        return _page(plan_id, typed=posted.typed, stale=True), 409
    if wrong := problems(posted.typed):
        return _page(plan_id, typed=posted.typed, wrong=wrong), 422
    try:
        reword(plan, texts=posted.typed, by=person())
        done = take(plan, posted.step, posted.at, by=person())
    except (DiagramRefusedError, PlanRefusedError) as refusal:
        db.session.rollback()  # what the step had begun must not show in the page that says why it failed
        return _page(plan_id, typed=posted.typed, refusal=refusal.sentence, at=posted.at), 422
    return _to_editor(plan_id, posted, done)


def _to_editor(plan_id: int, posted: Posted, done: Done) -> Response:
    anchor = "ask" if done.ask else "gone" if done.gone else f"text-{done.at}" if done.at else "outline"
    told: dict[str, Any] = {"at": done.at, "did": done.said or None, "ask": done.ask, "gone": done.gone}
    return redirect(url_for("planning.drivers", plan_id=plan_id, _anchor=anchor, **told), 303)


def _page(
    plan_id: int,
    *,
    typed: Mapping[int, str] | None = None,
    wrong: Mapping[int, str] | None = None,
    refusal: str = "",
    at: int | None = None,
    stale: bool = False,
) -> str:
    """The editor. `typed` are words that could not be stored, `wrong` what is wrong with them."""
    plan, diagram = queries.plan(plan_id), diagram_of(plan_id)
    boxes = diagram.graph.boxes
    ask, gone = (request.args.get(name, type=int) for name in ("ask", "gone"))
    deleted = recently_deleted(plan_id)
    typed = typed or {}
    return render_template(
        "planning/drivers/drivers.html",
        plan=plan,
        lines=lines(diagram),
        empty=diagram.graph.aim is None,
        picture=picture(diagram, title=plan.title),
        weak=weak_sentence(diagram),
        verdict_words=verdict_words,
        may_edit=plan.state is not PlanState.RETIRED and person().can(Permission.EDIT_PLANS, plan.unit),
        signed=plan.state is PlanState.SIGNED_OFF,
        at=at or request.args.get("at", type=int),
        said=SAID.get(request.args.get("did", ""), ""),
        ask=(ask, shown_text(boxes[ask].text), what_goes(len(diagram.graph.subtree(ask))), len(diagram.graph.subtree(ask)))
        if ask in boxes
        else None,
        gone=next((each for each in deleted if each.id == gone), None),
        deleted=deleted,
        typed=typed,
        wrong=wrong or {},
        refusal=refusal,
        stale=stale,
        conflict=[(_label(boxes.get(key)), words, _stored(boxes.get(key))) for key, words in typed.items()] if stale else [],
    )


def _label(box: Box | None) -> str:
    return KIND_WORDS[box.kind] if box else "A box that has gone"


def _stored(box: Box | None) -> str:
    return shown_text(box.text) if box else "Deleted meanwhile"
