"""The plan as a part of the project's page, in the order of a huddle: what is due, where we are going, what may stop us."""

from typing import Any

from qms.improvement.conversation.part import colleagues_for
from qms.improvement.pdsa.queries import ramp_of
from qms.improvement.projects.models import Project
from qms.improvement.projects.permissions import may_run
from qms.improvement.projects.queries import stage_steps_of
from qms.improvement.work import queries
from qms.improvement.work.forms import MilestoneForm, RiskForm, TaskForm
from qms.improvement.work.presenters import (
    milestone_view,
    plan_sentence,
    risk_view,
    task_view,
)
from qms.improvement.work.timeline import timeline_of
from qms.kernel import clock
from qms.people.models import Person


def content(project: Project, reader: Person) -> dict[str, Any]:
    """Everything that the team means to do, each kind read in one query and bounded."""
    today = clock.today()
    tasks, milestones = queries.open_tasks(project.id), queries.milestones_of(project.id)
    risks = queries.risks_of(project.id)
    waiting, done = queries.count_tasks(project.id)
    return {
        "sentence": plan_sentence(tasks, milestones, risks, today, done=done),
        "tasks": [task_view(each, reader, today) for each in tasks],
        "more_tasks": waiting - len(tasks),
        "done": [task_view(each, reader, today) for each in queries.done_tasks(project.id)],
        "count_done": done,
        "milestones": [milestone_view(each, today) for each in milestones],
        "timeline": timeline_of(project, milestones, stage_steps_of(project.id), ramp_of(project.id)),
        "risks": [risk_view(each, today) for each in risks if each.closed_on is None],
        "closed_risks": [risk_view(each, today) for each in risks if each.closed_on is not None],
        "colleagues": colleagues_for(project) if may_run(reader, project) else [],
        "forms": {
            "task": TaskForm(formdata=None, prefix="task").about(project),
            "milestone": MilestoneForm(formdata=None, prefix="milestone"),
            "risk": RiskForm(formdata=None, prefix="risk").about(project),
        },
    }
