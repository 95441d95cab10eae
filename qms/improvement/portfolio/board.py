"""The portfolio as a board: a column for each stage, the newest entries on top."""

from dataclasses import dataclass, replace

from flask import url_for
from sqlalchemy import func, select

from qms.improvement.portfolio.filters import NEWEST_ENTRY_FIRST, Filters
from qms.improvement.portfolio.queries import Totals, narrow, statement
from qms.improvement.progress.presenters import score_words
from qms.improvement.projects.models import Project, Stage
from qms.improvement.projects.next_steps import is_stalled
from qms.improvement.projects.wording import STAGE_WORDS
from qms.kernel import clock, formats
from qms.kernel.db import db
from qms.kernel.templating import page_url

MOST = 12  # cards of a column; the rest stand in the table


@dataclass(frozen=True)
class BoardCard:
    """A project on the board, in a few words."""

    title: str
    url: str
    unit: str
    lead: str
    score: str
    entry: str
    stalled: bool


@dataclass(frozen=True)
class Column:
    """A stage: how many projects it has, the first of them, and the table of them all."""

    stage: Stage
    words: str
    total: int
    cards: list[BoardCard]
    url: str

    @property
    def more(self) -> int:
        """How many cards are not shown."""
        return self.total - len(self.cards)


def columns(filters: Filters, counted: Totals) -> list[Column]:
    """A column for each stage that has projects, at most MOST cards each, in the order asked for. Two queries."""
    found: dict[Stage, list[BoardCard]] = {}
    for project in _first_of_each(filters):
        found.setdefault(project.stage, []).append(_card(project))
    return [
        Column(stage, STAGE_WORDS[stage], total, found.get(stage, []), _table_of(stage, filters))
        for stage, total in counted.by_stage.items()
    ]


def _first_of_each(filters: Filters) -> list[Project]:
    place = func.row_number().over(partition_by=Project.stage, order_by=(Project.last_entry_at.desc(), Project.id.desc()))
    ranked = narrow(select(Project.id, place.label("place")).join(Project.unit), filters).subquery()
    first = select(ranked.c.id).where(ranked.c.place <= MOST)
    whole = statement(replace(filters, sort=NEWEST_ENTRY_FIRST)).where(Project.id.in_(first))
    return list(db.session.execute(whole).unique().scalars())


def _card(project: Project) -> BoardCard:
    return BoardCard(
        title=project.title,
        url=url_for("improvement.project", project_id=project.id),
        unit=project.unit.name,
        lead=project.lead.name,
        score="" if project.team_score is None else score_words(project.team_score),
        entry=formats.ago(clock.day_of(project.last_entry_at), clock.today()),
        stalled=is_stalled(project, clock.now()),
    )


def _table_of(stage: Stage, filters: Filters) -> str:
    """The table of the stage; of archived ones it cannot be narrowed to a stage, as they are asked for as one."""
    query = page_url(stage="archived" if filters.archived else stage.value, page="").partition("?")[2]
    return f"{url_for('improvement.index')}?{query}"
