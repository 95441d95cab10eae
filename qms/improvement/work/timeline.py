"""The project's line of time: its stages and tests as stretches, its milestones as marks."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

from qms.golden_thread.drawing import TimelineSpan, timeline_svg
from qms.golden_thread.drawing.timeline import PHONE_WIDTH, WIDTH
from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.projects.models import ENDED, Project, StageStep
from qms.improvement.projects.wording import STAGE_WORDS
from qms.improvement.work.models import Milestone
from qms.improvement.work.presenters import timeline_marks
from qms.kernel import clock

STAGES, TESTS = "Stages", "Tests"
MOST_TESTS, MOST_STAGES = 16, 10  # the latest of each; earlier ones stand on the parts of their own
LONGEST = 90  # characters of a test's question


def timeline_of(
    project: Project, milestones: list[Milestone], steps: Sequence[StageStep], cycles: Sequence[PdsaCycle]
) -> list[Markup]:
    """The drawing for a page and for a phone; nothing while a project has only just begun."""
    if not milestones and not cycles and len(steps) < 2:
        return []
    today = clock.today()
    marks = timeline_marks(project, milestones, today)
    spans = [*_stages(steps, today), *_tests(cycles, today)]
    title = f"Stages, milestones and tests of {project.title}"
    return [
        Markup(timeline_svg(marks, today=today, title=title, spans=spans, width=width, id_prefix=f"timeline-{width}"))  # noqa: S704  our own drawing, which escapes
        for width in (WIDTH, PHONE_WIDTH)
    ]


def _stages(steps: Sequence[StageStep], today: dt.date) -> list[TimelineSpan]:
    """Each stage up to the next; one that was left on the day on which it began is passed over, an end is a mark."""
    spans = [
        TimelineSpan(STAGES, each.since, after.since, STAGE_WORDS[each.stage], f"Stage: {STAGE_WORDS[each.stage]}")
        for each, after in pairwise(steps)
        if each.since < after.since and each.stage not in ENDED
    ]
    if steps and steps[-1].stage not in ENDED:
        words = STAGE_WORDS[steps[-1].stage]
        spans.append(TimelineSpan(STAGES, min(steps[-1].since, today), None, words, f"Stage: {words}"))
    return spans[-MOST_STAGES:]


def _tests(cycles: Sequence[PdsaCycle], today: dt.date) -> list[TimelineSpan]:
    begun = [each for each in cycles if each.starts_on <= today][-MOST_TESTS:]
    return [TimelineSpan(TESTS, each.starts_on, each.decided_on, str(each.number), _said(each)) for each in begun]


def _said(cycle: PdsaCycle) -> str:
    question = cycle.question if len(cycle.question) <= LONGEST else f"{cycle.question[: LONGEST - 1]}…"
    return f"Test {cycle.number}: {question}"
