"""The tests of change as a part of the project's page."""

from typing import Any

from qms.improvement.pdsa.presenters import ramp
from qms.improvement.pdsa.queries import cycles_of
from qms.improvement.projects.models import Project
from qms.kernel import clock
from qms.people.models import Person


def content(project: Project, reader: Person) -> dict[str, Any]:
    """The cycles in their order."""
    return {"ramp": ramp(cycles_of([project.id]).get(project.id, []), clock.today())}
