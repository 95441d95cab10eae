"""The change package."""

import pytest

from qms.improvement.collaboratives.models import PackageIdea
from qms.improvement.collaboratives.package.actions import move_up, take_ideas
from qms.improvement.collaboratives.queries import ideas_of
from qms.improvement.ideas.queries import ideas_around
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.planning.drivers.models import Driver, DriverKind
from qms.planning.plans.models import QualityPlan
from tests.improvement.collaboratives.making import collaborative, idea, stored
from tests.improvement.conftest import Place
from tests.page_client import PageClient


def titles(collaborative_id: int) -> list[str]:
    return [each.title for each in ideas_of(collaborative_id)]


def test_ideas_are_added_changed_withdrawn_and_offered_again(client: PageClient, place: Place) -> None:
    found = collaborative(place.trust, place.coach)
    client.sign_in(place.coach)
    url = f"/improvement/collaboratives/{found.id}"
    assert "What a change package is" in client.get(f"{url}?tab=ideas").text
    refused = client.submit(f"{url}/ideas", {"idea-title": " "})
    assert refused.status_code == 422
    assert "Say the idea in a few words." in refused.text
    client.submit(f"{url}/ideas", {"idea-title": "Slippers that fit", "idea-how": "At admission"})
    made = db.session.query(PackageIdea).one()
    edit = f"/improvement/collaboratives/ideas/{made.id}"
    client.submit(f"{edit}/edit", {"version": "1", "title": "Slippers and socks", "how": "At admission"})
    stale = client.submit(f"{edit}/edit", {"version": "1", "title": "Shoes", "how": ""})
    assert stale.status_code == 409
    client.submit(f"{edit}/withdraw")
    assert titles(found.id) == []
    assert "Withdrawn (1)" in client.get(f"{url}?tab=ideas").text
    client.submit(f"{edit}/restore")
    assert titles(found.id) == ["Slippers and socks"]
    told = {each.event for each in db.session.query(AuditEvent).filter(AuditEvent.event.startswith("package-idea"))}
    assert told == {"package-idea.added", "package-idea.edited", "package-idea.withdrawn", "package-idea.restored"}


def test_an_idea_moves_up_past_the_one_before_it(place: Place) -> None:
    found = collaborative(place.trust, place.coach)
    made = [idea(found, name, position=0) for name in ("A", "B", "C")]
    move_up(made[2], by=place.coach)
    db.session.commit()
    assert titles(found.id) == ["A", "C", "B"]
    move_up(made[0], by=place.coach)
    db.session.commit()
    assert titles(found.id) == ["A", "C", "B"], "the first one stays first"


def test_ideas_come_from_a_driver_diagram_once(client: PageClient, place: Place) -> None:
    found = collaborative(place.trust, place.coach)
    plan = stored(QualityPlan(unit_id=place.trust.id, title="Safe from falls"))
    long = "A change idea with very many words, " * 6
    of_ward = stored(QualityPlan(unit_id=place.ward.id, title="Safe on Ward 1"))  # a trust's programme takes from its wards
    for whose, text in ((plan, "Bay nursing"), (plan, long), (of_ward, "Night lights")):
        stored(Driver(plan_id=whose.id, kind=DriverKind.CHANGE_IDEA, text=text))
    client.sign_in(place.coach)
    url = f"/improvement/collaboratives/{found.id}/ideas/take"
    assert "Bay nursing (Safe from falls)" in client.get(url).text
    drivers = ideas_around(place.trust)
    assert [each.plan_title for each in drivers] == ["Safe from falls", "Safe from falls", "Safe on Ward 1"]
    client.submit(url, {"ideas": [str(each.id) for each in drivers]})
    ideas = ideas_of(found.id)
    assert {each.driver_id for each in ideas} == {each.id for each in drivers}
    assert all(len(each.title) <= 160 for each in ideas)
    assert any(each.how == long.strip() for each in ideas), "no word is lost"
    assert take_ideas(found, ideas=drivers, by=place.coach) == []
    assert "Nothing to take" in client.get(url).text


@pytest.mark.one_database
def test_a_team_does_not_change_the_package(client: PageClient, place: Place) -> None:
    found = collaborative(place.trust, place.coach)
    made = idea(found)
    client.sign_in(place.nurse)
    assert client.submit(f"/improvement/collaboratives/{found.id}/ideas", {"idea-title": "X"}).status_code == 403
    assert client.submit(f"/improvement/collaboratives/ideas/{made.id}/withdraw").status_code == 403
    assert client.submit("/improvement/collaboratives/ideas/999/withdraw").status_code == 404
