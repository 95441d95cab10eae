"""The fields of the portfolio's filters, with what each offers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qms.improvement.approvals.queries import are_wanted
from qms.improvement.portfolio.bubble_axes import ACROSS, CLAIMED, CONFIRMED, COUNTED, SIZES, Axes
from qms.improvement.portfolio.filters import APPROVALS, ARCHIVED, LACKS, ME, NOBODY, QUIET_FOR, SCORES, STAGES, Filters
from qms.improvement.projects.choices import unit_choices
from qms.improvement.projects.listing import units_with_projects
from qms.improvement.projects.methods import METHODS

Named = Sequence[tuple[int, str]]


@dataclass(frozen=True)
class Choice:
    """A field of the filters: its name in the address, label, the word for all, (value, words) pairs, and what is set."""

    name: str
    label: str
    every: str
    options: Sequence[tuple[Any, str]]
    present: str


@dataclass(frozen=True)
class Names:
    """Ids and names of what projects can be narrowed to."""

    objectives: Named
    coaches: Named
    leads: Named
    programmes: Named

    @property
    def titles(self) -> Mapping[str, Mapping[int, str]]:
        """The words for an id, as presenters.in_words takes them."""
        return {
            "objective": dict(self.objectives),
            "programme": dict(self.programmes),
            "person": dict(self.coaches) | dict(self.leads),
        }


def fields(filters: Filters, names: Names) -> list[Choice]:
    """Those that most people need. One query."""
    units = unit_choices(units_with_projects())
    stage = ARCHIVED if filters.archived else filters.stage
    found = [
        Choice("unit", "Unit and below", "All units", units, str(filters.unit.id) if filters.unit else ""),
        Choice("stage", "Stage", "All stages", STAGES, stage),
        Choice("lacks", "What is missing", "Anything", list(LACKS.items()), filters.lacks),
    ]
    if names.objectives:
        present = str(filters.objective_id or "")
        found.append(Choice("objective", "Objective", "All objectives", names.objectives, present))
    return found


def more_fields(filters: Filters, names: Names) -> list[Choice]:
    """Those that are seldom needed; approval and collaboratives where there are any."""
    methods = [(each.value, words.name) for each, words in METHODS.items()]
    found = [
        Choice("lead", "Led by", "Anybody", [(ME, "Me"), *names.leads], str(filters.lead)),
        Choice("coach", "Coached by", "Anybody", [(ME, "Me"), (NOBODY, "Nobody"), *names.coaches], str(filters.coach)),
        Choice("score", "Team’s score", "Any score", list(SCORES.items()), filters.score),
        Choice("quiet", "Last entry", "Whenever", list(QUIET_FOR.items()), filters.quiet),
        Choice("method", "Method", "Any method", methods, filters.method),
    ]
    if are_wanted() or filters.approval:
        found.append(Choice("approval", "Approval", "Any", list(APPROVALS.items()), filters.approval))
    if names.programmes or filters.programme_id:
        present = str(filters.programme_id or "")
        found.append(Choice("programme", "Collaborative", "Any or none", names.programmes, present))
    return found


def axes_fields(axes: Axes) -> list[Choice]:
    """What the bubbles are drawn of."""
    return [
        Choice("across", "Across", "", list(ACROSS.items()), axes.across),
        Choice("size", "Area of a bubble", "", list(SIZES.items()), axes.size),
        Choice("counted", "Benefits that count", "", list(COUNTED.items()), CONFIRMED if axes.confirmed else CLAIMED),
    ]
