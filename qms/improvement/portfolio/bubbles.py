"""How far projects that go on have come against how long they have been going: a bubble for each score and age, its area
the number of projects, so that thousands take no more room than a few."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from markupsafe import Markup
from sqlalchemy import select

from qms.golden_thread.drawing.markup import number, open_svg, text
from qms.golden_thread.drawing.palette import GRID, INK, PAPER, QUIET
from qms.improvement.portfolio.filters import Filters
from qms.improvement.portfolio.queries import lacking, narrow
from qms.improvement.progress.scale import BY_SCORE
from qms.improvement.projects.models import ENDED, Project
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.formats import count

AGES = (
    (91, "Under 3 months"),
    (182, "3 to 6 months"),
    (365, "6 to 12 months"),
    (730, "1 to 2 years"),
    (None, "2 years and more"),
)
LEFT, TOP, CELL, ROW, LARGEST = 132.0, 12.0, 168.0, 56.0, 26.0
FILL, EDGE = "#cfe3f5", "#005eb8"


@dataclass(frozen=True)
class Bubble:
    """Projects of one score (None: none yet) and one age (a place in AGES)."""

    score: float | None
    age: int
    projects: int
    stalled: int


@dataclass(frozen=True)
class Line:
    """A score in the table: its words and, for each age, how many projects."""

    words: str
    cells: list[str]


def bubbles(filters: Filters) -> list[Bubble]:
    """Projects that go on of those asked for. One query of narrow rows."""
    columns = (Project.team_score, Project.started_on, Project.created_at, lacking("entry").label("stalled"))
    wanted = select(*columns).select_from(Project).join(Project.unit).where(Project.stage.not_in(ENDED))
    all_of_them: Counter[tuple[float | None, int]] = Counter()
    stalled: Counter[tuple[float | None, int]] = Counter()
    for score, started_on, created_at, is_stalled in db.session.execute(narrow(wanted, filters)):
        place = (score, _age(started_on or created_at.date()))
        all_of_them[place] += 1
        stalled[place] += bool(is_stalled)
    return [Bubble(*place, how_many, stalled[place]) for place, how_many in all_of_them.items()]


def _age(since: dt.date) -> int:
    days = (clock.today() - since).days
    return next(place for place, (below, _) in enumerate(AGES) if below is None or days < below)


def sentence(found: Sequence[Bubble]) -> str:
    """'38 projects go on. 4 have gone on for a year or more and have a score below 2.0 or none.'"""
    total = sum(each.projects for each in found)
    if not total:
        return "No project of these goes on."
    slow = sum(each.projects for each in found if each.age >= 3 and (each.score is None or each.score < 2))
    begun = f"{count(total, 'project')} go{'es' if total == 1 else ''} on."
    if not slow:
        return f"{begun} No project has gone on for a year or more with a score below 2.0."
    return f"{begun} {slow:,} {'has' if slow == 1 else 'have'} gone on for a year or more with a score below 2.0 or none."


def scores() -> list[float | None]:
    """The rows, best first; None is no score yet."""
    return [*sorted(BY_SCORE, reverse=True), None]


def table(found: Sequence[Bubble]) -> list[Line]:
    """The bubbles as a table, best scores first; rows of no project are left out."""
    by_place = _by_place(found)
    return [
        Line(_score_words(score), [_cell(by_place.get((score, age))) for age in range(len(AGES))])
        for score in scores()
        if any((score, age) in by_place for age in range(len(AGES)))
    ]


def drawing(found: Sequence[Bubble]) -> Markup:
    """Scores upwards, ages to the right; each bubble with its number. Empty for no projects."""
    if not found:
        return Markup("")
    rows, most = scores(), max(each.projects for each in found)
    width, bottom = LEFT + CELL * len(AGES), TOP + ROW * len(rows)
    parts = [
        open_svg(
            width, bottom + 36, title="Scores of projects by their age", description="The table below says the same.",
            prefix="bubbles",
        )
    ]  # fmt: skip
    for place, score in enumerate(rows):
        y = TOP + ROW * (place + 0.5)
        parts.append(f'<path d="M{number(LEFT)},{number(y)}H{number(width)}" stroke="{GRID}"/>')
        parts.append(text(LEFT - 14, y + 5, _score_words(score), size=16, fill=QUIET, anchor="end"))
    for place, (_, words) in enumerate(AGES):
        parts.append(text(LEFT + CELL * (place + 0.5), bottom + 26, words, size=16, fill=QUIET, anchor="middle"))
    for each in sorted(found, key=lambda each: (each.age, each.score or 0)):
        parts += _bubble(each, rows.index(each.score), most)
    return Markup("".join(parts) + "</svg>")  # noqa: S704  numbers and our own words, escaped


def _bubble(each: Bubble, row: int, most: int) -> list[str]:
    x, y = LEFT + CELL * (each.age + 0.5), TOP + ROW * (row + 0.5)
    radius = max(11.0, LARGEST * sqrt(each.projects / most))
    circle = (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{FILL}" stroke="{EDGE}" stroke-width="1.5"/>'
    )
    parts = [circle, text(x, y + 5, f"{each.projects:,}", size=16, fill=INK, anchor="middle", weight="700")]
    if each.stalled:
        parts.append(text(x + radius + 5, y + 5, f"{each.stalled:,} stalled", size=15, fill=INK, halo=PAPER))
    return parts


def _by_place(found: Sequence[Bubble]) -> Mapping[tuple[float | None, int], Bubble]:
    return {(each.score, each.age): each for each in found}


def _cell(bubble: Bubble | None) -> str:
    if bubble is None:
        return "–"
    return f"{bubble.projects:,}" + (f" ({bubble.stalled:,} stalled)" if bubble.stalled else "")


def _score_words(score: float | None) -> str:
    return "No score yet" if score is None else f"{score:.1f}"
