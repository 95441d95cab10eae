"""The tests of change as a part of the project's page: by change idea, as a drawing and as a list."""

from typing import Any

from qms.improvement.ideas.packaged import packaged_for, packaged_ideas
from qms.improvement.ideas.queries import idea_texts
from qms.improvement.pdsa.accuracy import TEAMS, accuracy_of
from qms.improvement.pdsa.queries import ramp_of
from qms.improvement.pdsa.ramps import drawings_of, ramps_of, trees_of
from qms.improvement.projects.models import Project
from qms.improvement.projects.permissions import is_on
from qms.improvement.projects.queries import members_of
from qms.kernel import clock
from qms.kernel.paging import slice_of
from qms.people.models import Person

TREES = 20
"""Tests that follow no other, with all that came from them, on one page."""
UNTRIED = 12
"""Ideas of change packages that a page names."""


def content(project: Project, reader: Person) -> dict[str, Any]:
    """The project's cycles, and for its own people how often their predictions came true."""
    cycles, today = ramp_of(project.id), clock.today()
    boxes = idea_texts(each.driver_id for each in cycles if each.driver_id)
    packaged = packaged_ideas(each.package_idea_id for each in cycles if each.package_idea_id)
    page = slice_of(trees_of(cycles, boxes, packaged), size=TREES)
    tried = {each.package_idea_id for each in cycles}
    many = sum(len(tree.cycles) for tree in page.items) > 1
    return {
        "ramps": ramps_of(page.items, today),
        "drawings": drawings_of(page.items, today, title=f"Tests of “{project.title}”") if many else None,
        "pages": page,
        "untried": [each for each in packaged_for(project.id) if each.id not in tried][:UNTRIED],
        "accuracy": _accuracy(project) if is_on(reader, project) else "",
    }


def _accuracy(project: Project) -> str:
    """Over all projects of these people, so that a young one speaks too; told to themselves alone, never by person."""
    people = {project.lead_id, *(each.person_id for each in members_of(project.id))}
    return accuracy_of(people, whose=TEAMS)
