"""The page of the roles, and the words for permissions."""

from collections.abc import Callable
from typing import Any

from markupsafe import escape

from qms.people import role_words
from qms.people.queries import holders_by_role
from qms.people.roles import ROLES, Permission, RoleName
from tests.builder import Builder
from tests.page_client import PageClient


def test_every_permission_has_words() -> None:
    assert set(role_words.WORDS) == set(Permission)


def test_every_role_is_explained_with_those_who_hold_it(client: PageClient, build: Builder) -> None:
    trust = build.trust()
    build.person(RoleName.COACH, trust, name="Cara Coach")
    gone = build.person(RoleName.ANALYST, trust, name="Gone Analyst")
    gone.active = False
    build.commit()
    page = client.sign_in(build.person()).get("/roles").text
    for role in ROLES.values():
        assert role.title in page
        assert str(escape(role.sentence)) in page
    assert "Cara Coach (Riverside Trust)" in page
    assert "Gone Analyst" not in page
    assert "Nobody holds it yet." in page


def test_a_long_list_of_holders_is_cut_and_counted(build: Builder) -> None:
    trust = build.trust()
    for number in range(5):
        build.person(RoleName.VIEWER, trust, name=f"Viewer {number}")
    holders = holders_by_role(most=3)
    assert [person.name for person, _ in holders[RoleName.VIEWER].first] == ["Viewer 0", "Viewer 1", "Viewer 2"]
    assert holders[RoleName.VIEWER].total == 5
    assert holders[RoleName.COACH].total == 0


def test_the_page_asks_no_more_questions_for_more_people(
    client: PageClient, build: Builder, count_queries: Callable[[], Any]
) -> None:
    trust = build.trust()
    client.sign_in(build.person(RoleName.VIEWER, trust))
    with count_queries() as few:
        client.get("/roles")
    for _ in range(6):
        build.person(RoleName.COACH, trust)
    with count_queries() as many:
        client.get("/roles")
    assert len(many) <= len(few)
