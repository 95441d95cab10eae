"""An edition as plain data: written when it is signed off, read again as it was. Its keys are stored, so they only grow."""

from collections.abc import Mapping
from typing import Any

from qms.planning.drivers.diagram import Diagram, Measure, Work
from qms.planning.drivers.graph import Box, Graph
from qms.planning.drivers.models import DriverKind
from qms.planning.plans.models import QualityPlan


def content_of(plan: QualityPlan, diagram: Diagram) -> dict[str, Any]:
    """Everything that the plan says, and what its measures and projects said on that day."""
    return {
        "title": plan.title,
        "unit": plan.unit.name,
        "objective": plan.objective.title if plan.objective else "",
        "needs": plan.needs,
        "co_design": plan.co_design,
        "aim": plan.aim,
        "owner": plan.owner.name if plan.owner else "",
        "review_on": plan.review_on.isoformat() if plan.review_on else "",
        "drivers": [
            {
                "id": place.box.id,
                "kind": place.box.kind.value,
                "text": place.box.text,
                "position": place.box.position,
                "parents": list(place.box.parents),
                "measures": [_measure(each) for each in diagram.measures.get(place.box.id, ())],
                "projects": [
                    {"id": each.id, "title": each.title, "state": each.state} for each in diagram.works.get(place.box.id, ())
                ],
            }
            for place in diagram.graph.walk()
        ],
    }


def diagram_of(content: Mapping[str, Any]) -> Diagram:
    """The diagram of an edition, as it was; what is missing in an edition written by hand is taken as empty."""
    drivers = content.get("drivers", [])
    boxes = [
        Box(each["id"], DriverKind(each["kind"]), each["text"], each.get("position", 0), tuple(each.get("parents", ())))
        for each in drivers
    ]
    measures = {each["id"]: [Measure(**kept) for kept in each.get("measures", ())] for each in drivers}
    works = {each["id"]: [Work(**kept) for kept in each.get("projects", ())] for each in drivers}
    return Diagram(
        Graph.of(boxes),
        {box_id: found for box_id, found in measures.items() if found},
        {box_id: found for box_id, found in works.items() if found},
    )


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "series_id": measure.series_id,
        "name": measure.name,
        "unit": measure.unit,
        "value": measure.value,
        "short": measure.short,
        "period": measure.period,
        "variation": measure.variation,
        "assurance": measure.assurance,
    }
