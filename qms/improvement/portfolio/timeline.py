"""The portfolio over time: from each project's start to its end date, drawn as bars on one scale."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from qms.golden_thread.drawing.markup import link_open, number, open_svg, text, text_width
from qms.golden_thread.drawing.palette import GRID, INK, LINE, PAPER, QUIET
from qms.improvement.projects.models import ENDED, Project
from qms.improvement.projects.wording import STAGE_WORDS
from qms.kernel import clock, formats
from qms.kernel.formats import day

WIDTH, ROW, TOP, NAMES, RIGHT = 1180.0, 46.0, 40.0, 8.0, 24.0
BAR, LATE = "#005eb8", "#a64800"
FILLS = {"waits": PAPER, "goes": BAR, "ended": "#7c8a94"}
_SAID = "The table below says the same."
SHORTEST = 6.0  # pixels of a bar, so that a day can be seen


@dataclass(frozen=True)
class Span:
    """A project on the timeline, and the same in words for the table below it."""

    title: str
    url: str
    unit: str
    stage: str
    state: str  # "waits" before it began, "goes", "ended"
    starts_on: dt.date
    due_on: dt.date
    ends_on: dt.date
    late: bool

    @property
    def words(self) -> str:
        """'3 March 2026 to 30 September 2026, 2 months past its end date'"""
        late = ", past its end date" if self.late else ""
        return f"{day(self.starts_on)} to {day(self.due_on)}{late}"


def spans(projects: Sequence[Project], today: dt.date) -> list[Span]:
    """The projects in their order. One that has not begun counts from the day on which it was written down."""
    return [_span(each, today) for each in projects]


def _span(project: Project, today: dt.date) -> Span:
    begins = project.started_on or clock.day_of(project.created_at)
    ended = project.ended_on if project.stage in ENDED else None
    late = ended is None and project.stage not in ENDED and project.due_on < today
    ends = ended or (today if late else project.due_on)
    return Span(
        title=project.title,
        url=url_for("improvement.project", project_id=project.id),
        unit=project.unit.name,
        stage=STAGE_WORDS[project.stage],
        state="ended" if project.stage in ENDED else "goes" if project.started_on else "waits",
        starts_on=min(begins, ends),
        due_on=project.due_on,
        ends_on=max(begins, ends),
        late=late,
    )


def drawing(rows: Sequence[Span], today: dt.date) -> Markup:
    """Bars below each other: open while a project waits, solid while it goes, grey when it ended; what runs past its end
    date is hatched from there, and each leads to its project. A line marks today. Empty for no rows."""
    if not rows:
        return Markup("")
    first, last = min([today, *(each.starts_on for each in rows)]), max([today, *(each.ends_on for each in rows)])
    first, last = first.replace(day=1), last + dt.timedelta(days=31)
    length, bottom = max(1, (last - first).days), TOP + ROW * len(rows)

    def x(on: dt.date) -> float:
        return NAMES + (WIDTH - NAMES - RIGHT) * (on - first).days / length

    title = f"{formats.count(len(rows), 'project')} from {formats.month(first)} to {formats.month(last)}"
    parts = [
        open_svg(
            WIDTH, bottom + 8, title=title, description="The table below says the same.", prefix="timeline", role="group"
        ),
        _HATCH,
    ]
    for on, words in _ticks(first, last):
        parts.append(f'<path d="M{number(x(on))},{number(TOP - 8)}V{number(bottom)}" stroke="{GRID}"/>')
        parts.append(text(x(on) + 4, TOP - 16, words, size=16, fill=QUIET))
    line = f"M{number(x(today))},{number(TOP - 8)}V{number(bottom)}"
    parts.append(f'<path d="{line}" stroke="{INK}" stroke-width="2" stroke-dasharray="6 4"/>')
    for at, each in enumerate(rows):
        parts += _bar(each, x, TOP + ROW * at)
    parts.append(text(x(today) + 6, TOP - 1, "Today", size=14, fill=INK, weight="700", halo=PAPER))
    return Markup("".join(parts) + "</svg>")  # noqa: S704  every word of it was escaped by text()


_HATCH = (
    '<defs><pattern id="timeline-late" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="8" height="8" fill="{PAPER}"/><rect width="4" height="8" fill="{LATE}"/></pattern></defs>'
)


def _bar(span: Span, x: Callable[[dt.date], float], top: float) -> list[str]:
    left = x(span.starts_on)
    right = max(x(span.ends_on), left + SHORTEST)
    where = "" if span.unit in span.title else f", {span.unit}"
    words = f"{span.title}{where}: {span.stage}"
    parts = [link_open(span.url, f"{words}, {span.words}")]
    parts.append(_box(left, top + 24, right - left, FILLS[span.state]))
    if span.late:
        edge = max(left, x(span.due_on))
        parts.append(_box(edge, top + 24, max(right - edge, SHORTEST), "url(#timeline-late)", LATE))
    fits = left + text_width(words, 16) * 1.1 < WIDTH - RIGHT
    at, anchor = (left, "start") if fits else (WIDTH - RIGHT, "end")
    return [*parts, text(at, top + 18, words, size=16, fill=INK, halo=PAPER, anchor=anchor), "</a>"]


def _box(x: float, y: float, width: float, fill: str, edge: str = LINE) -> str:
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="14" fill="{fill}" stroke="{edge}"'
        ' stroke-width="1.5"/>'
    )


def _ticks(first: dt.date, last: dt.date) -> list[tuple[dt.date, str]]:
    """First days of months, quarters or years, no more than a dozen."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next(step for step in (1, 3, 6, 12, 24, 60, 1200) if months / step <= 12)
    start = first.year * 12 + first.month - 1
    at = [number for number in range(start, start + months) if number % step == 0]
    days = [dt.date(number // 12, number % 12 + 1, 1) for number in at]
    return [(each, f"{each:%Y}" if step >= 12 else f"{each:%b %Y}") for each in days]
