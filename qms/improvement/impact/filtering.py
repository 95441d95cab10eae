"""What the impact log can be narrowed to, as its address says it, and what the page offers."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from qms.golden_thread.objectives.chains import with_all_above
from qms.golden_thread.objectives.models import Objective
from qms.improvement.impact.kinds import KINDS, kind_named
from qms.improvement.impact.models import ImpactEntry
from qms.improvement.impact.queries import OBJECTIVE_ID, Filters, narrowed
from qms.improvement.impact.years import FIRST, LAST, year_of, year_words
from qms.improvement.portfolio.filters import number_of
from qms.improvement.projects.choices import unit_choices
from qms.improvement.projects.models import Project
from qms.improvement.projects.queries import project as project_by_id
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.organisation.queries import in_tree_order
from qms.organisation.queries import unit as unit_by_id

MOST = 300
LONGEST = 80  # of the words looked for


class Narrowing(NamedTuple):
    """A field of the filters: its name in the address, label, the word for all, (value, words) pairs, and what is set."""

    name: str
    label: str
    every: str
    options: list[tuple[Any, str]]
    present: str


def filters_of(query: Mapping[str, str]) -> Filters:
    """What an address asks for; a unit or project that does not exist is a 404 (NoResultFound), other nonsense is passed
    over."""
    unit_id, project_id = number_of(query.get("unit", "")), number_of(query.get("project", ""))
    year = number_of(query.get("year", ""))
    return Filters(
        kind=kind_named(query.get("kind")),
        unit=unit_by_id(unit_id) if unit_id else None,
        year=year if year and FIRST <= year <= LAST else None,
        objective_id=number_of(query.get("objective", "")),
        project=project_by_id(project_id) if project_id else None,
        words=query.get("q", "").strip()[:LONGEST],
    )


def choices(filters: Filters) -> list[Narrowing]:
    """The fields of the filters, each offering what entries there are. Five queries."""
    unit, project = filters.unit, filters.project
    kinds = [(kind.value, words.name) for kind, words in KINDS.items()]
    years = [(year, year_words(year)) for year in _years()]
    return [
        Narrowing("kind", "Kind", "All kinds", kinds, filters.kind or ""),
        Narrowing("unit", "Unit and below", "All units", _units(), str(unit.id) if unit else ""),
        Narrowing("year", "Financial year", "All years", years, str(filters.year or "")),
        Narrowing("objective", "Objective", "All objectives", _objectives(), str(filters.objective_id or "")),
        Narrowing("project", "Project", "All, and units’ own", _projects(), str(project.id) if project else ""),
    ]


def _entries(*columns: Any) -> Select[Any]:
    """Of all entries that the reader sees."""
    return narrowed(select(*columns).select_from(ImpactEntry), Filters())


def _years() -> list[int]:
    first, last = db.session.execute(_entries(func.min(ImpactEntry.happened_on), func.max(ImpactEntry.happened_on))).one()
    return list(range(year_of(last), year_of(first) - 1, -1)) if first else []


def _units() -> list[tuple[int, str]]:
    paths = db.session.execute(_entries(Unit.path).distinct()).scalars()
    ids = {int(part) for path in paths for part in path.split("/") if part}
    return unit_choices(in_tree_order(db.session.execute(select(Unit).where(Unit.id.in_(ids))).scalars()))


def _objectives() -> list[tuple[int, str]]:
    served = with_all_above(_entries(OBJECTIVE_ID))
    found = select(Objective.id, Objective.title).where(Objective.id.in_(served)).order_by(Objective.title).limit(MOST)
    return [(row.id, row.title) for row in db.session.execute(found)]


def _projects() -> list[tuple[int, str]]:
    found = _entries(Project.id, Project.title).where(Project.id.is_not(None)).distinct().order_by(Project.title).limit(MOST)
    return [(row.id, row.title) for row in db.session.execute(found)]
