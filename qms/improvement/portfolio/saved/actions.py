"""Writes of saved filters."""

from collections.abc import Mapping

from sqlalchemy import func, select, update

from qms.improvement.portfolio.addresses import query_text
from qms.improvement.portfolio.saved.models import PortfolioFilter, Sharing
from qms.kernel import audit
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

SAVED = audit.declare("portfolio-filter.saved", "name", "view", "query")
EDITED = audit.declare("portfolio-filter.edited", "was_name", "was_sharing", "was_unit_id")
REMOVED = audit.declare("portfolio-filter.removed", "name", "view", "query")

MOST = 50  # of one person


def save_filter(*, name: str, view: str, query: Mapping[str, str], opens_first: bool = False, by: Person) -> PortfolioFilter:
    """Keep what the portfolio shows under a name.

    Raises ValueError where the person keeps as many as they may."""
    held = select(func.count()).select_from(PortfolioFilter).where(PortfolioFilter.person_id == by.id)
    if (db.session.scalar(held) or 0) >= MOST:
        raise ValueError(f"You have {MOST} saved filters, which is as many as are kept. Remove one first.")
    made = PortfolioFilter(person=by, name=name.strip(), sharing=Sharing.NOBODY)
    db.session.add(made)
    _write(made, view=view, query=query, by=by)
    if opens_first:
        open_first(made, by=by)
    return made


def replace_filter(
    saved: PortfolioFilter, *, view: str, query: Mapping[str, str], opens_first: bool = False, by: Person
) -> None:
    """Let the name stand for what the portfolio shows now; with whom it is shared stays."""
    _write(saved, view=view, query=query, by=by)
    if opens_first:
        open_first(saved, by=by)


def edit_filter(
    saved: PortfolioFilter, *, name: str, sharing: Sharing, unit: Unit | None, opens_first: bool, by: Person
) -> None:
    """Its name, who finds it besides its owner, and whether the owner's portfolio opens with it.

    Raises ValueError for one that is shared with a unit without naming it."""
    if sharing is Sharing.UNIT and unit is None:
        raise ValueError("Choose the unit.")
    audit.record(
        EDITED, by=by, subject_id=saved.id, was_name=saved.name, was_sharing=saved.sharing.value, was_unit_id=saved.unit_id
    )
    saved.name, saved.sharing = name.strip(), sharing
    saved.unit_id = unit.id if unit is not None and sharing is Sharing.UNIT else None
    saved.opens_first = False
    db.session.flush()
    if opens_first:
        open_first(saved, by=by)


def open_first(saved: PortfolioFilter, *, by: Person) -> None:
    """Let its owner's portfolio open with it, and with no other. Part of saving and editing, whose events tell of it."""
    db.session.execute(update(PortfolioFilter).where(PortfolioFilter.person_id == by.id).values(opens_first=False))
    saved.opens_first = True
    db.session.flush()


def remove_filter(saved: PortfolioFilter, *, by: Person) -> None:
    """Keep it no longer; the audit keeps what it was."""
    audit.record(REMOVED, by=by, subject_id=saved.id, name=saved.name, view=saved.view, query=saved.query)
    db.session.delete(saved)
    db.session.flush()


def _write(saved: PortfolioFilter, *, view: str, query: Mapping[str, str], by: Person) -> None:
    saved.view, saved.query = view, query_text(query)
    db.session.flush()
    audit.record(SAVED, by=by, subject_id=saved.id, name=saved.name, view=view, query=saved.query)
