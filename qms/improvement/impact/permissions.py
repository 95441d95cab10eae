"""Who may write in the impact log: whoever may write in the project, or runs projects on the unit."""

from collections.abc import Callable
from typing import Any

from qms.improvement.impact.models import ImpactEntry
from qms.improvement.impact.queries import entry as entry_by_id
from qms.improvement.projects.permissions import is_on
from qms.people.access import View, needs
from qms.people.models import Person
from qms.people.roles import Permission


def may_write(person: Person, entry: ImpactEntry) -> bool:
    """Whether the person may change the entry and what was agreed in it."""
    return person.can(Permission.RUN_PROJECTS, entry.unit) or is_on_its_project(person, entry)


def is_on_its_project(person: Person, entry: ImpactEntry) -> bool:
    """Whether the entry is of a project that the person is on."""
    return entry.project is not None and is_on(person, entry.project)


def writes_impact(
    entry_of: Callable[..., ImpactEntry] = entry_by_id, *, or_if: Callable[..., bool] | None = None
) -> Callable[[View], View]:
    """Access mark: whoever may write in the entry that `entry_of(**view_args)` finds (it raises NoResultFound where there is
    none; the answer is then 404), or of whom `or_if(person, **view_args)` says so."""

    def concerned(person: Person, **arguments: Any) -> bool:
        asked = or_if is not None and or_if(person, **arguments)
        return asked or is_on_its_project(person, entry_of(**arguments))

    return needs(Permission.RUN_PROJECTS, unit_of=lambda **arguments: entry_of(**arguments).unit, or_if=concerned)
