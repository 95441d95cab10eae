"""The thread's own parts of a home page: objectives that this person owns, how their ward contributes, what to start."""

import datetime as dt
from dataclasses import dataclass

from flask import url_for
from sqlalchemy import select

from qms.golden_thread.objectives.contribution import how_we_contribute
from qms.golden_thread.objectives.links import links_of
from qms.golden_thread.objectives.models import Narrative, Objective, ObjectiveState
from qms.golden_thread.objectives.queries import latest_narratives, light
from qms.golden_thread.objectives.wording import due_words
from qms.golden_thread.strands import Section
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.formats import count
from qms.organisation.models import Level, Unit
from qms.people.models import Person
from qms.people.roles import Permission

OBJECTIVES, CONTRIBUTION, START = 50, 60, 90  # where the parts stand on the page
OLD = dt.timedelta(days=60)
MOST_OBJECTIVES = 12
MOST_UNITS = 3


@dataclass(frozen=True)
class OwnObjective:
    """An objective of the person's, with the age of their last words on it."""

    title: str
    url: str
    unit: str
    due: str
    variation: str | None
    written: dt.date | None
    needs_words: bool


@dataclass(frozen=True)
class Start:
    """Something to begin: the words of its link and one sentence."""

    text: str
    url: str
    sentence: str


def home_sections(person: Person) -> list[Section]:
    """What the thread itself adds to the person's home page."""
    return [*_objectives(person), *_contribution(person), _start(person)]


def _objectives(person: Person) -> list[Section]:
    statement = (
        light(select(Objective))
        .where(Objective.owner_id == person.id, Objective.state == ObjectiveState.ACTIVE)
        .order_by(Objective.due_on, Objective.id)
        .limit(MOST_OBJECTIVES)
    )
    owned = list(db.session.execute(statement).scalars())
    if not owned:
        return []
    ids = [each.id for each in owned]
    links, narratives = links_of(ids), latest_narratives(ids)
    rows = [
        _own(each, next((link.variation for link in links.get(each.id, ())), None), narratives.get(each.id)) for each in owned
    ]
    waiting = sum(row.needs_words for row in rows)
    needs = f"{count(waiting, 'objective')} of yours {'waits' if waiting == 1 else 'wait'} for your words" if waiting else ""
    context = {"owned": rows, "old_days": OLD.days}
    return [Section(OBJECTIVES, "golden_thread/home/objectives.html", context, needs)]


def _own(objective: Objective, variation: str | None, narrative: Narrative | None) -> OwnObjective:
    written = clock.day_of(narrative.at) if narrative else None
    since = max(written or objective.starts_on, clock.day_of(objective.created_at)) if written is None else written
    return OwnObjective(
        title=objective.title,
        url=url_for("objective", objective_id=objective.id),
        unit=objective.unit.name,
        due=due_words(objective),
        variation=variation,
        written=written,
        needs_words=clock.today() - since > OLD,
    )


def _contribution(person: Person) -> list[Section]:
    wards = [unit for unit in _places(person) if unit.level is Level.MICRO][:1]
    parts = [(unit, how_we_contribute(unit)) for unit in wards]
    return [Section(CONTRIBUTION, "golden_thread/home/contribution.html", {"parts": parts})] if parts else []


def _start(person: Person) -> Section:
    starts = [
        Start(
            "Chart something",
            url_for("control.chart_something"),
            "Paste two columns and see their chart. Nothing is stored unless you ask for it.",
        )
    ]
    for unit in person.units_where(Permission.ENTER_MEASUREMENTS)[:MOST_UNITS]:
        url = url_for("control.enter", unit_id=unit.id)
        starts.append(Start(f"Enter figures for {unit.name}", url, "Type this month’s numbers into a grid."))
    for permission, start in (
        (Permission.UPLOAD_MEASUREMENTS, Start("Upload measurements", url_for("control.upload_new"), "From CSV or Excel.")),
        (Permission.DEFINE_METRICS, Start("Propose a metric", url_for("metric_new"), "Say what is counted, out of what.")),
        (Permission.RUN_PROJECTS, Start("Start a project", url_for("improvement.project_new"), "Five answers are enough.")),
        (Permission.SET_OBJECTIVES, Start("Set an objective", url_for("objective_new"), "What to reach, by when.")),
        (
            Permission.ADMINISTER,
            Start("People and roles", url_for("people"), "Invite people and say what they may do where."),
        ),
        (Permission.ADMINISTER, Start("Units", url_for("units"), "Wards, divisions and trusts, as a tree.")),
    ):
        if person.can_anywhere(permission):
            starts.append(start)
    return Section(START, "golden_thread/home/start.html", {"starts": starts, "places": _places(person)[:MOST_UNITS]})


def _places(person: Person) -> list[Unit]:
    """The units that the person belongs to, each once."""
    return list({each.unit_id: each.unit for each in person.memberships if not each.unit.retired}.values())
