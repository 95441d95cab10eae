"""What stands at the top of a project's page, whichever part is open."""

from typing import Any

from qms.golden_thread.readings.queries import readings_of
from qms.golden_thread.strands import strand
from qms.improvement.approvals.forms import AskForm
from qms.improvement.approvals.presenters import standing_of
from qms.improvement.collaboratives.invitations.queries import waiting_for_project
from qms.improvement.collaboratives.queries import of_project as collaboratives_of
from qms.improvement.evidence.presenters import evidence_view
from qms.improvement.evidence.standing import Standing, standings
from qms.improvement.fields import colleague_label, suggestions
from qms.improvement.ideas.queries import ideas_of
from qms.improvement.learning.adopting.queries import standing as adopted_standing
from qms.improvement.learning.library.alike import tried_before
from qms.improvement.learning.library.tried import Tried, tried
from qms.improvement.measures.notes import notes_of
from qms.improvement.measures.presenters import MeasureView, change_of, measure_views
from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.pdsa.queries import cycles_of
from qms.improvement.progress.presenters import score_words
from qms.improvement.projects.charter import is_kept_back
from qms.improvement.projects.models import Project, Stage
from qms.improvement.projects.next_steps import is_stalled
from qms.improvement.projects.permissions import may_run
from qms.improvement.projects.presenters import step_shown
from qms.improvement.projects.queries import measures_of, stage_steps_of
from qms.improvement.projects.strip import strip_of
from qms.improvement.projects.suggestions import Serves, suggestions_for
from qms.improvement.projects.wording import STAGE_COLOURS, STAGE_WORDS
from qms.improvement.publishing.queries import standing_edition
from qms.improvement.watches.part import slip_of
from qms.kernel import clock
from qms.people.models import Person
from qms.people.roles import Permission


def head(project: Project, reader: Person) -> dict[str, Any]:
    """Title, thread strip, evidence, aim, next step and facts; `measures` serve the part of that name too."""
    cycles = cycles_of([project.id]).get(project.id, [])
    measures = _measures(project, cycles)
    standing = standings([project.id])[project.id]
    headline = _headline(measures, standing)
    runs = may_run(reader, project)
    adopted = adopted_standing(project.id)
    approval = standing_of(project)
    asks_itself = runs and project.stage is Stage.IDEA and not cycles and not adopted.origin
    return {
        "project": project,
        "me": reader,
        "may_run": runs,
        "may_coach": reader.can(Permission.COACH_PROJECTS, project.unit),
        "stage_words": STAGE_WORDS[project.stage],
        "stage_colour": STAGE_COLOURS[project.stage],
        "stalled": is_stalled(project, clock.now()),
        "next": step_shown(project, cycles, len(measures), may_take=runs),
        "scores": {"team": score_words(project.team_score), "coach": score_words(project.coach_score)},
        "measures": measures,
        "slip": slip_of(project),
        "evidence": evidence_view(project.id, standing),
        "headline": headline,
        "notes": notes_of(headline or next(iter(measures), None)),
        "suggested": _suggested(project) if runs else [],
        "tried": _tried(project) if asks_itself else None,
        "paused_because": _paused_because(project),
        "approval": approval,
        "sponsors": suggestions() if runs and approval and approval.asks else [],
        "kept_back": is_kept_back(project),
        "adopted": adopted,
        "published": standing_edition(project.id),
        "invited_to": waiting_for_project(project.id),
        "part_of": collaboratives_of(project.id),
        "forms": {"ask": AskForm(formdata=None, sponsor=colleague_label(project.sponsor))},
        "strip": strip_of(project, measures, cycles, ideas_of(project.id), may_run=runs),
    }


def _headline(measures: list[MeasureView], standing: Standing) -> MeasureView | None:
    """The measure that shows the project's verdict most clearly; without a verdict the first that can be compared."""
    speaker = standing.verdict.speaker if standing.verdict else None
    compared = [each for each in measures if each.found]
    return next((each for each in compared if each.link_id == speaker), next(iter(compared), None))


def _suggested(project: Project) -> list[Serves]:
    """What the project may serve, where it goes on and serves nothing yet."""
    if project.objective is not None or not project.is_active:
        return []
    return suggestions_for(project.unit, project.title, f"{project.why} {project.aim}")


def _tried(project: Project) -> Tried:
    """What was tried under words like its title's."""
    return tried(tried_before(project.title, but=project.id))


def _paused_because(project: Project) -> str:
    """What the team wrote when it paused the project."""
    return stage_steps_of(project.id)[-1].learned if project.stage is Stage.PAUSED else ""


def _measures(project: Project, cycles: list[PdsaCycle]) -> list[MeasureView]:
    """The linked measures with what they read now and what moved since the first change."""
    links = measures_of([project.id]).get(project.id, [])
    linked = [link.series_id for link in links]
    change = change_of(cycles)
    effects = strand("signal").effects(linked, change.on) if change else {}
    return measure_views(links, readings_of(linked), effects, change)
