"""The portfolio in words: its first sentence, the filters that are set, its rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from qms.improvement.evidence.standing import Standing
from qms.improvement.portfolio.filters import (
    APPROVALS,
    ARCHIVED,
    LACKS,
    ME,
    NOBODY,
    QUIET_FOR,
    SCORES,
    STAGES,
    Filters,
)
from qms.improvement.portfolio.queries import Totals
from qms.improvement.progress.presenters import score_words
from qms.improvement.projects.methods import METHODS
from qms.improvement.projects.models import Method, Project
from qms.improvement.projects.presenters import Row
from qms.improvement.projects.wording import stage_count
from qms.kernel.formats import count
from qms.kernel.templating import page_url

WITHOUT = {
    "entry": "{n} stalled",
    "aim": "{n} without an aim",
    "objective": "{n} without an objective",
    "data": "{n} without data",
    "time": "{n} past the end date",
    "score": "{n} without a coach’s score",
}


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere."""

    words: str
    url: str


@dataclass(frozen=True)
class PortfolioRow:
    """A project in the portfolio: what every list shows of it, and where it stands by its evidence."""

    row: Row
    coach: str
    objective: str
    scores: str
    suggested: float | None  # the score that the evidence supports
    evidence: str
    improved: bool
    conflict: str
    balancing: str
    warning: str  # that and, of several outcomes, those that got worse

    @property
    def project(self) -> Project:
        """The project itself."""
        return self.row.project


def portfolio_row(row: Row, standing: Standing | None) -> PortfolioRow:
    """A row with its standing."""
    project = row.project
    return PortfolioRow(
        row=row,
        coach=project.coach.name if project.coach else "",
        objective=project.objective.title if project.objective else "",
        scores=_scores(project, standing),
        suggested=standing.score if standing else None,
        evidence=standing.words if standing else "",
        improved=bool(standing and standing.is_improved),
        conflict=standing.conflict if standing else "",
        balancing=standing.balancing if standing else "",
        warning=standing.warning if standing else "",
    )


def _scores(project: Project, standing: Standing | None) -> str:
    """'Coach 2.0, evidence 1.5': what stands beside the team's own score."""
    coach = f"coach {score_words(project.coach_score)}" if project.coach_score is not None else ""
    evidence = f"evidence {score_words(standing.score)}" if standing else ""
    words = ", ".join(filter(None, (coach, evidence)))
    return words[:1].upper() + words[1:]


def sentence(counted: Totals, filters: Filters) -> str:
    """'48 projects', which the links of their stages follow; a whole sentence where there is none."""
    if not counted.all:
        return "No project matches these filters." if filters.are_set else "No project has been started yet."
    return count(counted.all, "project")


def stage_links(counted: Totals) -> list[Link]:
    """'3 testing', each with the list of those."""
    return [
        Link(stage_count(stage, how_many), page_url(stage=stage.value, page=""))
        for stage, how_many in counted.by_stage.items()
    ]


def active_words(counted: Totals) -> tuple[str, str]:
    """Of projects that go on, what leads to their list and what follows it: '12 projects go on here' and ': 3 testing, 9
    paused. 1 is stalled: no entry for 60 days.'"""
    stages = ", ".join(stage_count(stage, how_many) for stage, how_many in counted.by_stage.items())
    quiet = counted.lacking["entry"]
    stalled = f" {quiet:,} {'is' if quiet == 1 else 'are'} stalled: no entry for 60 days." if quiet else ""
    goes = "goes" if counted.all == 1 else "go"
    return f"{count(counted.all, 'project')} {goes} on here", f": {stages}.{stalled}"


def lack_links(counted: Totals, filters: Filters) -> list[Link]:
    """What projects that go on lack, each with the list of those, none where the list is narrowed to one of them."""
    if filters.lacks:
        return []
    shown = [(key, counted.lacking[key]) for key in LACKS if counted.lacking[key]]
    return [Link(WITHOUT[key].format(n=f"{how_many:,}"), page_url(lacks=key, page="")) for key, how_many in shown]


def chips(filters: Filters, titles: Mapping[str, Mapping[int, str]], *, rest: Mapping[str, str]) -> list[Link]:
    """The filters that are set, each with the same list without it. `titles` holds, for "objective", "programme" and
    "person", the words for an id; `rest` is what the address needs where no filter is left."""
    set_ = in_words(filters, titles)
    left = rest if len(set_) == 1 else {}
    return [Link(words, page_url(**{name: "", "page": "", **left})) for name, words in set_.items()]


def in_words(filters: Filters, titles: Mapping[str, Mapping[int, str]]) -> dict[str, str]:
    """The filters that are set in words, by their name in the address."""
    stage = ARCHIVED if filters.archived else filters.stage
    said = {
        "unit": f"{filters.unit.name} and below" if filters.unit else "",
        "stage": dict(STAGES).get(stage, ""),
        "serves": f"Serves an objective of {filters.serves.name}" if filters.serves else "",
        "bubble": filters.bubble,
        "objective": _titled("Objective: ", filters.objective_id, titles["objective"]),
        "programme": _titled("Collaborative: ", filters.programme_id, titles["programme"]),
        "lacks": LACKS.get(filters.lacks, ""),
        "score": f"Score: {SCORES[filters.score]}" if filters.score else "",
        "method": METHODS[Method(filters.method)].name if filters.method else "",
        "quiet": f"Last entry {QUIET_FOR[filters.quiet].lower()}" if filters.quiet else "",
        "approval": f"Approval: {APPROVALS[filters.approval].lower()}" if filters.approval else "",
        "lead": f"Led by {_person(filters.lead, titles['person'])}" if filters.lead else "",
        "coach": f"Coached by {_person(filters.coach, titles['person'])}" if filters.coach else "",
        "words": f"“{filters.words}”" if filters.words else "",
    }
    return {name: words for name, words in said.items() if words}


def _titled(label: str, id_: int | None, titles: Mapping[int, str]) -> str:
    return f"{label}{titles.get(id_, 'one without projects')}" if id_ else ""


def _person(asked: int | str, people: Mapping[int, str]) -> str:
    return str(asked) if asked in (ME, NOBODY) else people.get(int(asked), "somebody else")
