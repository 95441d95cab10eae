"""Who works on a project."""

import pytest

from qms.improvement.projects.models import ProjectMember
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.making import project
from tests.page_client import PageClient


def test_somebody_joins_changes_their_part_and_leaves(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}/members"

    client.submit(url, {"member": "Dan Wood", "part": "Night shift"})
    client.submit(url, {"member": place.reader.email, "part": "Night shift, measures"})

    joined = db.session.query(ProjectMember).filter_by(person_id=place.reader.id).one()
    assert joined.part == "Night shift, measures", "the same person stands on the team once"
    assert "Dan Wood, Night shift, measures" in client.get(f"/improvement/projects/{made.id}?tab=people").text
    client.submit(f"/improvement/members/{joined.id}/remove")
    assert db.session.query(ProjectMember).filter_by(person_id=place.reader.id).count() == 0


@pytest.mark.one_database
def test_an_unknown_name_is_refused_with_the_nearest(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    answer = client.sign_in(place.nurse).submit(
        f"/improvement/projects/{made.id}/members", {"member": "Dan Woods", "part": "Porter"}
    )
    assert answer.status_code == 422
    assert "Did you mean Dan Wood?" in answer.text
    assert 'value="Porter"' in answer.text


@pytest.mark.one_database
def test_other_wards_cannot_change_the_team(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    lead = db.session.query(ProjectMember).one()
    client.sign_in(place.other_nurse)
    assert client.submit(f"/improvement/projects/{made.id}/members", {"member": "Dan Wood"}).status_code == 403
    assert client.submit(f"/improvement/members/{lead.id}/remove").status_code == 403
    assert client.submit("/improvement/members/999/remove").status_code == 404
