"""Measures, control watches and progress score as a part of the project's page; its head has read the measures already."""

from typing import Any

from qms.golden_thread.objectives.breaks import may
from qms.improvement.measures.forms import MeasureForm
from qms.improvement.measures.queries import linkable
from qms.improvement.progress.forms import CoachScoreForm, TeamScoreForm
from qms.improvement.progress.presenters import gap_sentence, score_sentence
from qms.improvement.progress.scale import CREDIT, STEPS
from qms.improvement.projects.models import Project
from qms.improvement.projects.permissions import may_run
from qms.improvement.projects.queries import measures_of
from qms.improvement.watches.part import watches_content
from qms.people.models import Person
from qms.people.role_words import who_may
from qms.people.roles import Permission


def content(project: Project, reader: Person) -> dict[str, Any]:
    """What can be linked, for those who may link, what is watched, and how far the project is."""
    links = measures_of([project.id]).get(project.id, [])
    offered = linkable(project.unit) if may_run(reader, project) else []
    watches = watches_content(project)
    return watches | {
        "may_define": may(Permission.DEFINE_METRICS, project.unit),
        "who_defines": who_may(Permission.DEFINE_METRICS),
        "score_means": {"team": score_sentence(project.team_score), "coach": score_sentence(project.coach_score)},
        "score_gap": gap_sentence(project),
        "steps": STEPS,
        "credit": CREDIT,
        "forms": watches["forms"]
        | {
            "measure": MeasureForm(formdata=None).offer(offered, [link.series_id for link in links]),
            "team_score": TeamScoreForm(formdata=None, team_score=_choice(project.team_score)),
            "coach_score": CoachScoreForm(formdata=None, coach_score=_choice(project.coach_score)),
        },
    }


def _choice(score: float | None) -> str:
    return "" if score is None else f"{score:.1f}"
