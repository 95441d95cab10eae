"""The calendar as a part of a collaborative's page."""

from typing import Any

from qms.improvement.collaboratives.models import Collaborative
from qms.people.models import Person


def content(found: Collaborative, reader: Person) -> dict[str, Any]:
    """What the template of the part reads."""
    return {}
