"""What a team is called among the others: by its unit, and by its project too where the unit has several teams."""

from collections import Counter
from collections.abc import Sequence

from qms.improvement.collaboratives.models import CollaborativeTeam
from qms.kernel.formats import listed


def names_of(teams: Sequence[CollaborativeTeam]) -> dict[int, str]:
    """'Ward 1', or 'Ward 1: Lights at night' where another of these teams is of Ward 1, by the team's id."""
    of_unit = Counter(each.project.unit_id for each in teams)
    return {each.id: _name(each, alone=of_unit[each.project.unit_id] == 1) for each in teams}


def _name(team: CollaborativeTeam, *, alone: bool) -> str:
    return team.project.unit.name if alone else f"{team.project.unit.name}: {team.project.title}"


def some_of(names: Sequence[str], most: int = 6) -> str:
    """So many by name; of more, the first ones and how many others."""
    if len(names) <= most:
        return listed(list(names))
    return listed([*names[: most - 1], f"{len(names) - most + 1:,} others"])
