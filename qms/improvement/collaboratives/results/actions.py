"""Asking a team for its figures."""

import datetime as dt

from qms.golden_thread.metrics.models import Metric
from qms.improvement.collaboratives.models import CollaborativeTeam
from qms.improvement.collaboratives.results.models import FiguresAsked
from qms.improvement.collaboratives.results.queries import asked_since
from qms.improvement.conversation.models import NoticeKind
from qms.improvement.conversation.telling import tell
from qms.kernel import audit
from qms.kernel.db import db
from qms.people.models import Person

ASKED = audit.declare("collaborative.figures-asked", "team_id", "metric_id", "period")
TAB = "measures"  # of the project's page, where its charts are


def ask_for_figures(team: CollaborativeTeam, *, metric: Metric, period: dt.date, by: Person) -> bool:
    """Tell the team's lead that the period's figures are awaited; once, whoever asks again. Returns whether they were told.

    Raises ValueError where the lead would ask themselves: a reminder to oneself is none."""
    if team.project.lead_id == by.id:
        raise ValueError("This is your own team. Nobody needs to be told.")
    if (team.id, period) in asked_since([team.id], metric.id, period):
        return False
    db.session.add(FiguresAsked(team_id=team.id, metric_id=metric.id, period=period, by_id=by.id))
    tell(team.project, [team.project.lead_id], kind=NoticeKind.FIGURES, by=by, tab=TAB)
    audit.record(
        ASKED, by=by, subject_id=team.collaborative_id, team_id=team.id, metric_id=metric.id, period=period.isoformat()
    )
    db.session.flush()
    return True
