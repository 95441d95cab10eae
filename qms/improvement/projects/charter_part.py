"""The charter and the stages as a part of the project's page."""

from typing import Any

from flask import request, url_for

from qms.improvement.progress.forms import StageForm
from qms.improvement.progress.presenters import stage_views
from qms.improvement.projects.charter import charter_of
from qms.improvement.projects.models import ENDED, Project, Stage, StageStep
from qms.improvement.projects.queries import stage_steps_of
from qms.kernel import clock
from qms.people.models import Person

ENDINGS = {
    Stage.PAUSED: "Pause it",
    Stage.COMPLETED: "Complete it",
    Stage.STOPPED: "Stop it",
    Stage.ABANDONED: "Abandon it",
}


def content(project: Project, reader: Person) -> dict[str, Any]:
    """What the project set out to do, and the stages that it went through."""
    steps = stage_steps_of(project.id)
    wanted = request.args.get("stage", "")
    stage = Stage(wanted) if wanted in set(Stage) else following(project.stage, steps)
    return {
        "charter": charter_of(project),
        "stages": stage_views(steps),
        "stage_wanted": wanted in set(Stage),
        "endings": _endings(project),
        "forms": {"stage": StageForm(formdata=None, stage=stage.value, since=clock.today())},
    }


def _endings(project: Project) -> list[tuple[str, str]]:
    """What else can become of a project that goes on, each with the address where the form proposes it."""
    if not project.is_active:
        return []
    offered = [stage for stage in ENDINGS if stage is not project.stage]
    here = url_for("improvement.project", project_id=project.id, tab="charter")
    return [(ENDINGS[stage], f"{here}&stage={stage.value}#stage") for stage in offered]


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
