"""The page of one box: what it serves, what measures it, who works on it, what stands below."""

from dataclasses import dataclass, field
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from qms.golden_thread.metrics.models import Series
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.presenters import Tile, tile
from qms.golden_thread.readings.queries import readings_of
from qms.golden_thread.strands import strand
from qms.kernel.formats import count
from qms.people.access import person
from qms.people.roles import Permission
from qms.planning.drivers.attaching import may_also_serve
from qms.planning.drivers.box_forms import MeasureForm, ProjectForm, ServeForm, TakeAwayForm
from qms.planning.drivers.diagram import Diagram, diagram_of
from qms.planning.drivers.graph import Box
from qms.planning.drivers.models import DriverKind
from qms.planning.drivers.queries import driver as driver_by_id
from qms.planning.drivers.queries import measures_of, plan_of_driver, series_for
from qms.planning.drivers.wording import CHILD_WORDS, KIND_WORDS, shown_text
from qms.planning.plans.models import PlanState


@dataclass
class BoxForms:
    """The forms of the page; each empty, unless a view hands in the one that was refused."""

    serve: ServeForm | None = None
    refusal: str = ""
    more: dict[str, Any] = field(default_factory=dict)


def render_box(driver_id: int, forms: BoxForms | None = None, *, status: int = 200) -> ResponseReturnValue:
    """The page; `status` is 422 where something was refused, 409 where the plan had changed meanwhile."""
    forms = forms or BoxForms()
    row, plan = driver_by_id(driver_id), plan_of_driver(driver_id)
    diagram = diagram_of(plan.id)
    box = diagram.graph.boxes[row.id]
    may_edit = plan.state is not PlanState.RETIRED and person().can(Permission.EDIT_PLANS, plan.unit)
    series = measures_of([plan.id]).get(box.id, [])
    words = request.args.get("q", "").strip()[:100]
    attached = {each.id for each in diagram.works.get(box.id, ())}
    version = {"version": str(plan.version)}
    serve = forms.serve or ServeForm(formdata=None, parents=list(box.parents[1:]), **version)
    serve.parents.choices = [
        (each.id, f"{shown_text(each.text)} ({KIND_WORDS[each.kind].lower()})") for each in may_also_serve(diagram.graph, box)
    ]
    context: dict[str, Any] = {
        "plan": plan,
        "box": box,
        "kind": KIND_WORDS[box.kind],
        "title": shown_text(box.text),
        "sentence": box_sentence(diagram, box),
        "idea": box.kind is DriverKind.CHANGE_IDEA,
        "parents": [diagram.graph.boxes[each] for each in box.parents],
        "helpers": diagram.graph.helpers(box.id),
        "kind_words": KIND_WORDS,
        "shown_text": shown_text,
        "tiles": _tiles(series, readings_of([each.id for each in series]) if series else {}),
        "works": diagram.works.get(box.id, ()),
        "may_edit": may_edit,
        "signed": plan.state is PlanState.SIGNED_OFF,
        "words": words,
        "found": series_for(plan.unit, words, but=[each.id for each in series]) if may_edit else [],
        "serve": serve,
        "measure_form": MeasureForm(formdata=None, **version),
        "take_away": TakeAwayForm(formdata=None, **version),
        "project_form": ProjectForm(formdata=None, **version).offer(
            [each for each in strand("project").choices(plan.unit) if each[0] not in attached] if may_edit else []
        ),
        "may_start": person().can_anywhere(Permission.RUN_PROJECTS),
        "refusal": forms.refusal,
    }
    return render_template("planning/drivers/driver.html", **context), status


def box_sentence(diagram: Diagram, box: Box) -> str:
    """'A secondary driver. 1 measure tells whether it moves, and gives concern. It has 2 change ideas.'"""
    measures = diagram.measures.get(box.id, ())
    concern = sum(each.gives_concern for each in measures)
    first = "The aim of this plan." if box.kind is DriverKind.AIM else f"A {KIND_WORDS[box.kind].lower()}."
    told = "No measure tells whether it moves."
    if measures:
        gives = (
            f", and {'it' if len(measures) == 1 else concern} {'gives' if concern == 1 else 'give'} concern"
            if concern
            else ""
        )
        told = f"{count(len(measures), 'measure')} {'tells' if len(measures) == 1 else 'tell'} whether it moves{gives}."
    if box.kind is DriverKind.CHANGE_IDEA:
        works = diagram.works.get(box.id, ())
        last = (
            f"{count(len(works), 'project')} {'works' if len(works) == 1 else 'work'} on it."
            if works
            else "No project works on it yet."
        )
    else:
        helpers = [each for each in diagram.graph.helpers(box.id) if each.column == box.column + 1]
        last = (
            f"It has {count(len(helpers), CHILD_WORDS[box.kind])}." if helpers else f"It has no {CHILD_WORDS[box.kind]} yet."
        )
    return f"{first} {told} {last}"


def _tiles(series: list[Series], readings: dict[int, Reading]) -> list[tuple[Series, Tile | None]]:
    """Each attached series with its tile, where there is a reading."""
    return [(each, tile(readings[each.id]) if each.id in readings else None) for each in series]
