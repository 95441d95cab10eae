"""What a made-up project or cycle is written down as."""

from dataclasses import dataclass

from qms.improvement.pdsa.models import Decision
from qms.improvement.projects.models import Stage


@dataclass(frozen=True)
class CyclePlan:
    """A PDSA cycle: when it began (days ago), and how it ended, if it has."""

    days_ago: int
    question: str
    prediction: str
    plan: str
    did: str = ""
    studied: str = ""
    decision: Decision | None = None
    reason: str = ""
    days: int = 21  # until the result is due


@dataclass(frozen=True)
class ProjectPlan:
    """A project: begun so many days ago, its stages and log by days ago, its measures as (metric, unit)."""

    key: str
    title: str
    why: str
    unit: str
    lead: str
    objective: str | None
    begun: int
    due_in: int
    stages: tuple[tuple[int, Stage], ...] = ()
    measures: tuple[tuple[str, str], ...] = ()
    log: tuple[tuple[int, str], ...] = ()
    cycles: tuple[CyclePlan, ...] = ()
    members: tuple[tuple[str, str], ...] = ()
    charter: dict[str, str] | None = None
    team_score: float | None = None
    coach_score: float | None = None
    learned: str = ""
