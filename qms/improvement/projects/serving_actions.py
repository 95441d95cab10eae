"""Tying a project to what it serves."""

from qms.golden_thread.objectives.models import Objective
from qms.improvement.ideas.actions import attach_to_idea, may_attach
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import Project
from qms.improvement.projects.suggestions import Serves
from qms.kernel.db import db
from qms.people.models import Person


def serve(project: Project, offer: Serves, *, by: Person) -> None:
    """Let the project serve the objective; or take up the change idea, and serve its plan's objective where none is set."""
    objective = offer.objective
    if offer.idea:
        if may_attach(offer.idea, project, by):
            attach_to_idea(project, idea=offer.idea, by=by)
        if project.objective_id is None and offer.idea.objective_id:
            objective = db.session.get(Objective, offer.idea.objective_id)
    if objective is not None:
        edit_charter(project, objective=objective, by=by)
