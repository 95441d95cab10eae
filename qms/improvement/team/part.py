"""The team as a part of the project's page."""

from typing import Any

from qms.improvement.fields import suggestions
from qms.improvement.projects.models import Project
from qms.improvement.projects.permissions import may_run
from qms.improvement.projects.presenters import team_missing, team_rows
from qms.improvement.projects.queries import members_of
from qms.improvement.team.forms import MemberForm
from qms.people.models import Person


def content(project: Project, reader: Person) -> dict[str, Any]:
    """Who answers for the project, who works on it, and the form that adds somebody."""
    return {
        "team": team_rows(project),
        "unnamed": team_missing(project),
        "members": members_of(project.id),
        "colleagues": suggestions() if may_run(reader, project) else [],
        "forms": {"member": MemberForm(formdata=None)},
    }
