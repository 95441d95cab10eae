"""Entries of the impact log for tests, in as few words as they can be said."""

import datetime as dt
from typing import Any

from qms.improvement.impact.actions import log_impact
from qms.improvement.impact.models import ImpactEntry, ImpactKind
from qms.improvement.projects.models import Project
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

K = ImpactKind

# What each kind needs, as a form sends it.
FILLED: dict[ImpactKind, dict[str, str]] = {
    K.PUBLICATION: {
        "status": "accepted", "who": "Reid A, Lind C", "venue": "BMJ Open Quality", "reference": "10.1136/bmjoq-2026-000001",
    },
    K.PRESENTATION: {"venue": "Patient safety day", "place": "Leeds", "who": "Matrons", "people": "120"},
    K.MEETING: {"who": "Care board, falls lead", "said": "They get no word of a fall.", "score": "4", "evaluation": "Good."},
    K.MEDIA: {"venue": "Evening News", "reach": "18,000 readers"},
    K.POLICY: {"who": "The trust", "changed": "Bay nursing at night.", "effective_on": "2026-12-01"},
    K.INVOLVEMENT: {
        "who": "Five members of the carers’ forum", "method": "Walk round the ward", "said": "It is dark.",
        "changed": "Lights along the floor.",
    },
    K.AWARD: {"venue": "Safety congress", "who": "The team"},
}  # fmt: skip


def typed(kind: ImpactKind, **more: str) -> dict[str, str]:
    """A form of the kind with everything filled."""
    return {"title": "Falls at night", "happened_on": "2026-11-02"} | FILLED[kind] | more


def entry(
    by: Person, kind: ImpactKind = K.AWARD, *, project: Project | None = None, unit: Unit | None = None, **fields: Any
) -> ImpactEntry:
    """An entry of today, committed, with nothing but its title unless told otherwise."""
    words = {"title": "Falls at night", "happened_on": clock.today()} | fields
    made = log_impact(kind=kind, project=project, unit=unit, by=by, **words)
    db.session.commit()
    return made


def day(month: int, of: int = 1, year: int = 2026) -> dt.date:
    return dt.date(year, month, of)
