"""Plans, drivers and readings for the tests of this room."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from qms.golden_thread.metrics.models import Series
from qms.golden_thread.objectives.models import Objective
from qms.golden_thread.readings.models import Reading
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.planning.drivers import actions
from qms.planning.drivers.graph import Graph
from qms.planning.drivers.models import DriverKind
from qms.planning.drivers.queries import graph_of
from qms.planning.plans.actions import draft_plan
from qms.planning.plans.models import QualityPlan

AIM = "Reduce falls from 6.1 to 4.0 per 1,000 bed days by March 2027"


def a_plan(unit: Unit, by: Person, **fields: Any) -> QualityPlan:
    """A draft with an aim and no drivers, stored."""
    plan = draft_plan(**({"title": "Fewer falls", "unit": unit, "aim": AIM, "by": by} | fields))
    db.session.commit()
    return plan


def draw(plan: QualityPlan, tree: Mapping[str, Any], *, by: Person) -> dict[str, int]:
    """Draw boxes under the aim as nested mappings of words say; returns the boxes' ids by their words, stored."""
    aim = graph_of(plan.id).aim
    assert aim is not None
    ids = {"": aim.id}

    def under(parent: int, below: Mapping[str, Any]) -> None:
        for text, deeper in below.items():
            ids[text] = actions.add_child(plan, parent, by=by, text=text)
            under(ids[text], deeper)

    under(aim.id, tree)
    db.session.commit()
    return ids


def outline(graph: Graph) -> list[str]:
    """The outline as lines of words, a dot for each step in, without the aim."""
    return ["." * (place.depth - 1) + place.box.text for place in graph.walk() if place.box.kind is not DriverKind.AIM]


def a_reading(series: Series, **fields: Any) -> Reading:
    """What the series' chart says, stored: common cause unless told otherwise."""
    reading = Reading(
        series_id=series.id,
        **(
            {
                "period": dt.date(2026, 10, 1),
                "value": 4.6,
                "variation": "common-cause",
                "assurance": "fail",
                "provisional": False,
                "points": 24,
                "explanation": "The values go up and down as usual.",
            }
            | fields
        ),
    )
    db.session.add(reading)
    db.session.commit()
    return reading


def an_objective(unit: Unit, title: str, **fields: Any) -> Objective:
    """An active objective of the unit, stored."""
    objective = Objective(
        **(
            {
                "unit_id": unit.id,
                "title": title,
                "period": "2026/27",
                "starts_on": dt.date(2026, 4, 1),
                "due_on": dt.date(2027, 3, 31),
            }
            | fields
        )
    )
    db.session.add(objective)
    db.session.commit()
    return objective
