"""A month's round-up in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qms.improvement.evidence.headlines import Headline, headlines
from qms.improvement.learning.celebrating import queries
from qms.improvement.learning.celebrating.queries import Month, Reached
from qms.improvement.projects.models import Project, Stage
from qms.kernel import formats
from qms.organisation.models import Unit

MOST_NAMES = 60


@dataclass(frozen=True)
class Line:
    """One project of a part."""

    title: str
    project_id: int
    where: str
    said: str


@dataclass(frozen=True)
class Part:
    """What some projects reached in the month; `counted` says how many in a few words. `lines` may be the first of them."""

    title: str
    counted: str
    total: int
    lines: Sequence[Line]

    @property
    def more(self) -> int:
        """How many there are beyond those that are shown."""
        return self.total - len(self.lines)


@dataclass(frozen=True)
class RoundUp:
    """A month: its first sentence, its parts and the thanks."""

    sentence: str
    parts: Sequence[Part]
    thanks: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened that it tells of."""
        return not self.parts


def round_up(month: Month, unit: Unit | None) -> RoundUp:
    """What projects at the unit and below reached in the month. The number of queries does not grow with the projects."""
    improved, finished = queries.improved(month, unit), queries.reached(month, Stage.COMPLETED, unit)
    tested, taken = queries.first_tests(month, unit), queries.taken_over(month, unit)
    told = [queries.reached(month, stage, unit) for stage in (Stage.ABANDONED, Stage.STOPPED)]
    shown = headlines({each.id for each in improved.shown})
    found = [
        _part("It works", "show a real improvement", [improved], shown, one="shows a real improvement"),
        _part("Finished", "finished", [finished], {}),
        _part("First tests", "ran their first test", [tested], {}, one="ran its first test"),
        _part("Taken over from others", "took over what works elsewhere", [taken], {}),
        _part("Told us what does not work", "ended and told us what was learned", told, {}),
    ]
    parts = [each for each in found if each.lines]
    everybody = [each for each in (improved, finished, tested, taken, *told) if each.total]
    where = f", {unit.name}" if unit else ""
    said = formats.listed([each.counted for each in parts])
    nothing = "no project reached a milestone that this page tells of"
    return RoundUp(
        sentence=f"{formats.month(month.first)}{where}: {said or nothing}.",
        parts=parts,
        thanks=_thanks(queries.people_on(everybody)) if everybody else "",
    )


def _part(title: str, many: str, reached: Sequence[Reached], shown: Mapping[int, Headline], *, one: str = "") -> Part:
    how_many = sum(each.total for each in reached)
    counted = f"{formats.count(how_many, 'project')} {(one or many) if how_many == 1 else many}"
    lines = [_line(project, shown.get(project.id)) for each in reached for project in each.shown]
    return Part(title, counted, how_many, lines)


def _line(project: Project, found: Headline | None) -> Line:
    said = found.sentence if found else project.learned if not project.is_active else project.aim
    return Line(project.title, project.id, f"{project.unit.name}, led by {project.lead.name}", said)


def _thanks(names: Sequence[str]) -> str:
    """'Thank you to Ana Reid, Ben Shaw and Cora Lind.'"""
    shown = list(names[:MOST_NAMES])
    if more := len(names) - len(shown):
        shown.append(f"{more:,} more")
    return f"Thank you to {formats.listed(shown)}."
