"""The first steps of a new instance, for its administrator; each is ticked when it is done."""

from dataclasses import dataclass

from flask import url_for
from sqlalchemy import exists, func, select

from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.objectives.models import Objective
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.strands import strand
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Membership, Person
from qms.people.role_words import who_may
from qms.people.roles import Permission


@dataclass(frozen=True)
class Step:
    """One step: its words, why, where, and whether it is done. `url` is empty where this person may not do it."""

    text: str
    sentence: str
    url: str
    done: bool


def first_steps(person: Person) -> list[Step]:
    """The steps while one of them is to be done, for an administrator; nothing for anybody else. Two queries."""
    if not person.can_anywhere(Permission.ADMINISTER):
        return []
    people = select(func.count(Membership.person_id.distinct())).scalar_subquery()
    units, members, metrics, readings, objectives = db.session.execute(
        select(
            exists().where(Unit.parent_id.is_not(None)),
            people > 1,
            exists().where(Metric.id.is_not(None)),
            exists().where(Reading.series_id.is_not(None)),
            exists().where(Objective.id.is_not(None)),
        )
    ).one()
    steps = [
        Step(
            "Add the units",
            "Divisions, services and wards below the top. Charts and roles follow this tree.",
            url_for("units"),
            units,
        ),
        Step(
            "Invite people and give them roles",
            "An analyst, a ward manager and a board member are enough to begin. You may give yourself a role too.",
            url_for("people"),
            members,
        ),
        Step(
            "Define the first metric",
            "Say what is counted, out of what, and why. An analyst, a ward manager or a coach can propose it.",
            url_for("metric_new") if person.can_anywhere(Permission.DEFINE_METRICS) else "",
            metrics,
        ),
        Step(
            "Add its measurements",
            "Type them in, paste them from Excel, or upload a file. The chart follows at once.",
            url_for("control.upload_new") if person.can_anywhere(Permission.UPLOAD_MEASUREMENTS) else "",
            readings,
        ),
        Step(
            "Set the first objective",
            "What the board wants to reach, by when. From here on the board page has something to say.",
            url_for("objective_new") if person.can_anywhere(Permission.SET_OBJECTIVES) else "",
            objectives,
        ),
        Step(
            "Start the first project",
            f"Five fields, three minutes. It can be started by anybody with the role {who_may(Permission.RUN_PROJECTS)}: "
            "give it to somebody, or to yourself, under “Invite people and give them roles”.",
            url_for("improvement.project_new") if person.can_anywhere(Permission.RUN_PROJECTS) else "",
            strand("project").has_begun(),
        ),
    ]
    return [] if all(step.done for step in steps) else steps
