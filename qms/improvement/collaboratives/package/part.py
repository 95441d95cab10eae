"""The change package as a part of a collaborative's page."""

from typing import Any

from qms.improvement.collaboratives.models import Collaborative
from qms.improvement.collaboratives.package.forms import PackageIdeaForm
from qms.improvement.collaboratives.queries import ideas_of
from qms.improvement.ideas.queries import ideas_around
from qms.people.models import Person


def content(found: Collaborative, reader: Person) -> dict[str, Any]:
    """`ideas` in their order, those `withdrawn`, and whether there are driver diagrams to take ideas from."""
    every = ideas_of(found.id, with_withdrawn=True)
    taken = {each.driver_id for each in every}
    return {
        "ideas": [each for each in every if each.withdrawn_on is None],
        "withdrawn": [each for each in every if each.withdrawn_on is not None],
        "drivers_left": sum(each.id not in taken for each in ideas_around(found.unit)),
        "forms": {"idea": PackageIdeaForm(formdata=None, prefix="idea")},
    }
