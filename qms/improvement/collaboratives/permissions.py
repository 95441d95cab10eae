"""Who may write in a collaborative: those who lead or sponsor it and coaches of its unit; in a team's own things, whoever
may write in the team's project too."""

from collections.abc import Callable
from typing import Any

from qms.improvement.collaboratives.models import Collaborative, CollaborativeTeam
from qms.improvement.collaboratives.queries import collaborative as collaborative_by_id
from qms.improvement.collaboratives.queries import team as team_by_id
from qms.improvement.projects.models import Project
from qms.improvement.projects.permissions import is_on, may_run
from qms.people.access import View, needs
from qms.people.models import Person
from qms.people.roles import Permission


def leads(person: Person, collaborative: Collaborative) -> bool:
    """Whether the person leads or sponsors the programme."""
    return person.id in {collaborative.lead_id, collaborative.sponsor_id}


def may_lead(person: Person, collaborative: Collaborative) -> bool:
    """Whether the person may write in the programme."""
    return leads(person, collaborative) or person.can(Permission.COACH_PROJECTS, collaborative.unit)


def may_write_for(person: Person, team: CollaborativeTeam) -> bool:
    """Whether the person may write for the team: its storyboard, the ideas that it uses, that it leaves."""
    return may_run(person, team.project) or may_lead(person, team.collaborative)


def may_bring(person: Person, project: Project) -> bool:
    """Whether the person may make the project a team at once: whoever may write in it, and coaches of its unit. Others invite
    it, and its own people answer."""
    return may_run(person, project) or person.can(Permission.COACH_PROJECTS, project.unit)


def runs_collaborative(
    collaborative_of: Callable[..., Collaborative] = collaborative_by_id,
) -> Callable[[View], View]:
    """Access mark: whoever may write in the programme that `collaborative_of(**view_args)` finds; by itself it looks for
    the address's collaborative_id."""

    def concerned(person: Person, **arguments: Any) -> bool:
        return leads(person, collaborative_of(**arguments))

    return needs(Permission.COACH_PROJECTS, unit_of=lambda **arguments: collaborative_of(**arguments).unit, or_if=concerned)


def writes_for_team(team_of: Callable[..., CollaborativeTeam] = team_by_id) -> Callable[[View], View]:
    """Access mark: whoever may write for the team that `team_of(**view_args)` finds; by itself it looks for team_id."""

    def concerned(person: Person, **arguments: Any) -> bool:
        team = team_of(**arguments)
        return is_on(person, team.project) or may_lead(person, team.collaborative)

    return needs(Permission.RUN_PROJECTS, unit_of=lambda **arguments: team_of(**arguments).project.unit, or_if=concerned)
