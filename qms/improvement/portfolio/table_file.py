"""The portfolio as a table that leaves the application."""

from collections.abc import Iterator, Sequence

from flask import url_for

from qms.golden_thread.drawing.words import ASSURANCE_WORDS, VARIATION_WORDS
from qms.improvement.evidence.standing import Standing, standings
from qms.improvement.pdsa.queries import Trial, trials_of
from qms.improvement.portfolio.filters import APPROVALS, Filters
from qms.improvement.portfolio.lines import Line, Shown, lines_of, shown_of
from qms.improvement.projects.models import ENDED
from qms.improvement.projects.next_steps import is_stalled, next_step
from qms.improvement.projects.wording import STAGE_WORDS
from qms.kernel import clock

MOST = 5_000
AT_ONCE = 1_000  # projects read together, so that memory stays bounded

COLUMNS = (
    "project", "unit", "stage", "team score", "coach score", "evidence score", "since the change", "scores and evidence",
    "balancing measures", "lead", "coach", "sponsor", "objective", "aim", "method", "measure", "variation", "assurance",
    "last entry", "days since last entry", "stalled", "started", "due", "ended", "next step", "approval", "address",
    "project id", "unit id", "objective id",
)  # fmt: skip

Row = Sequence[object]


def table_rows(filters: Filters) -> Iterator[Row]:
    """The rows asked for, in their order and in the order of COLUMNS; at most 5,000. The number of queries grows with the
    thousands alone."""
    for start in range(0, MOST, AT_ONCE):
        lines = lines_of(filters, limit=AT_ONCE, offset=start)
        yield from _rows(lines)
        if len(lines) < AT_ONCE:
            return


def _rows(lines: Sequence[Line]) -> Iterator[Row]:
    ids = [each.id for each in lines]
    shown, standing = shown_of(ids), standings(ids)
    trials = trials_of([each.id for each in lines if each.stage not in ENDED])
    address = _addresses()
    for each in lines:
        yield _cells(each, standing.get(each.id), shown.get(each.id, ()), trials.get(each.id, ()), f"{address}{each.id}")


def _addresses() -> str:
    """What the whole address of every project begins with: it is worked out once, as only the number differs."""
    return url_for("improvement.project", project_id=0, _external=True).removesuffix("0")


def _cells(project: Line, standing: Standing | None, shown: Sequence[Shown], trials: Sequence[Trial], address: str) -> Row:
    today, last = clock.today(), clock.day_of(project.last_entry_at)
    first = next((each for each in shown if each.variation is not None), shown[0] if shown else None)
    return (
        project.title,
        project.unit,
        STAGE_WORDS[project.stage],
        project.team_score,
        project.coach_score,
        standing.score if standing else None,
        standing.words if standing else "",
        standing.conflict if standing else "",
        standing.balancing if standing else "",
        project.lead,
        project.coach,
        project.sponsor,
        project.objective,
        project.aim,
        project.method.value,
        first.name if first else "",
        VARIATION_WORDS[first.variation] if first else "",
        ASSURANCE_WORDS[first.assurance] if first else "",
        last,
        max(0, (today - last).days),
        "yes" if is_stalled(project, clock.now()) else "no",
        project.started_on,
        project.due_on,
        project.ended_on,
        next_step(project, trials, len(shown), today).text,
        APPROVALS[project.approval],
        address,
        project.id,
        project.unit_id,
        project.objective_id,
    )
