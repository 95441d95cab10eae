"""What everybody has seen stays open."""

from collections.abc import Callable

import pytest

from qms.improvement.learning.adopting.actions import note_origin
from qms.improvement.progress.actions import change_stage
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import Project, Stage
from qms.improvement.publishing.contents import gather
from qms.improvement.publishing.models import Summary
from qms.improvement.publishing.story import to_plain
from qms.kernel import clock
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.making import project
from tests.page_client import PageClient


def begun(made: Project, place: Place) -> None:
    for stage in (Stage.TESTING, Stage.IDEA):
        change_stage(made, stage=stage, since=clock.today(), by=place.nurse)


def published(made: Project, place: Place) -> None:
    content = to_plain(gather(made))
    db.session.add(Summary(project_id=made.id, edition=1, headline="Fewer falls", content=content, by_id=place.nurse.id))


def taken_over(made: Project, place: Place) -> None:
    note_origin(project(place.other_ward, place.other_nurse), origin=made, by=place.other_nurse)


@pytest.mark.parametrize("how", [begun, published, taken_over])
def test_what_was_open_is_not_kept_back_any_more(
    client: PageClient, place: Place, addresses: None, how: Callable[[Project, Place], None]
) -> None:
    made = project(place.ward, place.nurse)
    edit_charter(made, team_only=True, by=place.nurse)
    edit_charter(made, team_only=False, by=place.nurse)
    how(made, place)
    db.session.commit()
    with pytest.raises(ValueError, match="not kept back"):
        edit_charter(made, team_only=True, by=place.nurse)
    page = client.sign_in(place.nurse).get(f"/improvement/projects/{made.id}/edit").text
    assert "It has been open to everybody, and stays so" in page
    assert "Only the people on it" not in page


def test_a_draft_that_leaves_planning_stays_open_when_it_goes_back(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    edit_charter(made, team_only=True, by=place.nurse)
    db.session.commit()
    url = f"/improvement/projects/{made.id}"
    assert client.sign_in(place.reader).get(url).status_code == 404
    begun(made, place)
    db.session.commit()
    assert db.session.get_one(Project, made.id).stage is Stage.IDEA
    assert client.get(url).status_code == 200
    fresh = project(place.ward, place.nurse)
    assert "Once testing has begun" in client.sign_in(place.nurse).get(f"/improvement/projects/{fresh.id}/edit").text
