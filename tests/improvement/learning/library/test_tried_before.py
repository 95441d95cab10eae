"""Tried before? What is shown while a title is typed."""

import pytest
from flask.testing import FlaskClient

from qms.improvement.learning.library.alike import tried_before
from qms.improvement.learning.library.tried import tried
from qms.improvement.learning.library.words import telling_terms
from qms.improvement.pdsa.actions import decide
from qms.improvement.pdsa.models import Decision
from qms.improvement.progress.actions import change_stage
from qms.improvement.projects.models import Project, Stage
from qms.kernel import clock
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.learning.library.making import LIBRARY
from tests.improvement.making import cycle, project
from tests.page_client import PageClient


def test_tried_before_wants_half_of_the_telling_words(place: Place, addresses: None) -> None:
    earlier = project(place.other_ward, place.other_nurse, title="Fewer falls at night on Ward 2")
    project(place.other_ward, place.other_nurse, title="Quicker discharge letters")
    project(place.other_ward, place.other_nurse, title="Visiting hours", why="Night and day, falls or not.")
    assert [each.ref_id for each in tried_before("Reduce falls during the night")] == [earlier.id]
    assert tried_before("Better care for patients") == [], "words that everybody uses make nothing alike"
    assert tried_before("") == []
    assert tried_before("Falls", but=earlier.id) == []


def test_what_did_not_work_comes_first_of_what_is_alike(place: Place, addresses: None) -> None:
    cycle_of = project(place.ward, place.nurse, title="Bed alarms and falls")
    worked = cycle(cycle_of, place.nurse, question="Do bed alarms prevent falls?")
    decide(worked, decision=Decision.ADOPT, reason="Yes.", by=place.nurse)
    failed = project(place.other_ward, place.other_nurse, title="Bed alarms against falls")
    change_stage(failed, stage=Stage.ABANDONED, since=clock.today(), learned="Nobody heard them.", by=place.other_nurse)
    far = project(place.other_ward, place.other_nurse, title="Alarms that nobody hears")
    change_stage(far, stage=Stage.ABANDONED, since=clock.today(), learned="Too many.", by=place.other_nurse)
    db.session.commit()
    found = tried_before("Bed alarms to prevent falls")
    assert [each.title for each in found] == [
        "Bed alarms against falls", "Do bed alarms prevent falls?", "Bed alarms and falls",
    ]  # fmt: skip
    assert (
        tried(found).sentence
        == "3 things like it were tried or thought of: teams adopted 1 and abandoned 1; of 1 it is not known yet."
    )


@pytest.mark.one_database
def test_words_of_time_and_number_make_nothing_alike() -> None:
    assert [each.typed for each in telling_terms("Antibiotics within an hour for two patients")] == ["antibiotics"]


@pytest.mark.one_database
def test_without_scripts_a_button_looks_first_and_keeps_what_was_typed(client: PageClient, place: Place) -> None:
    failed = project(place.other_ward, place.other_nurse, title="Bed alarms against falls")
    change_stage(failed, stage=Stage.ABANDONED, since=clock.today(), learned="Nobody heard them.", by=place.other_nurse)
    db.session.commit()
    client.sign_in(place.nurse)
    looked = client.submit("/improvement/projects/new", {"title": "Bed alarms", "why": "They fall.", "look": "1"})
    assert looked.status_code == 200
    assert "Nobody heard them." in looked.text
    assert 'value="Bed alarms"' in looked.text
    assert "They fall.</textarea>" in looked.text
    nothing = client.submit("/improvement/projects/new", {"title": "Chandeliers", "look": "1"})
    assert "You may be the first." in nothing.text
    assert db.session.query(Project).count() == 1, "looking starts nothing"


def test_tried_before_answers_a_script_with_a_piece_and_a_person_with_a_page(place: Place, reading: PageClient) -> None:
    made = project(place.other_ward, place.other_nurse, title="Fewer falls at night")
    change_stage(
        made, stage=Stage.ABANDONED, since=clock.today(), learned="Low beds alone did not help.", by=place.other_nurse
    )
    db.session.commit()
    address = f"{LIBRARY}/tried?title=Falls+by+night"
    page = reading.get(address).text
    assert "<h1" in page
    assert "Low beds alone did not help." in page
    answer = FlaskClient.open(reading, address, headers={"Accept": "text/html, application/json"})
    assert "<h1" not in answer.text
    assert "Low beds alone did not help." in answer.text
