"""What every view of the portfolio shows around its own picture: sentence, filters, ways out."""

from dataclasses import dataclass
from typing import Any

from flask import request

from qms.improvement.portfolio import presenters, queries
from qms.improvement.portfolio.filters import LACKS, NOBODY, ORDERS, SCORES, STAGES, Filters
from qms.improvement.projects.choices import unit_choices
from qms.improvement.projects.listing import objectives_with_projects, units_with_projects
from qms.improvement.projects.methods import METHODS
from qms.people.access import person
from qms.people.roles import Permission

VIEWS = (("table", "Table"), ("board", "Board"), ("timeline", "Over time"), ("bubbles", "Scores by age"))


@dataclass(frozen=True)
class Choice:
    """A field of the filters: its name in the address, label, the word for all, (value, words) pairs, and what is set."""

    name: str
    label: str
    every: str
    options: list[tuple[Any, str]]
    present: str


def frame(filters: Filters, view: str, counted: queries.Totals | None = None) -> dict[str, Any]:
    """What the layout of the portfolio needs, whichever view is shown; `counted` where the view has counted already. Seven
    queries or fewer."""
    counted = counted or queries.totals(filters)
    objectives = objectives_with_projects()
    coaches, leads = queries.coaches(), queries.leads()
    return {
        "filters": filters,
        "view": view,
        "views": VIEWS,
        "sentence": presenters.sentence(counted, filters),
        "stages_said": presenters.stage_sentence(counted),
        "lack_links": presenters.lack_links(counted, filters),
        "chips": presenters.chips(filters, dict(objectives), dict(coaches) | dict(leads)),
        "fields": _fields(filters, objectives),
        "more_fields": _more_fields(filters, coaches, leads),
        "orders": list(ORDERS.items()),
        "any": counted.all > 0,
        "may_start": person().can_anywhere(Permission.RUN_PROJECTS),
        "asked": _asked(),
    }


def _asked() -> dict[str, str]:
    """The filters as the address has them, for the other views and the files; not the page of this one."""
    return {name: value for name, value in request.args.to_dict().items() if value and name != "page"}


def _fields(filters: Filters, objectives: list[tuple[int, str]]) -> list[Choice]:
    units = unit_choices(units_with_projects())
    stage = "archived" if filters.archived else filters.stage
    found = [
        Choice("unit", "Unit and below", "All units", units, str(filters.unit.id) if filters.unit else ""),
        Choice("stage", "Stage", "All stages", list(STAGES), stage),
        Choice("lacks", "What is missing", "Anything", list(LACKS.items()), filters.lacks),
    ]
    if objectives:
        found.append(Choice("objective", "Objective", "All objectives", objectives, str(filters.objective_id or "")))
    return found


def _more_fields(filters: Filters, coaches: list[tuple[int, str]], leads: list[tuple[int, str]]) -> list[Choice]:
    methods = [(each.value, words.name) for each, words in METHODS.items()]
    return [
        Choice("lead", "Led by", "Anybody", [("me", "Me"), *leads], str(filters.lead)),
        Choice("coach", "Coached by", "Anybody", [("me", "Me"), (NOBODY, "Nobody"), *coaches], str(filters.coach)),
        Choice("score", "Team’s score", "Any score", list(SCORES.items()), filters.score),
        Choice("method", "Method", "Any method", methods, filters.method),
    ]
