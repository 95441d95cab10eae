"""The project's page: everything about one project, with the small forms that keep it going."""

from dataclasses import dataclass, field
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from qms.golden_thread.readings.queries import readings_of
from qms.golden_thread.strands import strand
from qms.improvement.fields import suggestions
from qms.improvement.ideas.queries import ideas_of
from qms.improvement.log.forms import EntryForm
from qms.improvement.log.queries import entries_of
from qms.improvement.measures.forms import MeasureForm
from qms.improvement.measures.presenters import change_of, measure_views
from qms.improvement.measures.queries import linkable
from qms.improvement.pdsa.presenters import ramp
from qms.improvement.pdsa.queries import cycles_of
from qms.improvement.progress.forms import CoachScoreForm, StageForm, TeamScoreForm
from qms.improvement.progress.presenters import gap_sentence, score_sentence, score_words, stage_views
from qms.improvement.progress.scale import CREDIT, STEPS
from qms.improvement.projects.models import Project, Stage
from qms.improvement.projects.next_steps import is_stalled
from qms.improvement.projects.presenters import charter_rows, step_shown, team_rows
from qms.improvement.projects.queries import measures_of, members_of, stage_steps_of
from qms.improvement.projects.strip import strip_of
from qms.improvement.projects.wording import STAGE_COLOURS, STAGE_WORDS
from qms.improvement.team.forms import MemberForm
from qms.kernel import clock
from qms.people.access import person
from qms.people.roles import Permission


@dataclass
class PageForms:
    """The forms of the page; each empty, unless a view hands in the one that was refused."""

    entry: EntryForm = field(default_factory=lambda: EntryForm(formdata=None, happened_on=clock.today()))
    stage: StageForm | None = None
    team_score: TeamScoreForm | None = None
    coach_score: CoachScoreForm | None = None
    measure: MeasureForm | None = None
    member: MemberForm = field(default_factory=lambda: MemberForm(formdata=None))


def render_project(project: Project, forms: PageForms | None = None, *, status: int = 200) -> ResponseReturnValue:
    """The page; `status` is 422 where one of its forms was refused."""
    forms = forms or PageForms()
    me, today = person(), clock.today()
    may_run = me.can(Permission.RUN_PROJECTS, project.unit)
    cycles = cycles_of([project.id]).get(project.id, [])
    links = measures_of([project.id]).get(project.id, [])
    linked = [link.series_id for link in links]
    change = change_of(cycles)
    effects = strand("signal").effects(linked, change.on) if change else {}
    measures = measure_views(links, readings_of(linked), effects, change)
    views, ideas = ramp(cycles, today), ideas_of(project.id)
    context: dict[str, Any] = {
        "project": project,
        "stage_words": STAGE_WORDS[project.stage],
        "stage_colour": STAGE_COLOURS[project.stage],
        "stalled": is_stalled(project, clock.now()),
        "next": step_shown(project, cycles, len(links)),
        "scores": {
            "team": score_words(project.team_score),
            "team_means": score_sentence(project.team_score),
            "coach": score_words(project.coach_score),
            "coach_means": score_sentence(project.coach_score),
            "gap": gap_sentence(project),
        },
        "steps": STEPS,
        "credit": CREDIT,
        "measures": measures,
        "headline": next((each for each in measures if each.found), None),
        "entries": entries_of(project.id),
        "ramp": views,
        "strip": strip_of(project, measures, views, ideas),
        "charter": charter_rows(project),
        "team": team_rows(project),
        "members": members_of(project.id),
        "stages": stage_views(stage_steps_of(project.id)),
        "me": me,
        "may_run": may_run,
        "may_coach": me.can(Permission.COACH_PROJECTS, project.unit),
        "colleagues": suggestions() if may_run else [],
        "forms": _filled(forms, project, linked if may_run else None),
    }
    return render_template("improvement/projects/project.html", **context), status


def _filled(forms: PageForms, project: Project, linked: list[int] | None) -> PageForms:
    """The forms with what they offer; the list of measures only for those who may link one (`linked` not None)."""
    if forms.stage is None:
        forms.stage = StageForm(formdata=None, stage=_following(project.stage).value, since=clock.today())
    if forms.team_score is None:
        forms.team_score = TeamScoreForm(formdata=None, team_score=_choice(project.team_score))
    if forms.coach_score is None:
        forms.coach_score = CoachScoreForm(formdata=None, coach_score=_choice(project.coach_score))
    if forms.measure is None:
        forms.measure = MeasureForm(formdata=None).offer(linkable(project.unit) if linked is not None else [], linked or [])
    return forms


def _following(stage: Stage) -> Stage:
    """The stage that usually comes next: what the form proposes. An ended project is reopened to testing."""
    usual = list(Stage)
    if stage in {Stage.COMPLETED, Stage.STOPPED}:
        return Stage.TESTING
    return usual[usual.index(stage) + 1]


def _choice(score: float | None) -> str:
    return "" if score is None else f"{score:.1f}"
