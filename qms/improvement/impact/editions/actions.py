"""Writes of kept editions."""

import json

from sqlalchemy import select

from qms.improvement.impact.editions.models import YearEdition
from qms.improvement.impact.editions.queries import last_number, standing
from qms.improvement.impact.yearly.story import Story, says_the_same, to_plain
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

KEPT = audit.declare("impact-year.kept", "unit_id", "year", "edition")
WITHDRAWN = audit.declare("impact-year.withdrawn", "unit_id", "year", "edition", "reason")


class RefusedError(Exception):
    """An edition that cannot be kept or taken back now; the message says why and what to do."""


def keep_year(unit: Unit, *, story: Story, by: Person) -> YearEdition:
    """Freeze the year as the unit's next edition of it. Where the edition that stands says the same already, it stays and is
    returned: a button that is pressed twice keeps once. Raises RefusedError for a year of which nothing is known."""
    if story.is_empty:
        raise RefusedError("Nothing is known of this year yet, so there is nothing to keep.")
    db.session.execute(select(Unit.id).where(Unit.id == unit.id).with_for_update())  # two at once: one number each
    content, latest = json.loads(json.dumps(to_plain(story))), standing(unit, story.year)
    if latest is not None and says_the_same(latest.content, content):
        return latest
    edition = YearEdition(unit=unit, year=story.year, edition=last_number(unit, story.year) + 1, content=content, by=by)
    db.session.add(edition)
    db.session.flush()
    audit.record(KEPT, by=by, subject_id=edition.id, **_where(edition))
    return edition


def withdraw(edition: YearEdition, *, reason: str, by: Person) -> None:
    """Take an edition back: it keeps its address, and says why. Raises RefusedError for one that was taken back before, and
    without a reason."""
    if edition.is_withdrawn:
        raise RefusedError("This edition has been taken back already.")
    if not reason.strip():
        raise RefusedError("Say why, so that readers know what to think of it.")
    edition.withdrawn_at, edition.withdrawn_by, edition.withdrawn_reason = clock.now(), by, reason.strip()
    db.session.flush()
    audit.record(WITHDRAWN, by=by, subject_id=edition.id, **_where(edition), reason=edition.withdrawn_reason)


def _where(edition: YearEdition) -> dict[str, int]:
    return {"unit_id": edition.unit_id, "year": edition.year, "edition": edition.edition}
