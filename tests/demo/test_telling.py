"""The demonstration shows each kind of entry, one of a unit alone, and actions as they stand a few weeks after a meeting."""

from flask import Flask

from qms.improvement.impact.editions.models import YearEdition
from qms.improvement.impact.models import AgreedAction, ImpactEntry, ImpactFile, ImpactKind
from qms.improvement.impact.yearly.story import from_plain
from qms.improvement.impact.years import year_of
from qms.kernel import clock
from qms.kernel.db import db


def test_every_kind_of_entry_has_an_example(demonstration: Flask) -> None:
    entries = db.session.query(ImpactEntry).all()
    assert {each.kind for each in entries} == set(ImpactKind)
    assert any(each.project_id is None for each in entries)
    assert all(each.happened_on <= clock.today() for each in entries)


def test_a_meeting_has_actions_done_due_and_overdue(demonstration: Flask) -> None:
    actions = db.session.query(AgreedAction).all()
    assert any(each.is_done for each in actions)
    open_on = [each.due_on for each in actions if not each.is_done and each.due_on]
    assert min(open_on) < clock.today() < max(open_on)
    assert any(each.outside for each in actions), "not everybody has an account"


def test_last_year_of_a_unit_is_kept_with_what_it_held(demonstration: Flask) -> None:
    edition = db.session.query(YearEdition).one()
    assert edition.year == year_of(clock.today()) - 1
    assert from_plain(edition.content).entries, "an edition of nothing shows nothing"
    assert edition.created_at.date() < clock.today()


def test_a_poster_comes_with_an_entry_of_a_unit(demonstration: Flask) -> None:
    assert db.session.query(ImpactFile).one().is_picture
