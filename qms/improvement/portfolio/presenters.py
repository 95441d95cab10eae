"""The portfolio in words: its first sentence, the filters that are set, its rows."""

from dataclasses import dataclass

from flask import url_for

from qms.improvement.evidence.standing import Standing
from qms.improvement.portfolio.filters import ARCHIVED, LACKS, ME, NOBODY, SCORES, STAGES, Filters
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
    )


def _scores(project: Project, standing: Standing | None) -> str:
    """'Coach 2.0, evidence 1.5': what stands beside the team's own score."""
    coach = f"coach {score_words(project.coach_score)}" if project.coach_score is not None else ""
    evidence = f"evidence {score_words(standing.score)}" if standing else ""
    words = ", ".join(filter(None, (coach, evidence)))
    return words[:1].upper() + words[1:]


def sentence(counted: Totals, filters: Filters) -> str:
    """'48 projects, 6 stalled, 3 without an aim.'"""
    if not counted.all:
        return "No project matches these filters." if filters.are_set else "No project has been started yet."
    said = [WITHOUT[key].format(n=f"{counted.lacking[key]:,}") for key in ("entry", "aim") if counted.lacking[key]]
    return f"{', '.join([count(counted.all, 'project'), *said])}."


def stage_sentence(counted: Totals) -> str:
    """'2 ideas, 3 testing, 2 completed.'"""
    stages = ", ".join(stage_count(stage, how_many) for stage, how_many in counted.by_stage.items())
    return f"{stages[:1].upper()}{stages[1:]}." if stages else ""


def whole_sentence(counted: Totals) -> str:
    """'12 projects: 3 testing, 2 completed. 1 is stalled: no entry for 60 days.'"""
    if not counted.all:
        return "No project has been started yet."
    stages = ", ".join(stage_count(stage, how_many) for stage, how_many in counted.by_stage.items())
    quiet = counted.lacking["entry"]
    stalled = f" {quiet:,} {'is' if quiet == 1 else 'are'} stalled: no entry for 60 days." if quiet else ""
    return f"{count(counted.all, 'project')}: {stages}.{stalled}"


def lack_links(counted: Totals, filters: Filters) -> list[Link]:
    """What projects that go on lack, each with the list of those; none where the list is narrowed to one of them."""
    if filters.lacks:
        return []
    shown = [(key, counted.lacking[key]) for key in LACKS if counted.lacking[key]]
    return [Link(WITHOUT[key].format(n=f"{how_many:,}"), page_url(lacks=key, page="")) for key, how_many in shown]


def chips(filters: Filters, objectives: dict[int, str], people: dict[int, str]) -> list[Link]:
    """The filters that are set, each with the same list without it."""
    stage = ARCHIVED if filters.archived else filters.stage
    said = {
        "unit": f"{filters.unit.name} and below" if filters.unit else "",
        "stage": dict(STAGES).get(stage, ""),
        "objective": f"Objective: {objectives.get(filters.objective_id, 'one without projects')}"
        if filters.objective_id
        else "",
        "lacks": LACKS.get(filters.lacks, ""),
        "score": f"Score: {SCORES[filters.score]}" if filters.score else "",
        "method": METHODS[Method(filters.method)].name if filters.method else "",
        "lead": f"Led by {_person(filters.lead, people)}" if filters.lead else "",
        "coach": f"Coached by {_person(filters.coach, people)}" if filters.coach else "",
        "words": f"“{filters.words}”" if filters.words else "",
    }
    return [Link(words, page_url(**{name: "", "page": ""})) for name, words in said.items() if words]


def _person(asked: int | str, people: dict[int, str]) -> str:
    return str(asked) if asked in (ME, NOBODY) else people.get(int(asked), "somebody else")


def file_address(project: Project) -> str:
    """The whole address of a project, for a table that leaves the application."""
    return url_for("improvement.project", project_id=project.id, _external=True)
