"""Writes of the organisation's settings. Another default judges the charts that follow it anew, in the same transaction."""

from dataclasses import dataclass

from qms.golden_thread import recomputing
from qms.golden_thread.metrics.chart_words import RULES
from qms.golden_thread.metrics.rules import default_rules
from qms.golden_thread.settings import queries
from qms.kernel import audit, settings
from qms.people.models import Person

CHANGED = audit.declare("setting.changed", "setting", "before", "after")
NOBODY = "nobody"
"""Projects begin without anybody's approval."""
AT_ONCE = 1_000
"""Series judged anew at a time, so that memory stays bounded however many there are."""
WHY = "The organisation’s rules changed, and by the new ones it is no special cause any more."


@dataclass(frozen=True)
class Judged:
    """How many charts were judged by new rules, and how many of these now say something else."""

    charts: int = 0
    changed: int = 0


def rename_organisation(*, name: str, by: Person) -> bool:
    """The name in every page's header; returns whether it changed."""
    before = settings.read(settings.ORGANISATION_NAME)
    if name == before:
        return False
    settings.write(settings.ORGANISATION_NAME, name)
    audit.record(CHANGED, by=by, subject_id=None, setting=settings.ORGANISATION_NAME, before=before, after=name)
    return True


def choose_default_rules(*, rules: str, by: Person) -> Judged | None:
    """The rules of every metric that names none of its own; None where they were these already.

    Raises ValueError for a rule set that does not exist."""
    if rules not in RULES:
        raise ValueError(f"There are no rules called {rules!r}.")
    before = default_rules()
    if rules == before:
        return None
    settings.write(settings.DEFAULT_RULES, rules)
    audit.record(CHANGED, by=by, subject_id=None, setting=settings.DEFAULT_RULES, before=before, after=rules)
    return _judge_anew(by)


def choose_project_approval(*, approval: str, by: Person) -> bool:
    """Who approves projects before testing begins: settings.BY_SPONSOR or NOBODY; returns whether it changed.

    Raises ValueError for anything else."""
    if approval not in {settings.BY_SPONSOR, NOBODY}:
        raise ValueError(f"Nobody approves projects as {approval!r}.")
    before = settings.read(settings.PROJECT_APPROVAL, NOBODY)
    if approval == before:
        return False
    settings.write(settings.PROJECT_APPROVAL, approval)
    audit.record(CHANGED, by=by, subject_id=None, setting=settings.PROJECT_APPROVAL, before=before, after=approval)
    return True


def _judge_anew(by: Person) -> Judged:
    series = queries.series_following()
    charts = changed = 0
    for start in range(0, len(series), AT_ONCE):
        some = series[start : start + AT_ONCE]
        before = queries.variations(some)
        recomputing.recompute(some, by=by, why=WHY)
        after = queries.variations(some)
        charts += len(after)
        changed += sum(before.get(each) != said for each, said in after.items())
    return Judged(charts, changed)
