"""The charter and the stages as a part of the project's page."""

from typing import Any

from qms.improvement.progress.forms import StageForm
from qms.improvement.progress.presenters import stage_views
from qms.improvement.projects.models import ENDED, Project, Stage, StageStep
from qms.improvement.projects.presenters import charter_rows
from qms.improvement.projects.queries import stage_steps_of
from qms.kernel import clock
from qms.people.models import Person


def content(project: Project, reader: Person) -> dict[str, Any]:
    """What the project set out to do, and the stages that it went through."""
    steps = stage_steps_of(project.id)
    form = StageForm(formdata=None, stage=following(project.stage, steps).value, since=clock.today())
    return {"charter": charter_rows(project), "stages": stage_views(steps), "forms": {"stage": form}}


def following(stage: Stage, steps: list[StageStep]) -> Stage:
    """The stage that usually comes next: what the form proposes. A paused project goes on where it was, an ended one is
    opened again to testing."""
    if stage is Stage.PAUSED:
        return next((each.stage for each in reversed(steps) if each.stage is not Stage.PAUSED), Stage.TESTING)
    if stage in ENDED:
        return Stage.TESTING
    if stage is Stage.SUSTAINING:
        return Stage.COMPLETED
    usual = list(Stage)
    return usual[usual.index(stage) + 1]
