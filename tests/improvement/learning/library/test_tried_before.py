"""Tried before? What is shown while a title is typed."""

from flask.testing import FlaskClient

from qms.improvement.learning.library.queries import tried_before
from qms.improvement.progress.actions import change_stage
from qms.improvement.projects.models import Stage
from qms.kernel import clock
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.learning.library.making import LIBRARY
from tests.improvement.making import project
from tests.page_client import PageClient


def test_tried_before_wants_half_of_the_telling_words(place: Place, addresses: None) -> None:
    earlier = project(place.other_ward, place.other_nurse, title="Fewer falls at night on Ward 2")
    project(place.other_ward, place.other_nurse, title="Quicker discharge letters")
    project(place.other_ward, place.other_nurse, title="Visiting hours", why="Night and day, falls or not.")
    assert [each.ref_id for each in tried_before("Reduce falls during the night")] == [earlier.id]
    assert tried_before("Better care for patients") == [], "words that everybody uses make nothing alike"
    assert tried_before("") == []
    assert tried_before("Falls", but=earlier.id) == []


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
