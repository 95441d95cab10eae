"""The library follows what is written, in the same transaction, and is mended at night."""

import datetime as dt
from typing import Any

from qms.golden_thread.documents import Outcome
from qms.improvement.learning.library import keeping
from qms.improvement.learning.library.models import LibraryEntry
from qms.improvement.log.actions import add_entry, delete_entry
from qms.improvement.progress.actions import change_stage
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import Project, Stage
from qms.kernel import clock
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.learning.library.making import ask, entry
from tests.improvement.making import project


def test_what_is_written_is_found_at_once_and_what_is_deleted_no_longer(place: Place, addresses: None) -> None:
    made = project(place.ward, place.nurse)
    assert ask("chandelier") == []
    noted = add_entry(made, text="We hung a chandelier.", happened_on=clock.today(), by=place.nurse)
    db.session.commit()
    assert ask("chandelier") == ["Fewer falls at night"]
    delete_entry(noted, by=place.nurse)
    db.session.commit()
    assert ask("chandelier") == []


def test_what_was_rolled_back_was_never_there(place: Place, addresses: None) -> None:
    made = project(place.ward, place.nurse)
    add_entry(made, text="We hung a chandelier.", happened_on=clock.today(), by=place.nurse)
    db.session.rollback()
    edit_charter(db.session.get_one(Project, made.id), title="Brighter nights", by=place.nurse)
    db.session.commit()
    assert ask("chandelier") == []
    assert ask("brighter") == ["Brighter nights"]


def test_a_rebuild_repairs_what_was_written_in_bulk(place: Place, addresses: None) -> None:
    made = project(place.ward, place.nurse)
    db.session.execute(db.update(Project).where(Project.id == made.id).values(title="Changed in bulk"))
    db.session.execute(db.insert(LibraryEntry).values(_stray(place)))
    db.session.commit()
    assert ask("bulk") == []
    assert keeping.rebuild() == 2
    assert ask("bulk") == ["Changed in bulk"]
    assert ask("stray") == []
    assert keeping.rebuild() == 0


def _stray(place: Place) -> dict[str, Any]:
    words = {"noun": "project", "kind": "project", "title": "Stray", "body": "", "state": "", "result": "", "method": ""}
    return words | {"root_id": 999, "ref_id": 999, "unit_id": place.ward.id, "on": clock.today(), "outcome": Outcome.UNKNOWN}


def test_an_outcome_keeps_the_day_on_which_it_was_first_known(place: Place, addresses: None) -> None:
    made = project(place.ward, place.nurse)
    day = dt.datetime(2026, 6, 3, 9, tzinfo=dt.UTC)
    with clock.standing_at(day):
        change_stage(made, stage=Stage.ABANDONED, since=day.date(), learned="No.", by=place.nurse)
        db.session.commit()
    edit_charter(made, title="Other words", by=place.nurse)
    db.session.commit()
    assert entry("project", made.id).outcome_since == day.date()
