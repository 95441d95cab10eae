"""Audit events in words."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for

from qms.kernel import audit
from qms.kernel.audit import AuditEvent
from qms.people.audit_trail.queries import UNIT_KEYS, Names
from qms.people.roles import ROLES, RoleName

# The page of each kind of thing, by the names that the addresses use.
PAGES = {
    "unit": ("unit_edit", "unit_id"),
    "person": ("person_edit", "person_id"),
    "metric": ("metric", "metric_id"),
    "objective": ("objective", "objective_id"),
    "signal": ("control.signal", "signal_id"),
    "outcome-sequence": ("control.cusum", "sequence_id"),
    "series": ("control.chart", "series_id"),
    "upload": ("control.upload", "upload_id"),
    "plan": ("planning.plan", "plan_id"),
    "project": ("improvement.project", "project_id"),
    "cycle": ("improvement.cycle", "cycle_id"),
}


@dataclass(frozen=True)
class Line:
    """One event as a line of the table."""

    at: dt.datetime
    by: str
    what: str
    subject: str
    url: str
    detail: str


def line(event: AuditEvent, names: Names) -> Line:
    """The event in words: 'Person: role granted', 'role: Ward manager; unit: Ward 7'."""
    return Line(
        at=event.at,
        by=names.people.get(event.by_id, ""),
        what=what_happened(event.event),
        subject=_subject(event, names),
        url=_url(event),
        detail="; ".join(_fact(key, value, names) for key, value in event.detail.items()),
    )


def _subject(event: AuditEvent, names: Names) -> str:
    if event.subject_id is None:
        return ""
    known = {"person": names.people, "unit": names.units}.get(event.subject, {})
    return known.get(event.subject_id, f"{_words(event.subject).capitalize()} {event.subject_id}")


def _fact(key: str, value: Any, names: Names) -> str:
    if key in UNIT_KEYS:
        return f"{_words(key.removesuffix('_id'))}: {names.units.get(value) or _value(value)}"
    if key == "role" and value in list(RoleName):
        return f"role: {ROLES[RoleName(value)].title}"
    return f"{_words(key)}: {_value(value)}"


def what_happened(event: str) -> str:
    """'metric.signed' as 'Metric: signed'."""
    subject, _, verb = event.partition(".")
    return f"{_words(subject).capitalize()}: {_words(verb)}"


def subjects() -> list[tuple[str, str]]:
    """(name, word) of every kind of thing that events are about."""
    return [(each, _words(each).capitalize()) for each in sorted({event.partition(".")[0] for event in audit.declared()})]


def _words(name: str) -> str:
    return name.replace("-", " ").replace("_", " ")


def _value(value: Any) -> str:
    if value is None or value == "":
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value if len(value) <= 200 else value[:200] + " …"
    if isinstance(value, Mapping):
        return ", ".join(f"{_words(str(key))} {_value(each)}" for key, each in value.items())
    if isinstance(value, Sequence):
        return ", ".join(_value(each) for each in value[:20])
    return str(value)


def _url(event: AuditEvent) -> str:
    endpoint, argument = PAGES.get(event.subject, ("", ""))
    if event.subject_id is None or endpoint not in current_app.view_functions:
        return ""
    values: dict[str, Any] = {argument: event.subject_id}
    return url_for(endpoint, **values)
