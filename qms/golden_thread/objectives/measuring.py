"""Which metrics tell whether an objective is being reached, and which of them is the headline."""

from sqlalchemy import select

from qms.golden_thread.metrics.models import Metric, MetricState
from qms.golden_thread.objectives.models import Objective, ObjectiveMetric
from qms.golden_thread.objectives.queries import link_of
from qms.golden_thread.objectives.rules import ObjectiveRefusedError
from qms.kernel import audit
from qms.kernel.audit import Author
from qms.kernel.db import db

LINKED = audit.declare("objective.metric-linked", "metric_id", "headline")
UNLINKED = audit.declare("objective.metric-unlinked", "metric_id", "new_headline_id")
HEADLINE = audit.declare("objective.headline-chosen", "metric_id")


def link_metric(*, objective: Objective, metric: Metric, by: Author, headline: bool = False) -> None:
    """Follow the objective with this metric too; the first one becomes the headline. Linking twice changes nothing.

    Raises ObjectiveRefusedError for a retired metric."""
    if metric.state is MetricState.RETIRED:
        raise ObjectiveRefusedError("metric_id", f"{metric.name} is retired. Choose a metric that is in use.")
    links = _links(objective)
    if any(each.metric_id == metric.id for each in links):
        return
    first = not any(each.headline for each in links)
    db.session.add(ObjectiveMetric(objective_id=objective.id, metric_id=metric.id, headline=first))
    audit.record(LINKED, by=by, subject_id=objective.id, metric_id=metric.id, headline=first)
    db.session.flush()
    if headline and not first:
        choose_headline(objective=objective, metric_id=metric.id, by=by)


def unlink_metric(*, objective: Objective, metric_id: int, by: Author) -> Metric | None:
    """Follow it with this metric no longer; the metric that became the headline in its place, if any.

    Raises NoResultFound where the two are not linked."""
    gone = link_of(objective.id, metric_id)
    rest = [each for each in _links(objective) if each is not gone]
    heir = min(rest, key=lambda each: (each.metric.name.casefold(), each.id)) if gone.headline and rest else None
    db.session.delete(gone)
    if heir:
        heir.headline = True
    new_headline_id = heir.metric_id if heir else None
    audit.record(UNLINKED, by=by, subject_id=objective.id, metric_id=metric_id, new_headline_id=new_headline_id)
    db.session.flush()
    return heir.metric if heir else None


def choose_headline(*, objective: Objective, metric_id: int, by: Author) -> None:
    """Let this linked metric stand for the objective on the board.

    Raises NoResultFound where the two are not linked."""
    chosen = link_of(objective.id, metric_id)
    for each in _links(objective):
        each.headline = each is chosen
    audit.record(HEADLINE, by=by, subject_id=objective.id, metric_id=metric_id)
    db.session.flush()


def _links(objective: Objective) -> list[ObjectiveMetric]:
    statement = select(ObjectiveMetric).where(ObjectiveMetric.objective_id == objective.id)
    return list(db.session.execute(statement).scalars())
