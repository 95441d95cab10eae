"""The audit trail: declared events, exact keys, nobody anonymous."""

import pytest
from flask import Flask

from qms.kernel import audit
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.people.models import Person
from tests.builder import Builder

EVENT = audit.declare("test-thing.changed", "colour")


def test_an_event_is_stored_with_the_write_it_describes(build: Builder) -> None:
    person = build.person()
    audit.record(EVENT, by=person, subject_id=7, colour="blue")
    db.session.commit()
    event = db.session.query(AuditEvent).filter_by(event=EVENT).one()
    assert (event.by_id, event.subject, event.subject_id, event.detail) == (person.id, "test-thing", 7, {"colour": "blue"})
    assert event.at.tzinfo is not None


def test_a_rolled_back_write_leaves_no_event(build: Builder) -> None:
    audit.record(EVENT, by=build.person(), subject_id=7, colour="blue")
    db.session.rollback()
    assert db.session.query(AuditEvent).filter_by(event=EVENT).count() == 0


@pytest.mark.one_database
def test_an_anonymous_change_is_refused(app: Flask) -> None:
    with pytest.raises(ValueError, match="needs somebody"):
        audit.record(EVENT, by=None, subject_id=7, colour="blue")
    with pytest.raises(ValueError, match="needs somebody"):
        audit.record(EVENT, by=Person(name="Not stored", email="a@example.org"), subject_id=7, colour="blue")


@pytest.mark.one_database
@pytest.mark.parametrize("detail", [{}, {"color": "blue"}, {"colour": "blue", "size": 3}])
def test_other_keys_than_the_declared_are_refused(build: Builder, detail: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="declared are"):
        audit.record(EVENT, by=build.person(), subject_id=7, **detail)


@pytest.mark.one_database
def test_an_event_that_nobody_declared_is_refused(build: Builder) -> None:
    with pytest.raises(ValueError, match="is not declared"):
        audit.record("test-thing.vanished", by=build.person(), subject_id=7)


def test_an_event_is_declared_once() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        audit.declare(EVENT)
    assert audit.declared()[EVENT] == {"colour"}
