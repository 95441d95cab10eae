"""Earlier revisions of a definition, each with what the next one changed, field by field."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from qms.golden_thread.metrics import finding
from qms.golden_thread.metrics.definitions import FIELDS, definition_of
from qms.golden_thread.metrics.models import Metric, MetricRevision
from qms.golden_thread.metrics.wording import LABELS, in_words
from qms.kernel.formats import day
from qms.kernel.paging import Page, page_of


@dataclass(frozen=True)
class Difference:
    """A field that two definitions have differently, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class EarlierRevision:
    """A revision as it read, and what replaced it."""

    number: int
    agreed: str
    replaced_at: dt.datetime
    replaced_by: str
    reason: str
    differences: list[Difference]
    definition: list[tuple[str, str]]


def earlier_revisions(metric: Metric, *, size: int, number: int | None = None) -> Page[EarlierRevision]:
    """A page of the earlier revisions, newest first, in a constant number of queries."""
    page = page_of(finding.revisions_of(metric.id), size=size, number=number)
    following = _following(metric, page.items)
    names = names_in([*(each.definition for each in page.items), *following.values()])
    items = [_presented(each, following[each.revision], names) for each in page.items]
    return Page(items, page.number, page.size, page.total)


def differences(old: dict[str, Any], new: dict[str, Any]) -> list[Difference]:
    """The fields that differ between two definitions as JSON, in the order of a definition."""
    return _differences(old, new, names_in([old, new]))


def names_in(definitions: list[dict[str, Any]]) -> dict[str, dict[int, str]]:
    """The names behind the ids of units and people in these definitions."""
    return {
        "unit_id": finding.unit_names(each.get("unit_id") for each in definitions),
        "owner_id": finding.people_names(each.get("owner_id") for each in definitions),
    }


def _following(metric: Metric, revisions: list[MetricRevision]) -> dict[int, dict[str, Any]]:
    """revision -> the definition that came after it. The first of a page is followed by one of the page before."""
    after = {each.revision - 1: each.definition for each in revisions}
    newest = revisions[0].revision if revisions else 0
    if newest == metric.revision - 1:
        after[newest] = definition_of(metric).as_json()
    elif newest:
        after[newest] = finding.revision_of(metric.id, newest + 1).definition
    return after


def _presented(revision: MetricRevision, following: dict[str, Any], names: dict[str, dict[int, str]]) -> EarlierRevision:
    old = revision.definition
    agreed = dt.datetime.fromisoformat(old["agreed_at"]) if old.get("agreed_at") else None
    return EarlierRevision(
        number=revision.revision,
        agreed=f"agreed on {day(agreed)}" if agreed else "agreed",
        replaced_at=revision.replaced_at,
        replaced_by=revision.replaced_by.name,
        reason=revision.reason,
        differences=_differences(old, following, names),
        definition=[(LABELS[name], in_words(name, old.get(name), names.get(name))) for name in FIELDS],
    )


def _differences(old: dict[str, Any], new: dict[str, Any], names: dict[str, dict[int, str]]) -> list[Difference]:
    return [
        Difference(
            LABELS[name],
            in_words(name, old.get(name), names.get(name)),
            in_words(name, new.get(name), names.get(name)),
        )
        for name in FIELDS
        if old.get(name) != new.get(name)
    ]
